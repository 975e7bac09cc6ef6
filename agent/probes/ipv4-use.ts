/** IPv4 on this host at this moment: what a process could use, and what is in use. */
import { formatIp4, parseIp4 } from "../net/ip4.ts";
import { contains4, type Prefix4, parsePrefix4 } from "../net/prefix.ts";
import type { Ipv4Socket, ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, unable, unmap } from "./outcome.ts";

const TIMEOUT_MS = 10_000;

export async function ipv4Use(sys: System, question: Extract<ProbeQuestion, { kind: "ipv4-use" }>): Promise<Result> {
  const ignore: Prefix4[] = [];
  for (const text of question.ignore) {
    const prefix = parsePrefix4(text.includes("/") ? text : `${text}/32`);
    if (prefix === null) return unable(`${text} is no IPv4 address or prefix`);
    ignore.push(prefix);
  }
  const commands = [
    ["ip", "-4", "-o", "address", "show"],
    ["ip", "-4", "route", "show", "table", "all"],
    // Without -p a user who is not root still gets the sockets; with it, their processes too where the kernel lets him.
    ["ss", "-Htuanp"],
  ] as const;
  const ran = await Promise.all(commands.map((argv) => sys.exec(argv, { timeoutMs: TIMEOUT_MS })));
  for (const [i, one] of ran.entries()) {
    const argv = commands[i]!.join(" ");
    if (one.code === 127) return unable(`${argv}: the program is not on this host (package iproute2)`);
    // A routing table that does not exist is said on stderr and is no failure of the question.
    if (one.code !== 0 && i !== 1) return unable(`${argv}: exit ${one.code}: ${one.stderr.trim()}`);
  }
  const addresses = parseAddresses(ran[0]!.stdout);
  const routes = parseRoutes(ran[1]!.stdout);
  const { sockets, listenersIpv4Only } = parseSockets(ran[2]!.stdout, ignore);
  return answered(
    `${addresses.length} IPv4 addresses, ${routes.length} routes, ${sockets.length} sockets with an IPv4 peer`,
    { addresses, routes, sockets, listenersIpv4Only },
  );
}

const LOOPBACK = parsePrefix4("127.0.0.0/8")!;

function isLoopback(address: string): boolean {
  const value = parseIp4(address);
  return value !== null && contains4(LOOPBACK, value);
}

/** `ip -4 -o address`: `2: eth0    inet 198.51.100.7/24 brd … scope global eth0`. Loopback numbers are left out, other numbers on lo are not. */
export function parseAddresses(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split("\n")) {
    const row = /^\d+:\s+(\S+)\s+inet\s+(\d+\.\d+\.\d+\.\d+)(?:\s+peer\s+\S+?)?(\/\d+)?(?:\s|$)/.exec(line);
    if (row !== null && !isLoopback(row[2]!)) found.push(`${row[1]} ${row[2]}${row[3] ?? "/32"}`);
  }
  return found;
}

/** `ip -4 route show table all`, without what the kernel keeps for loopback. */
export function parseRoutes(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => {
      if (line === "") return false;
      const target = line.replace(/^(local|broadcast|unicast|anycast|multicast|unreachable|blackhole|prohibit)\s+/, "");
      return !isLoopback(target.split(/[\s/]/)[0]!);
    });
}

/** `ss -Htuanp`, both families: an IPv4 client of a dual-stack socket stands there as `[::ffff:a.b.c.d]`. */
export function parseSockets(
  text: string,
  ignore: readonly Prefix4[],
): { sockets: Ipv4Socket[]; listenersIpv4Only: string[] } {
  const sockets: Ipv4Socket[] = [];
  const listeners4: { host: string; port: number }[] = [];
  const ports6 = new Set<number>();
  for (const line of text.split("\n")) {
    const row = /^(tcp|udp)\s+(\S+)\s+\d+\s+\d+\s+(\S+)\s+(\S+)(?:\s+users:\(\("([^"]*)",pid=(\d+))?/.exec(line);
    if (row === null) continue;
    const [, protocol, state] = row;
    const local = splitEndpoint(row[3]!);
    const peer = splitEndpoint(row[4]!);
    if (local === null || peer === null) continue;
    if (peer.host === "*" || peer.port === 0) {
      if (protocol !== "tcp") continue;
      if (parseIp4(local.host) === null) ports6.add(local.port);
      else if (!isLoopback(local.host)) listeners4.push(local);
      continue;
    }
    const address = parseIp4(unmap(peer.host));
    if (address === null || contains4(LOOPBACK, address) || ignore.some((prefix) => contains4(prefix, address)))
      continue;
    sockets.push({
      protocol: protocol!,
      state: state!,
      local: unmap(local.host),
      localPort: local.port,
      peer: formatIp4(address),
      peerPort: peer.port,
      mapped: peer.host !== unmap(peer.host),
      process: row[5] === undefined ? null : `${row[5]}[${row[6]}]`,
    });
  }
  const listenersIpv4Only = listeners4
    .filter(({ port }) => !ports6.has(port))
    .map(({ host, port }) => `${host}:${port}`);
  return { sockets, listenersIpv4Only: [...new Set(listenersIpv4Only)] };
}

/** `[::1]:22`, `198.51.100.7%eth0:68`, `*:*`, `0.0.0.0:22`. A `*` port is 0. */
function splitEndpoint(text: string): { host: string; port: number } | null {
  const at = text.lastIndexOf(":");
  if (at < 0) return null;
  const port = text.slice(at + 1);
  if (port !== "*" && !/^\d+$/.test(port)) return null;
  const host = text
    .slice(0, at)
    .replace(/^\[|\]$/g, "")
    .replace(/%[^\]]*$/, "");
  return { host, port: port === "*" ? 0 : Number(port) };
}
