import { formatIp4, parseIp4 } from "./ip4.ts";

/** Parse IPv6 text (RFC 4291 §2.2, all three forms; no zone, no brackets). @returns 16 bytes, or null. */
export function parseIp6(text: string): Uint8Array | null {
  if (text.length < 2 || text.length > 45 || !/^[0-9a-fA-F:.]+$/.test(text)) return null;
  let body = text;
  const lastColon = body.lastIndexOf(":");
  if (body.includes(".")) {
    const embedded = parseIp4(body.slice(lastColon + 1));
    if (embedded === null || lastColon < 0) return null;
    body = `${body.slice(0, lastColon + 1)}${(embedded >>> 16).toString(16)}:${(embedded & 0xffff).toString(16)}`;
  }
  const halves = body.split("::");
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0]!);
  const tail = halves.length === 2 ? groupsOf(halves[1]!) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >>> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return bytes;
}

function groupsOf(text: string): number[] | null {
  if (text === "") return [];
  const groups: number[] = [];
  for (const group of text.split(":")) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null;
    groups.push(Number.parseInt(group, 16));
  }
  return groups;
}

/** RFC 5952 text: lower case, no leading zeros, the longest run of zero groups (the first of equals, never a single one) compressed; `::ffff:a.b.c.d` for mapped addresses (§5). @param bytes holds 16 bytes from `offset`. */
export function formatIp6(bytes: Uint8Array, offset = 0): string {
  const groups: number[] = [];
  for (let i = 0; i < 8; i++) groups.push((bytes[offset + 2 * i]! << 8) | bytes[offset + 2 * i + 1]!);
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) {
    return `::ffff:${formatIp4(((groups[6]! << 16) | groups[7]!) >>> 0)}`;
  }
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let j = i;
    while (j < 8 && groups[j] === 0) j++;
    if (j - i > bestLength) {
      best = i;
      bestLength = j - i;
    }
    if (j > i) i = j;
  }
  const hex = (part: number[]): string => part.map((g) => g.toString(16)).join(":");
  if (best < 0) return hex(groups);
  return `${hex(groups.slice(0, best))}::${hex(groups.slice(best + bestLength))}`;
}

/** RFC 5952 text of any spelling of an IPv6 address, or null if it is none. */
export function canonicalIp6(text: string): string | null {
  const bytes = parseIp6(text);
  return bytes === null ? null : formatIp6(bytes);
}

/** Where the PTR records of an address stand. RFC 3596 §2.5. @param address valid. */
export function reverseName6(address: string): string {
  const nibbles = [...parseIp6(address)!].flatMap((byte) => [byte >> 4, byte & 15]).reverse();
  return `${nibbles.map((one) => one.toString(16)).join(".")}.ip6.arpa`;
}
