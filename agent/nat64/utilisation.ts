/** How full a translator is, now and lately: the same words for ours and for others. */

/** Shares from 0 to 1. */
export interface Fullness {
  /** Sessions of the most there may be. */
  readonly entries: number;
  /** Ports in use at the pool address and protocol that has the fewest left. */
  readonly ports: number;
  /** In use of the whole pool: ports for the busiest protocol, or addresses where sources get whole ones. */
  readonly pool: number;
  /** The highest of the three. */
  readonly max: number;
}

export interface Utilisation extends Fullness {
  /** The highest `max` of the last five minutes. */
  readonly max_5m: number;
  /** Seconds for which `max` has not been below 0.7; 0 where it is. */
  readonly high_s: number;
}

/** From here on it is time for another gateway, if it stays so. */
const HIGH = 0.7;

const SLOT_MS = 10_000;
const SLOTS = 30;

/** The highest value of the last five minutes, in slots of ten seconds, and how long it has been high. */
export class Peak {
  readonly #slots = new Float64Array(SLOTS);
  #slot = -1;
  #highSince: number | null = null;

  note(value: number, nowMs: number): void {
    if (value < HIGH) this.#highSince = null;
    else this.#highSince ??= nowMs;
    const slot = Math.floor(nowMs / SLOT_MS);
    for (let s = Math.max(this.#slot + 1, slot - SLOTS + 1); s <= slot; s++) this.#slots[s % SLOTS] = 0;
    this.#slot = Math.max(this.#slot, slot);
    const at = this.#slot % SLOTS;
    this.#slots[at] = Math.max(this.#slots[at]!, value);
  }

  highest(): number {
    return Math.max(...this.#slots);
  }

  /** Note what is, and say it with what was. */
  utilisation(now: Fullness, nowMs: number): Utilisation {
    this.note(now.max, nowMs);
    const highFor = this.#highSince === null ? 0 : Math.floor((nowMs - this.#highSince) / 1000);
    return { ...now, max_5m: this.highest(), high_s: highFor };
  }
}
