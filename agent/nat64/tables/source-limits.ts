/**
 * How much each source prefix holds, so that none can take the table or the ports from the others: a fixed limit where one is
 * configured, and otherwise a share that counts only when most is in use.
 */
import type { Protocol } from "./pool4.ts";

/** A table or a pool below this size is not worth defending: it would only be wasted. */
export const SMALL = 1024;

/** From this part of the whole on, shares are looked at. */
const PRESSED = 3 / 4;
/** What one source may hold then. */
const SHARE = 1 / 4;

class Held {
  sessions = 0;
  /** For each protocol. */
  readonly ports = [0, 0, 0];
}

export class SourceLimits {
  readonly #highMask: number;
  readonly #lowMask: number;
  readonly #limit: number;
  readonly #hasShares: boolean;
  readonly #held = new Map<string, Held>();

  /** @param prefixLength of a source, 1 to 64. @param limit most sessions per source; 0 for none. @param hasShares see above. */
  constructor(prefixLength: number, limit: number, hasShares: boolean) {
    this.#limit = limit;
    this.#hasShares = hasShares;
    this.#highMask = prefixLength >= 32 ? -1 : -1 << (32 - prefixLength);
    this.#lowMask = prefixLength <= 32 ? 0 : prefixLength === 64 ? -1 : -1 << (64 - prefixLength);
  }

  /** Sources that hold anything. */
  get count(): number {
    return this.#held.size;
  }

  /** @param a and b the first two words of an address, here and below. */
  isAtLimit(a: number, b: number): boolean {
    return this.#limit > 0 && (this.#held.get(this.#keyOf(a, b))?.sessions ?? 0) >= this.#limit;
  }

  /** @param used and limit sessions of everybody. */
  isOverSessions(a: number, b: number, used: number, limit: number): boolean {
    if (!this.#isPressed(used, limit)) return false;
    return (this.#held.get(this.#keyOf(a, b))?.sessions ?? 0) >= limit * SHARE;
  }

  /** @param used and size ports of everybody, for one protocol. */
  isOverPorts(a: number, b: number, protocol: Protocol, used: number, size: number): boolean {
    return this.#isPressed(used, size) && this.holdsMuch(a, b, protocol, size);
  }

  /** Whether a source has its share of the ports or more. */
  holdsMuch(a: number, b: number, protocol: Protocol, size: number): boolean {
    return (this.#held.get(this.#keyOf(a, b))?.ports[protocol] ?? 0) >= size * SHARE;
  }

  isSame(a: number, b: number, c: number, d: number): boolean {
    return ((a ^ c) & this.#highMask) === 0 && ((b ^ d) & this.#lowMask) === 0;
  }

  countSession(a: number, b: number, change: 1 | -1): void {
    const key = this.#keyOf(a, b);
    const held = this.#of(key);
    held.sessions += change;
    this.#tidy(key, held);
  }

  countPort(a: number, b: number, protocol: Protocol, change: 1 | -1): void {
    const key = this.#keyOf(a, b);
    const held = this.#of(key);
    held.ports[protocol]! += change;
    this.#tidy(key, held);
  }

  /** Who is alone may have everything. */
  #isPressed(used: number, whole: number): boolean {
    return this.#hasShares && whole >= SMALL && used >= whole * PRESSED && this.#held.size > 1;
  }

  #of(key: string): Held {
    let held = this.#held.get(key);
    if (held === undefined) {
      held = new Held();
      this.#held.set(key, held);
    }
    return held;
  }

  #tidy(key: string, held: Held): void {
    if (held.sessions === 0 && held.ports.every((count) => count === 0)) this.#held.delete(key);
  }

  #keyOf(a: number, b: number): string {
    return `${a & this.#highMask},${b & this.#lowMask}`;
  }
}
