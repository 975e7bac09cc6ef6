/**
 * Fragments of stateful flows. Only the first fragment has ports, so its mapping is kept for the others; what comes before it
 * waits. Bounded in number and in bytes. RFC 6146 §3.4.
 */
import { Frame } from "../packet/frame.ts";
import type { Reason } from "../packet/reasons.ts";

interface Tracked<Mapping> {
  readonly deadlineMs: number;
  mapping: Mapping | null;
  held: Frame[];
  heldBytes: number;
}

export class FragmentTracker<Mapping> {
  readonly #lifetimeMs: number;
  readonly #limit: number;
  readonly #byteLimit: number;
  /** In the order of their deadlines: all live equally long. */
  readonly #packets = new Map<string, Tracked<Mapping>>();
  #heldBytes = 0;

  constructor(lifetimeMs: number, limit: number, byteLimit: number) {
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
    this.#byteLimit = byteLimit;
  }

  get count(): number {
    return this.#packets.size;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** The mapping of a packet's first fragment, if it has come. */
  find(key: string, nowMs: number): Mapping | null {
    const tracked = this.#packets.get(key);
    return tracked !== undefined && tracked.deadlineMs > nowMs ? tracked.mapping : null;
  }

  /** Keep a copy of a fragment until the first one comes. @returns why it cannot be kept, or null. */
  hold(key: string, frame: Frame, nowMs: number): Reason | null {
    const tracked = this.#track(key, nowMs);
    if (tracked === null || this.#heldBytes + frame.length > this.#byteLimit) return "fragment-limit";
    tracked.held.push(Frame.of(frame.packet()));
    tracked.heldBytes += frame.length;
    this.#heldBytes += frame.length;
    return null;
  }

  /** The first fragment has come. @returns what waited for it, to be translated now. */
  remember(key: string, mapping: Mapping, nowMs: number): readonly Frame[] {
    const tracked = this.#track(key, nowMs);
    if (tracked === null) return [];
    tracked.mapping = mapping;
    const { held } = tracked;
    this.#heldBytes -= tracked.heldBytes;
    tracked.held = [];
    tracked.heldBytes = 0;
    return held;
  }

  /** Give back what waits for a first fragment, and know nothing of the packet any more. */
  forget(key: string): readonly Frame[] {
    const tracked = this.#packets.get(key);
    if (tracked === undefined) return [];
    this.#packets.delete(key);
    this.#heldBytes -= tracked.heldBytes;
    return tracked.held;
  }

  /** Forget what is too old. @param lost is called once for every fragment that waited in vain. */
  expire(nowMs: number, lost: () => void): void {
    for (const [key, tracked] of this.#packets) {
      if (tracked.deadlineMs > nowMs) return;
      this.#forget(key, tracked, lost);
    }
  }

  #track(key: string, nowMs: number): Tracked<Mapping> | null {
    const known = this.#packets.get(key);
    if (known !== undefined) {
      if (known.deadlineMs > nowMs) return known;
      this.#forget(key, known, () => {});
    }
    if (this.#packets.size >= this.#limit) return null;
    const tracked = { deadlineMs: nowMs + this.#lifetimeMs, mapping: null, held: [], heldBytes: 0 };
    this.#packets.set(key, tracked);
    return tracked;
  }

  #forget(key: string, tracked: Tracked<Mapping>, lost: () => void): void {
    this.#packets.delete(key);
    this.#heldBytes -= tracked.heldBytes;
    for (let i = 0; i < tracked.held.length; i++) lost();
  }
}
