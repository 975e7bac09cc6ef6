/**
 * Answers by (name in lower case, type, class, RD/AD/CD/DO), found straight from the bytes of a query: a hit makes no string and no object.
 * Bounded in entries and bytes; the least recently used go first, by a clock with one reference bit per entry.
 */
import { lowerOctet } from "./wire/name.ts";
import type { StoredAnswer } from "./wire/reply.ts";

/** Where a message's question starts. */
export const QUESTION_AT = 12;

/** What the objects of one entry take besides their bytes: measured with 100,000 entries on Node 24. */
const PER_ENTRY_BYTES = 800;

export interface CacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

interface Slot {
  hash: number;
  /** Lower-case name, then type, class and asked, so that one comparison decides. */
  key: Uint8Array;
  answer: StoredAnswer;
  next: Slot | null;
  used: boolean;
  /** Place in the clock's ring. */
  place: number;
}

export class AnswerCache {
  private readonly buckets: (Slot | null)[];
  private readonly ring: Slot[] = [];
  private readonly limits: CacheLimits;
  private readonly seed: number;
  private hand = 0;
  private heldBytes = 0;

  /** @param seed random, so that nobody outside can choose names that share a bucket. */
  constructor(limits: CacheLimits, seed: number) {
    this.limits = limits;
    this.seed = seed;
    let size = 256;
    while (size < limits.entries) size *= 2;
    this.buckets = new Array<Slot | null>(size).fill(null);
  }

  get size(): number {
    return this.ring.length;
  }

  get bytes(): number {
    return this.heldBytes;
  }

  /**
   * @param packet holds the question's name, uncompressed, in any case, from byte `from` to `end` (exclusive).
   * @returns the answer if it is there and not expired.
   */
  find(
    packet: Uint8Array,
    from: number,
    end: number,
    type: number,
    cls: number,
    asked: number,
    nowMs: number,
  ): StoredAnswer | null {
    const hash = hashOf(this.seed, packet, from, end, type, cls, asked);
    let slot = this.buckets[hash & (this.buckets.length - 1)]!;
    while (slot !== null) {
      if (slot.hash === hash && matches(slot.key, packet, from, end, type, cls, asked)) {
        if (slot.answer.expiresAtMs <= nowMs) return null;
        slot.used = true;
        return slot.answer;
      }
      slot = slot.next!;
    }
    return null;
  }

  /** Keep an answer under its question; one that has no lifetime left is not kept, and pushes out what was there. @param name uncompressed. */
  put(name: Uint8Array, type: number, cls: number, asked: number, answer: StoredAnswer, nowMs: number): void {
    const hash = hashOf(this.seed, name, 0, name.length, type, cls, asked);
    const there = this.slotOf(hash, name, type, cls, asked);
    if (there !== null) this.remove(there);
    if (answer.expiresAtMs <= nowMs) return;
    const key = keyOf(name, type, cls, asked);
    const cost = costOf(key, answer);
    if (cost > this.limits.bytes) return;
    while (this.ring.length >= this.limits.entries || this.heldBytes + cost > this.limits.bytes) this.evict(nowMs);
    const at = hash & (this.buckets.length - 1);
    const slot: Slot = { hash, key, answer, next: this.buckets[at]!, used: false, place: this.ring.length };
    this.buckets[at] = slot;
    this.ring.push(slot);
    this.heldBytes += cost;
  }

  private slotOf(hash: number, name: Uint8Array, type: number, cls: number, asked: number): Slot | null {
    let slot = this.buckets[hash & (this.buckets.length - 1)]!;
    while (slot !== null) {
      if (slot.hash === hash && matches(slot.key, name, 0, name.length, type, cls, asked)) return slot;
      slot = slot.next!;
    }
    return null;
  }

  /** Move the clock's hand to the first entry that is expired or was not used since the hand last passed, and drop it. */
  private evict(nowMs: number): void {
    for (;;) {
      if (this.hand >= this.ring.length) this.hand = 0;
      const slot = this.ring[this.hand]!;
      if (!slot.used || slot.answer.expiresAtMs <= nowMs) {
        this.remove(slot);
        return;
      }
      slot.used = false;
      this.hand++;
    }
  }

  private remove(slot: Slot): void {
    const at = slot.hash & (this.buckets.length - 1);
    let before: Slot | null = null;
    for (let s = this.buckets[at]!; s !== slot; s = s!.next!) before = s;
    if (before === null) this.buckets[at] = slot.next;
    else before.next = slot.next;
    const last = this.ring.pop()!;
    if (last !== slot) {
      this.ring[slot.place] = last;
      last.place = slot.place;
    }
    this.heldBytes -= costOf(slot.key, slot.answer);
  }
}

function costOf(key: Uint8Array, answer: StoredAnswer): number {
  return PER_ENTRY_BYTES + key.length + answer.message.length + 2 * answer.ttlAt.length + answer.options.length;
}

function keyOf(name: Uint8Array, type: number, cls: number, asked: number): Uint8Array {
  const key = new Uint8Array(name.length + 5);
  for (let i = 0; i < name.length; i++) key[i] = lowerOctet(name[i]!);
  key.set([type >>> 8, type & 255, cls >>> 8, cls & 255, asked], name.length);
  return key;
}

function matches(
  key: Uint8Array,
  packet: Uint8Array,
  from: number,
  end: number,
  type: number,
  cls: number,
  asked: number,
): boolean {
  const length = end - from;
  if (key.length !== length + 5) return false;
  for (let i = 0; i < length; i++) if (key[i] !== lowerOctet(packet[from + i]!)) return false;
  return (
    key[length] === type >>> 8 &&
    key[length + 1] === (type & 255) &&
    key[length + 2] === cls >>> 8 &&
    key[length + 3] === (cls & 255) &&
    key[length + 4] === asked
  );
}

/** FNV-1a over the lower-case name and the rest of the key, finished so that the low bits depend on all of it. */
function hashOf(
  seed: number,
  packet: Uint8Array,
  from: number,
  end: number,
  type: number,
  cls: number,
  asked: number,
): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < end; i++) h = Math.imul(h ^ lowerOctet(packet[i]!), 0x01000193);
  h = Math.imul(h ^ type, 0x01000193);
  h = Math.imul(h ^ (cls << 4) ^ asked, 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
