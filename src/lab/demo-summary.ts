/** The demo's before and after in words. Pure. */
import type { HostView, Passage, Transfer, Translated } from "./observe.ts";

export function hostTable(views: readonly HostView[]): string[] {
  const rows = views.map((view) => [
    view.host,
    view.service,
    view.ipv4.join(" ") || "-",
    view.ipv6.join(" ") || "-",
    nextText(view),
  ]);
  return table([["host", "role", "IPv4", "IPv6", "the next connection"], ...rows]);
}

function nextText({ ipv4, next }: HostView): string {
  if (next === null) return "";
  const { name, address, translated } = next;
  if (address === null) return `${name}: no address`;
  if (translated !== null) return `${name}: IPv6, translated to ${translated}`;
  if (address.includes(":")) return `${name}: IPv6`;
  return ipv4.length > 0 ? `${name}: IPv4` : `${name}: only IPv4, which it has not`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd()}`,
  );
}

export function passageLines({ from, serverSaw, down, up }: Passage): string[] {
  if (serverSaw === null) return [`  from ${from}: the IPv4-only internet does not answer`];
  return [
    `  from ${from}: the IPv4-only web server answers, and saw ${serverSaw}`,
    ...(["down", "up"] as const).flatMap((way) => transferLine(way, way === "down" ? down : up)),
  ];
}

function transferLine(way: string, transfer: Transfer | null): string[] {
  if (transfer === null) return [`  ${way}: did not arrive`];
  const { bytes, sha256, equal } = transfer;
  return [
    `  ${way}: ${bytes} bytes, sha256 ${sha256.slice(0, 16)}…, ${equal ? "equal at both ends" : "NOT equal at both ends"}`,
  ];
}

export function translatedLine({ gateway, to4, to6 }: Translated): string {
  return `  ${gateway} translated ${to4.packets} packets (${megabytes(to4.bytes)}) to IPv4 and ${to6.packets} (${megabytes(to6.bytes)}) back`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What the demo promises and is not true: empty when all of it is. */
export function brokenPromises(
  views: readonly HostView[],
  passages: readonly Passage[],
  ipv6Only: readonly string[],
  dualStack: readonly string[],
): string[] {
  const broken: string[] = [];
  for (const { host, ipv4, ipv6 } of views) {
    if (ipv6Only.includes(host) && ipv4.length > 0) broken.push(`${host} still has ${ipv4.join(" ")}`);
    if (dualStack.includes(host) && ipv4.length === 0) broken.push(`${host} was to stay dual-stack and has no IPv4`);
    if (ipv6.length === 0) broken.push(`${host} has no IPv6`);
  }
  for (const { from, serverSaw, down, up } of passages) {
    if (serverSaw === null) broken.push(`${from} does not reach the IPv4-only internet`);
    else if (!down?.equal || !up?.equal)
      broken.push(`2 MB did not pass whole between ${from} and the IPv4-only internet`);
  }
  return broken;
}
