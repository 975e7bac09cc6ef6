/** IPv4-embedded IPv6 addresses, RFC 6052 §2.2: bits 64–71 (the u-octet) stay zero, so the four octets may straddle it. */
import { contains6, type Prefix4, type Prefix6 } from "./prefix.ts";

export const PREFIX_LENGTHS = [32, 40, 48, 56, 64, 96] as const;

/** 64:ff9b::/96, RFC 6052 §2.1. */
export const WELL_KNOWN_PREFIX: Prefix6 = {
  bytes: Uint8Array.of(0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  length: 96,
};

export function isWellKnown(prefix: Prefix6): boolean {
  return prefix.length === 96 && contains6(WELL_KNOWN_PREFIX, prefix.bytes);
}

/** Byte positions of the four IPv4 octets for a prefix length, RFC 6052 §2.2 figure 1. */
const OCTETS: Readonly<Record<number, readonly [number, number, number, number]>> = {
  32: [4, 5, 6, 7],
  40: [5, 6, 7, 9],
  48: [6, 7, 9, 10],
  56: [7, 9, 10, 11],
  64: [9, 10, 11, 12],
  96: [12, 13, 14, 15],
};

/** Whether RFC 6052 allows this prefix: one of the six lengths, u-octet zero. */
export function isTranslationPrefix(prefix: Prefix6): boolean {
  return prefix.length in OCTETS && prefix.bytes[8] === 0;
}

/** Embed an IPv4 address. @param address unsigned 32-bit. @param into receives 16 bytes at `offset`; suffix zero (§2.2). */
export function embed(prefix: Prefix6, address: number, into: Uint8Array = new Uint8Array(16), offset = 0): Uint8Array {
  const at = OCTETS[prefix.length]!;
  for (let i = 0; i < 16; i++) into[offset + i] = prefix.bytes[i]!;
  into[offset + at[0]] = address >>> 24;
  into[offset + at[1]] = (address >>> 16) & 255;
  into[offset + at[2]] = (address >>> 8) & 255;
  into[offset + at[3]] = address & 255;
  return into;
}

/** The IPv6 prefix under which the addresses of an IPv4 prefix are embedded. */
export function embedPrefix(prefix: Prefix6, { network, length }: Prefix4): Prefix6 {
  const octets = OCTETS[prefix.length]!;
  // Up to where the last bit of the IPv4 prefix stands; octets need not follow one another.
  const bits = length === 0 ? prefix.length : octets[(length - 1) >> 3]! * 8 + ((length - 1) & 7) + 1;
  return { bytes: embed(prefix, network), length: bits };
}

/** Extract the IPv4 address of an address inside `prefix`. @param address 16 bytes at `offset`. @returns unsigned 32-bit, or null where the address is outside the prefix or its u-octet is not zero. A non-zero suffix is ignored (§2.2: "ignore"). */
export function extract(prefix: Prefix6, address: Uint8Array, offset = 0): number | null {
  if (!contains6(prefix, address, offset)) return null;
  if (prefix.length < 96 && address[offset + 8] !== 0) return null;
  const at = OCTETS[prefix.length]!;
  return (
    ((address[offset + at[0]]! << 24) |
      (address[offset + at[1]]! << 16) |
      (address[offset + at[2]]! << 8) |
      address[offset + at[3]]!) >>>
    0
  );
}
