/** The kernel's connection tracking, where masqueraded sessions live. Pure parsers of /proc/net/nf_conntrack and its counters. */
import { parseIp4 } from "../net/ip4.ts";
import { contains4, type Prefix4 } from "../net/prefix.ts";

/** A tracked connection of IPv4 that began in a prefix. */
export interface Masqueraded {
  readonly protocol: string;
  readonly source: string;
  /** Where it goes, `ADDRESS:PORT`. */
  readonly destination: string;
  /** What the far side sees: the address its answers go to. */
  readonly behind: string;
  /** Closed, and held only so that its port is not used again at once. */
  readonly over: boolean;
}

const OVER = / (TIME_WAIT|CLOSE) /;

/** Entries whose source lies in `within`. */
export function parseConntrack(text: string, within: Prefix4): Masqueraded[] {
  const found: Masqueraded[] = [];
  for (const line of text.split("\n")) {
    if (!line.startsWith("ipv4")) continue;
    const words = line.split(/\s+/);
    // Each word stands twice: as it was sent, then as the answer comes.
    const [source, answeredBy] = valuesOf(words, "src=");
    const [destination, behind] = valuesOf(words, "dst=");
    if (source === undefined || destination === undefined || behind === undefined || answeredBy === undefined) continue;
    const address = parseIp4(source);
    if (address === null || !contains4(within, address)) continue;
    const port = valuesOf(words, "dport=")[0] ?? "0";
    found.push({ protocol: words[2]!, source, destination: `${destination}:${port}`, behind, over: OVER.test(line) });
  }
  return found;
}

function valuesOf(words: readonly string[], key: string): string[] {
  return words.filter((word) => word.startsWith(key)).map((word) => word.slice(key.length));
}

/** Connections that found no port, since boot: /proc/net/stat/nf_conntrack, hexadecimal, a line for each CPU. @returns null where it is of another shape. */
export function insertFailures(text: string): number | null {
  const [head, ...lines] = text.trim().split("\n");
  const column = head?.trim().split(/\s+/).indexOf("insert_failed") ?? -1;
  if (column < 0) return null;
  return lines.reduce((sum, line) => sum + Number.parseInt(line.trim().split(/\s+/)[column] ?? "0", 16), 0);
}

/** The most connections to one destination behind one address, for the protocol that has most. */
export function busiest(connections: readonly Masqueraded[]): number {
  const counts = new Map<string, number>();
  for (const { protocol, destination, behind } of connections) {
    const key = `${protocol} ${destination} ${behind}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
