/** Pure parsers of what a host says about itself. */
import type { HostFacts } from "../protocol/facts.ts";

/** os-release(5). */
export function parseOsRelease(text: string): HostFacts["os"] {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([A-Z_0-9]+)=(.*)$/.exec(line.trim());
    if (match !== null) fields.set(match[1]!, match[2]!.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return {
    id: fields.get("ID") ?? "linux",
    version: fields.get("VERSION_ID") ?? "",
    name: fields.get("PRETTY_NAME") ?? fields.get("NAME") ?? "Linux",
  };
}

/** Octets since boot per family: IpExt In/OutOctets of /proc/net/netstat and Ip6In/OutOctets of /proc/net/snmp6, or null where either is missing. */
export function parseTraffic(netstat: string | null, snmp6: string | null): HostFacts["traffic"] {
  if (netstat === null || snmp6 === null) return null;
  const lines = netstat.split("\n").filter((line) => line.startsWith("IpExt:"));
  const names = lines[0]?.split(/\s+/) ?? [];
  const values = lines[1]?.split(/\s+/) ?? [];
  const ip4 = (name: string): number => Number(values[names.indexOf(name)] ?? Number.NaN);
  const ip6 = (name: string): number => Number(new RegExp(`^${name}\\s+(\\d+)`, "m").exec(snmp6)?.[1] ?? Number.NaN);
  const ipv4Bytes = ip4("InOctets") + ip4("OutOctets");
  const ipv6Bytes = ip6("Ip6InOctets") + ip6("Ip6OutOctets");
  return Number.isNaN(ipv4Bytes) || Number.isNaN(ipv6Bytes) ? null : { ipv4Bytes, ipv6Bytes };
}

/** `ip rule` and friends print words; a command line of /proc/PID/cmdline is NUL-separated. */
export function parseCmdline(text: string): string[] {
  const words = text.split("\0");
  if (words.at(-1) === "") words.pop();
  return words;
}
