/**
 * IPv4 out of /etc/network/interfaces and what it sources. Only what assigns an IPv4 address goes; options of the link (mtu, bridge, bond,
 * VLAN, commands that are not about IPv4) move to the interface's inet6 stanza, and an interface that lived on IPv4's stanza alone gets one,
 * or it would stay down at the next boot and IPv6 with it.
 */
import type { InterfacesFile } from "../../../facts/interfaces-files.ts";
import { type IfaceStanza, type Option, physical, printStanza, type Stanza } from "../../../formats/interfaces.ts";
import { closed } from "../../../formats/lines.ts";
import { parseIp6 } from "../../../net/ip6.ts";
import { assignment, type StackEdit, type Unsupported } from "./stack.ts";

/** IPv6 of an interface as it is now. */
export interface Ipv6Now {
  /** Router advertisement or lease. */
  readonly dynamic: boolean;
  /** Configured, global. */
  readonly fixed: readonly string[];
}

/** Methods of `inet` that assign an address. */
const ASSIGNING = new Set(["static", "dhcp", "bootp", "ipv4ll"]);
/** Methods that assign none. */
const HARMLESS = new Set(["loopback", "manual"]);
/** Options that mean nothing but IPv4, interfaces(5), "INET ADDRESS FAMILY". */
const IPV4_OPTIONS = new Set(
  "address netmask broadcast metric gateway pointopoint scope network hostname leasehours leasetime vendor client request-option bootfile server hwaddr".split(
    " ",
  ),
);
const COMMANDS = new Set(["up", "post-up", "pre-up", "down", "post-down", "pre-down"]);
const INDENT = "    ";

/** Pure. @param keep interfaces that are not ours. */
export function withoutIpv4(
  files: readonly InterfacesFile[],
  keep: ReadonlySet<string>,
  ipv6: ReadonlyMap<string, Ipv6Now>,
): StackEdit | Unsupported {
  const because: string[] = [];
  const theirs = (name: string): boolean => physical(name) === "lo" || keep.has(name) || keep.has(physical(name));
  const dropped: { stanza: IfaceStanza; at: string }[] = [];
  for (const file of files) {
    for (const stanza of file.parsed.stanzas) {
      if (stanza.kind !== "iface" || theirs(stanza.name)) continue;
      const at = `${file.path}:${stanza.line}`;
      const problem = cannotEdit(stanza, at);
      if (problem !== null) return { unsupported: problem };
      if (stanza.family === "inet" && ASSIGNING.has(stanza.method ?? "")) dropped.push({ stanza, at });
    }
  }
  if (dropped.length === 0) return { files: [], because, reload: [] };

  const inet6 = new Set(
    files.flatMap((file) =>
      file.parsed.stanzas.flatMap((s) => (s.kind === "iface" && s.family === "inet6" ? [physical(s.name)] : [])),
    ),
  );
  const carried = new Map<string, Option[]>();
  const replacement = new Map<IfaceStanza, string>();
  for (const { stanza, at } of dropped) {
    const sorted = sortOptions(stanza, at);
    if ("unsupported" in sorted) return sorted;
    const name = physical(stanza.name);
    carried.set(name, [...(carried.get(name) ?? []), ...sorted.link]);
    because.push(`${at}: inet ${stanza.method} of ${stanza.name} goes`);
    if (sorted.link.length > 0) {
      because.push(
        `${at}: ${sorted.link.map((o) => `${o.name} ${o.value}`.trim()).join("; ")} moves to ${name}'s inet6 stanza`,
      );
    }
  }
  for (const name of new Set(dropped.map(({ stanza }) => physical(stanza.name)))) {
    if (inet6.has(name)) continue;
    const now = ipv6.get(name) ?? { dynamic: false, fixed: [] };
    const first = dropped.find(({ stanza }) => physical(stanza.name) === name)!;
    if (now.fixed.length > 0 && !now.dynamic) {
      return {
        unsupported: `${name} has ${now.fixed.join(", ")}, which no file under /etc/network configures: it would be gone at the next boot. Write an inet6 stanza for ${name} first (${first.at} is about to go)`,
      };
    }
    const link = carried.get(name) ?? [];
    if (!now.dynamic && link.length === 0) continue;
    const method = now.dynamic ? "auto" : "manual";
    because.push(`${first.at}: iface ${name} inet6 ${method} takes its place, so that ${name} still comes up at boot`);
    replacement.set(first.stanza, `iface ${name} inet6 ${method}\n${link.map(optionLine).join("")}`);
  }

  const gone = new Set<Stanza>(dropped.map(({ stanza }) => stanza));
  const left = new Set<string>();
  for (const file of files) {
    for (const stanza of file.parsed.stanzas) if (stanza.kind === "iface" && !gone.has(stanza)) left.add(stanza.name);
  }
  for (const stanza of replacement.keys()) left.add(physical(stanza.name));
  const orphans = new Set(dropped.map(({ stanza }) => stanza.name).filter((name) => !left.has(name)));
  const moved = new Set<string>();
  const edits = files.map((file) => {
    const out = file.parsed.stanzas.map((stanza) => {
      if (stanza.kind === "names") return withoutNames(stanza, orphans);
      if (stanza.kind !== "iface") return printStanza(stanza);
      if (gone.has(stanza)) return (replacement.get(stanza) ?? "") + stanza.tail;
      const name = physical(stanza.name);
      const link = stanza.family === "inet6" && !moved.has(name) ? (carried.get(name) ?? []) : [];
      if (link.length === 0) return printStanza(stanza);
      moved.add(name);
      return withOptions(stanza, link);
    });
    return { path: file.path, before: file.text, after: out.join("") };
  });
  if (orphans.size > 0)
    because.push(`${[...orphans].join(", ")} leaves its auto and allow lines: no stanza is left for it`);
  return { files: edits.filter(({ before, after }) => before !== after), because, reload: [] };
}

/** What ifupdown puts on its interfaces: addresses of stanzas, and any its commands name. Leases are known by their client. Pure. */
export function assigned(files: readonly InterfacesFile[]): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (const stanza of file.parsed.stanzas) {
      if (stanza.kind !== "iface") continue;
      for (const { name, value } of stanza.options) {
        if (name !== "address" && !COMMANDS.has(name)) continue;
        const device = /\bdev\s+(\S+)/.exec(value)?.[1] ?? physical(stanza.name);
        for (const [address] of value.matchAll(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/g)) {
          found.add(assignment(device, address));
        }
      }
    }
  }
  return found;
}

/** Whether a stanza has ifupdown ask for a lease on this interface. Pure. */
export function leases(files: readonly InterfacesFile[], name: string): boolean {
  return files.some((file) =>
    file.parsed.stanzas.some(
      (s) =>
        s.kind === "iface" &&
        physical(s.name) === name &&
        s.family === "inet" &&
        (s.method === "dhcp" || s.method === "bootp"),
    ),
  );
}

function cannotEdit(stanza: IfaceStanza, at: string): string | null {
  const { name, family, method, inherits } = stanza;
  if (family === "inet6" || family === "can" || family === "ipx") return null;
  if (family === null) {
    const ipv4 = stanza.options.find((o) => o.name === "use" || (o.name === "address" && !o.value.includes(":")));
    if (ipv4 === undefined && inherits === null) return null;
    return `${at}: iface ${name} names no address family (ifupdown-ng or a template); migrate edits "iface ${name} inet …" stanzas only`;
  }
  if (inherits !== null) return `${at}: iface ${name} inherits from ${inherits}; write its stanza out first`;
  if (family === "inet" && !ASSIGNING.has(method ?? "") && !HARMLESS.has(method ?? "")) {
    return `${at}: iface ${name} inet ${method ?? ""} is a method migrate does not know how to take away; add ${name} to keep, or remove it yourself`;
  }
  return null;
}

/** Which options outlive the stanza. */
function sortOptions(stanza: IfaceStanza, at: string): { link: Option[] } | { unsupported: string } {
  const link: Option[] = [];
  for (const option of stanza.options) {
    if (option.name === "" || IPV4_OPTIONS.has(option.name)) continue;
    if (/^dns-nameservers?$/.test(option.name)) {
      const servers = option.value.split(/\s+/).filter((server) => parseIp6(server) !== null);
      if (servers.length > 0) {
        link.push({ ...option, value: servers.join(" "), text: `${INDENT}${option.name} ${servers.join(" ")}\n` });
      }
      continue;
    }
    if (COMMANDS.has(option.name)) {
      const four = /(^|[^\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])|\s-4\b|\biptables\b/.test(option.value);
      const six = /\s-6\b|\binet6\b|\bip6tables\b|\b[0-9a-fA-F]{1,4}::|::[0-9a-fA-F]|::\//.test(option.value);
      if (four && six) {
        return {
          unsupported: `${at.slice(0, at.lastIndexOf(":"))}:${option.line}: "${option.name} ${option.value}" is about both families; split it, and put the IPv6 half into an inet6 stanza`,
        };
      }
      if (four) continue;
    }
    link.push(option);
  }
  return { link };
}

function optionLine(option: Option): string {
  return closed(option.text);
}

function withOptions(stanza: IfaceStanza, link: readonly Option[]): string {
  const has = (option: Option): boolean =>
    stanza.options.some(
      (own) => own.name === option.name && (own.value === option.value || !COMMANDS.has(option.name)),
    );
  const added = link.filter((option) => !has(option));
  const own = stanza.options.map(({ text }) => text).join("");
  if (added.length === 0) return printStanza(stanza);
  return closed(stanza.head + own) + added.map(optionLine).join("") + stanza.tail;
}

function withoutNames(stanza: Extract<Stanza, { kind: "names" }>, orphans: ReadonlySet<string>): string {
  const names = stanza.names.filter((name) => !orphans.has(name));
  if (names.length === stanza.names.length) return stanza.text;
  if (names.length === 0) return "";
  const end = /\r?\n$/.exec(stanza.text)?.[0] ?? "";
  const lead = /^\s*/.exec(stanza.text)![0];
  return `${lead}${stanza.keyword} ${names.join(" ")}${end}`;
}
