/** Names of hosts as Ansible inventories write them: ranges, ports, bracketed IPv6. */
import { canonicalIp6, parseIp6 } from "../../agent/net/ip6.ts";

export interface NamedHost {
  readonly name: string;
  readonly port: number | null;
}

/** `web[01:10].example`, `db[a:c]`, `h[0:8:2]`, `[2001:db8::1]:2222`, `host:2222`. @returns null if a range or port is malformed. */
export function expandHostPattern(text: string): NamedHost[] | null {
  const bracketed = /^\[([0-9A-Fa-f:.]+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null && parseIp6(bracketed[1]!) !== null) {
    const port = portOf(bracketed[2]);
    return port === undefined ? null : [{ name: canonicalIp6(bracketed[1]!)!, port }];
  }
  const address = canonicalIp6(text);
  if (address !== null) return [{ name: address, port: null }];
  const [, body, digits] = /^(.+?)(?::(\d+))?$/.exec(text) ?? [];
  const port = portOf(digits);
  if (body === undefined || port === undefined) return null;
  const names = expandRanges(body);
  return names?.map((name) => ({ name, port })) ?? null;
}

/** @returns undefined for what is no port. */
function portOf(digits: string | undefined): number | null | undefined {
  if (digits === undefined) return null;
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** A range larger than this is a slip of the pen, not a fleet. */
const MOST_HOSTS = 100_000;

function expandRanges(text: string): string[] | null {
  const match = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(text);
  if (match === null) return /[[\]]/.test(text) || text === "" ? null : [text];
  const [, head, range, tail] = match;
  const middle = rangeOf(range!);
  const rest = tail === "" ? [""] : expandRanges(tail!);
  if (middle === null || rest === null || middle.length * rest.length > MOST_HOSTS) return null;
  return middle.flatMap((m) => rest.map((r) => `${head}${m}${r}`));
}

/** Both ends are in the range; leading zeros give the width. */
function rangeOf(text: string): string[] | null {
  const [first = "", last = "", by = "1", ...more] = text.split(":");
  if (more.length > 0 || !/^[1-9]\d*$/.test(by)) return null;
  const numeric = /^\d+$/.test(first || "0") && /^\d+$/.test(last);
  const letters = /^[A-Za-z]$/.test(first) && /^[A-Za-z]$/.test(last);
  if (!numeric && !letters) return null;
  const width = first.length > 1 && first.startsWith("0") ? first.length : 0;
  const [from, to] = numeric ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)];
  if (from > to || (to - from) / Number(by) > MOST_HOSTS) return null;
  const names: string[] = [];
  for (let n = from; n <= to; n += Number(by)) {
    names.push(numeric ? String(n).padStart(width, "0") : String.fromCharCode(n));
  }
  return names;
}
