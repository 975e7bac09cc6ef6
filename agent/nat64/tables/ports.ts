/** Which ports (or ICMP identifiers) of one pool4 address are in use, for one protocol. */

const WORDS = 2048;
const ALL_PARITIES = -1;
const EVEN = 0x55555555;
const ODD = 0xaaaaaaaa | 0;
/** RFC 6146 §3.5.1.1: well-known ports map to well-known ones. */
const FIRST_HIGH_WORD = 1024 >> 5;

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A random number in [0, 1). */
export type Random = () => number;

export class PortSet {
  /** A set bit is a port that cannot be had: outside the ranges, or in use. */
  readonly #taken = new Int32Array(WORDS).fill(-1);
  readonly size: number;
  #used = 0;

  constructor(ranges: readonly PortRange[]) {
    let size = 0;
    for (const { from, to } of ranges) {
      for (let port = from; port <= to; port++) {
        if (!this.#isTaken(port)) continue;
        this.#taken[port >> 5]! &= ~(1 << (port & 31));
        size += 1;
      }
    }
    this.size = size;
  }

  get used(): number {
    return this.#used;
  }

  /** Mark one port as used. @returns false if it cannot be had. */
  take(port: number): boolean {
    if (this.#isTaken(port)) return false;
    this.#taken[port >> 5]! |= 1 << (port & 31);
    this.#used += 1;
    return true;
  }

  /** Give a port back that `take` or `takeNear` gave out. */
  release(port: number): void {
    this.#taken[port >> 5]! &= ~(1 << (port & 31));
    this.#used -= 1;
  }

  /**
   * Take a port for one that a client uses: the same if it is free, else one at random of the same half (below 1024 or not)
   * and, if asked, parity (RFC 4787 §4.2.2), then of the same half, then any. @returns -1 when all are in use.
   */
  takeNear(wanted: number, keepParity: boolean, random: Random): number {
    if (this.#used >= this.size) return -1;
    if (this.take(wanted)) return wanted;
    const low = wanted < 1024;
    const from = low ? 0 : FIRST_HIGH_WORD;
    const to = low ? FIRST_HIGH_WORD : WORDS;
    let port = keepParity ? this.#find(from, to, wanted & 1 ? ODD : EVEN, random) : -1;
    if (port < 0) port = this.#find(from, to, ALL_PARITIES, random);
    if (port < 0) port = this.#find(0, WORDS, ALL_PARITIES, random);
    if (port >= 0) this.take(port);
    return port;
  }

  /** A free port in the words [from, to), looking round from a random place; 32 ports a step, so that a full set is no trap. */
  #find(from: number, to: number, mask: number, random: Random): number {
    const count = to - from;
    const first = Math.floor(random() * count);
    const rotation = Math.floor(random() * 32);
    for (let i = 0; i < count; i++) {
      const word = from + ((first + i) % count);
      const free = ~this.#taken[word]! & mask;
      if (free === 0) continue;
      const rotated = (free >>> rotation) | (free << ((32 - rotation) & 31));
      const bit = 31 - Math.clz32(rotated & -rotated);
      return word * 32 + ((bit + rotation) & 31);
    }
    return -1;
  }

  #isTaken(port: number): boolean {
    return ((this.#taken[port >> 5]! >>> (port & 31)) & 1) === 1;
  }
}
