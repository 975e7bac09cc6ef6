/**
 * Answers per second and network of clients, over UDP without a good cookie: where the source address may be forged, an answer hits whoever was
 * named. What exceeds the rate is dropped, every so many-th answered empty with TC, so that a real client comes back over TCP.
 */

export interface RateLimitSettings {
  /** Per network of clients. */
  readonly perSecond: number;
  /** Seconds of the rate that may come at once. */
  readonly burstS: number;
  /** Of answers over the rate, every slip-th is an empty one with TC; 0: none. */
  readonly slip: number;
  /** Bits of an address that make one network. */
  readonly ip4Bits: number;
  readonly ip6Bits: number;
}

export const WITHIN = 0;
export const SLIP = 1;
export const OVER = 2;

const NETWORKS = 1 << 16;

/** Shared by all threads. Races cost a count now and then. */
export interface RateMemory {
  readonly tags: SharedArrayBuffer;
  /** For each network: when, at the rate allowed, all its answers so far would have been given; ms. */
  readonly due: SharedArrayBuffer;
  readonly seed: number;
}

export function newRateMemory(seed: number): RateMemory {
  return { tags: new SharedArrayBuffer(4 * NETWORKS), due: new SharedArrayBuffer(8 * NETWORKS), seed };
}

export class RateLimit {
  private readonly settings: RateLimitSettings;
  private readonly tags: Int32Array;
  private readonly due: Float64Array;
  private readonly seed: number;
  private over = 0;

  constructor(settings: RateLimitSettings, { tags, due, seed }: RateMemory) {
    this.settings = settings;
    this.tags = new Int32Array(tags);
    this.due = new Float64Array(due);
    this.seed = seed;
  }

  /** Count one answer. @param bytes hold the client's address from `at`, `length` (4 or 16) bytes. @returns WITHIN, SLIP or OVER. */
  take(bytes: Uint8Array, at: number, length: number, nowMs: number): number {
    const { settings, due } = this;
    const hash = this.networkHash(bytes, at, length === 4 ? settings.ip4Bits : settings.ip6Bits);
    const slot = this.slotOf(hash, nowMs);
    const interval = 1000 / settings.perSecond;
    const earliest = nowMs - settings.burstS * 1000;
    const next = Math.max(due[slot]!, earliest) + interval;
    if (next <= nowMs) {
      due[slot] = next;
      return WITHIN;
    }
    this.over++;
    return settings.slip > 0 && this.over % settings.slip === 0 ? SLIP : OVER;
  }

  private networkHash(bytes: Uint8Array, at: number, bits: number): number {
    let h = this.seed ^ bits;
    const whole = bits >> 3;
    for (let i = 0; i < whole; i++) h = Math.imul(h ^ bytes[at + i]!, 0x01000193);
    if ((bits & 7) !== 0) h = Math.imul(h ^ (bytes[at + whole]! >> (8 - (bits & 7))), 0x01000193);
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    h ^= h >>> 13;
    return h === 0 ? 1 : h;
  }

  /** Two places a network may have; the idler one is given away where neither is its own. */
  private slotOf(hash: number, nowMs: number): number {
    const { tags, due } = this;
    const first = hash & (NETWORKS - 1);
    const second = (hash >>> 16) & (NETWORKS - 1);
    if (tags[first] === hash) return first;
    if (tags[second] === hash) return second;
    const slot = due[first]! <= due[second]! ? first : second;
    tags[slot] = hash;
    due[slot] = Math.min(due[slot]!, nowMs);
    if (due[slot]! > nowMs - 1000 * this.settings.burstS) due[slot] = nowMs - 1000 * this.settings.burstS;
    return slot;
  }
}
