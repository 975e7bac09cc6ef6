/** Big-endian reads and writes on packet bytes. */

export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

/** @returns unsigned 32-bit. */
export function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** @returns signed 32-bit: the same bits as u32, in the form an Int32Array holds. */
export function i32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

export function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Sum of the two 16-bit halves of a 32-bit number, for checksums. */
export function halves(value: number): number {
  return (value >>> 16) + (value & 0xffff);
}

/** Sum of the eight 16-bit words of an IPv6 address. */
export function words6(bytes: Uint8Array, at: number): number {
  let sum = 0;
  for (let i = at; i < at + 16; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  return sum;
}
