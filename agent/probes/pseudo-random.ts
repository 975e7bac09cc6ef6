/** Bytes that do not compress and can be made again from their seed. */

const PIECE = 65_536;

/** @param seed any 32-bit number; equal seeds give equal bytes. */
export function* pseudoRandom(bytes: number, seed: number): Generator<Buffer> {
  // xorshift32; state zero would stay zero.
  let x = seed >>> 0 || 0x9e3779b9;
  for (let left = bytes; left > 0; left -= PIECE) {
    const piece = Buffer.alloc(Math.min(PIECE, left));
    for (let i = 0; i < piece.length; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      piece[i] = x & 0xff;
    }
    yield piece;
  }
}
