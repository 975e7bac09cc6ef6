/** The internet checksum, RFC 1071, and its incremental update, RFC 1624. */

/** Sum of 16-bit big-endian words, not folded below 32 bits beyond need. @param start a sum to go on from. An odd last byte counts as the high half of a word. */
export function sumWords(bytes: Uint8Array, from: number, to: number, start = 0): number {
  let sum = start;
  let i = from;
  for (; i + 1 < to; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  if (i < to) sum += bytes[i]! << 8;
  return sum;
}

/** Fold to 16 bits with end-around carry. @param sum below 2^53. */
export function fold(sum: number): number {
  let s = sum;
  while (s > 0xffff) s = (s & 0xffff) + Math.floor(s / 0x10000);
  return s;
}

/** One's complement checksum of a range, ready to be stored. */
export function checksum(bytes: Uint8Array, from: number, to: number, start = 0): number {
  return ~fold(sumWords(bytes, from, to, start)) & 0xffff;
}

/** RFC 1624 eqn. 3: HC' = ~(~HC + ~m + m'). @param delta folded (~m + m') over all changed words. */
export function update(stored: number, delta: number): number {
  return ~fold((~stored & 0xffff) + delta) & 0xffff;
}
