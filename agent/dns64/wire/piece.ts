/**
 * Bytes for what lives no longer than a question, cut from larger pieces of memory: a typed array with memory of its own is allocated, registered
 * and swept one by one, which costs several times what is done with it.
 */

const LOT = 65_536;
const LONGEST = 4096;

let lot = new Uint8Array(0);
let used = 0;

/** @returns zeroed bytes. They keep their whole lot alive: what stays, and what goes to another thread, is to be copied. */
export function piece(length: number): Uint8Array {
  if (length > LONGEST) return new Uint8Array(length);
  if (used + length > lot.length) {
    lot = new Uint8Array(LOT);
    used = 0;
  }
  used += length;
  return lot.subarray(used - length, used);
}

/** A copy, as a piece. */
export function pieceOf(bytes: Uint8Array, from = 0, end: number = bytes.length): Uint8Array {
  const copy = piece(end - from);
  for (let i = from; i < end; i++) copy[i - from] = bytes[i]!;
  return copy;
}
