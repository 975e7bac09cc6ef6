import { formatIp4, parseIp4 } from "./ip4.ts";
import { formatIp6, parseIp6 } from "./ip6.ts";

/** An IPv6 prefix: 16 bytes with every host bit zero, and its length in bits. */
export interface Prefix6 {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** An IPv4 prefix: network as unsigned 32-bit number with host bits zero, and its length in bits. */
export interface Prefix4 {
  readonly network: number;
  readonly length: number;
}

/** Parse `addr/len`. @returns null if it is malformed or has host bits set. */
export function parsePrefix6(text: string): Prefix6 | null {
  const [address, length] = splitLength(text, 128);
  if (address === null || length === null) return null;
  const bytes = parseIp6(address);
  if (bytes === null) return null;
  const prefix = { bytes, length };
  return hostBitsClear(prefix) ? prefix : null;
}

/** Parse `a.b.c.d/len`. @returns null if it is malformed or has host bits set. */
export function parsePrefix4(text: string): Prefix4 | null {
  const [address, length] = splitLength(text, 32);
  if (address === null || length === null) return null;
  const network = parseIp4(address);
  if (network === null || (network & mask4(length)) >>> 0 !== network) return null;
  return { network, length };
}

function splitLength(text: string, max: number): [string | null, number | null] {
  const slash = text.indexOf("/");
  if (slash < 0 || !/^(0|[1-9]\d{0,2})$/.test(text.slice(slash + 1))) return [null, null];
  const length = Number(text.slice(slash + 1));
  return length > max ? [null, null] : [text.slice(0, slash), length];
}

function hostBitsClear({ bytes, length }: Prefix6): boolean {
  for (let bit = length; bit < 128; bit++) {
    if ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1) return false;
  }
  return true;
}

/** Netmask of `length` bits as unsigned 32-bit number. */
export function mask4(length: number): number {
  return length === 0 ? 0 : (-1 << (32 - length)) >>> 0;
}

export function formatPrefix4({ network, length }: Prefix4): string {
  return `${formatIp4(network)}/${length}`;
}

export function formatPrefix6({ bytes, length }: Prefix6): string {
  return `${formatIp6(bytes)}/${length}`;
}

/** @param address unsigned 32-bit. */
export function contains4(prefix: Prefix4, address: number): boolean {
  return (address & mask4(prefix.length)) >>> 0 === prefix.network;
}

/** @param address 16 bytes from `offset`. */
export function contains6(prefix: Prefix6, address: Uint8Array, offset = 0): boolean {
  const whole = prefix.length >> 3;
  for (let i = 0; i < whole; i++) if (address[offset + i] !== prefix.bytes[i]) return false;
  const rest = prefix.length & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return (address[offset + whole]! & mask) === prefix.bytes[whole];
}
