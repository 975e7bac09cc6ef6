/** Seeded mixing of 32-bit words. The seed keeps outsiders from choosing packets that all meet in one chain. */

export function mix(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** Last step: every input bit reaches the low bits, which choose the chain. */
export function finish(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
