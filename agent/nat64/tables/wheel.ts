/**
 * Timers for the records of an arena: one wheel of slots a quarter of a second wide, more than two hours round. A record is
 * linked once; when its deadline moves on it stays where it is and moves when its slot comes round. So a hit costs one store.
 *
 * A deadline is one word: ticks of 4 ms, modulo 2^32. Nothing lives longer than half of that (99 days), so differences tell.
 */
import type { Arena } from "./arena.ts";

const TICK_MS = 4;
/** 256 ms. */
const SLOT_TICKS = 64;
const SLOTS = 32_768;
const END = -1;

export class Wheel {
  readonly #arena: Arena;
  readonly #deadlineWord: number;
  readonly #nextWord: number;
  readonly #previousWord: number;
  readonly #heads = new Int32Array(SLOTS).fill(END);
  /** The last slot number (not wrapped) that was visited to its end. */
  #visited: number;
  /** The last tick (not wrapped) that was visited: what stored deadlines are measured from. */
  #now: number;

  constructor(arena: Arena, deadlineWord: number, nextWord: number, previousWord: number, nowMs: number) {
    this.#arena = arena;
    this.#deadlineWord = deadlineWord;
    this.#nextWord = nextWord;
    this.#previousWord = previousWord;
    this.#now = Math.floor(nowMs / TICK_MS);
    this.#visited = Math.floor(this.#now / SLOT_TICKS);
  }

  /** In milliseconds, up to a tick later than was asked for. */
  deadline(record: number): number {
    return this.#tickOf(record) * TICK_MS;
  }

  /** Link a record under a deadline. */
  add(record: number, deadlineMs: number): void {
    const tick = Math.ceil(deadlineMs / TICK_MS);
    this.#arena.words[record * this.#arena.stride + this.#deadlineWord] = tick | 0;
    this.#link(record, tick);
  }

  /** Move a deadline. Later is one store, earlier links anew. */
  move(record: number, deadlineMs: number): void {
    const tick = Math.ceil(deadlineMs / TICK_MS);
    const isLater = tick >= this.#tickOf(record);
    if (!isLater) this.remove(record);
    this.#arena.words[record * this.#arena.stride + this.#deadlineWord] = tick | 0;
    if (!isLater) this.#link(record, tick);
  }

  remove(record: number): void {
    const { words, stride } = this.#arena;
    const next = words[record * stride + this.#nextWord]!;
    const previous = words[record * stride + this.#previousWord]!;
    if (next !== END) words[next * stride + this.#previousWord] = previous;
    if (previous >= 0) words[previous * stride + this.#nextWord] = next;
    else this.#heads[-2 - previous] = next;
  }

  /**
   * Call `due` for every record whose deadline is not after `nowMs`; it removes the record, or moves it and says true.
   * @param most records looked at in this call. @returns whether some are left for the next one.
   */
  advance(nowMs: number, most: number, due: (record: number) => boolean): boolean {
    this.#now = Math.floor(nowMs / TICK_MS);
    const current = Math.floor(this.#now / SLOT_TICKS);
    let left = most;
    for (let slot = Math.max(this.#visited, current - SLOTS + 1); slot <= current; slot++) {
      left = this.#visit(slot & (SLOTS - 1), slot === current, left, due);
      // What is left of an old slot is looked at first next time: nobody stays in it, so it gets shorter.
      if (left < 0) return true;
      this.#visited = slot;
    }
    return false;
  }

  /** @returns what is left of the records that may be looked at, or -1 where they did not suffice. */
  #visit(slot: number, isCurrent: boolean, most: number, due: (record: number) => boolean): number {
    let left = most;
    let record = this.#heads[slot]!;
    while (record !== END) {
      if (left === 0) return -1;
      left -= 1;
      const next = this.#arena.words[record * this.#arena.stride + this.#nextWord]!;
      const stays = this.#tickOf(record) > this.#now || due(record);
      // Where it stood nobody looks again for two hours.
      if (stays && (!isCurrent || this.#slotOf(this.#tickOf(record)) !== slot)) {
        this.remove(record);
        this.#link(record, this.#tickOf(record));
      }
      record = next;
    }
    return left;
  }

  #tickOf(record: number): number {
    const stored = this.#arena.words[record * this.#arena.stride + this.#deadlineWord]!;
    return this.#now + ((stored - (this.#now | 0)) | 0);
  }

  #link(record: number, tick: number): void {
    const { words, stride } = this.#arena;
    const slot = this.#slotOf(tick);
    const head = this.#heads[slot]!;
    words[record * stride + this.#nextWord] = head;
    // A first record points back at its slot: slot s is written as -2 - s.
    words[record * stride + this.#previousWord] = -2 - slot;
    if (head !== END) words[head * stride + this.#previousWord] = record;
    this.#heads[slot] = record;
  }

  /** Never a slot that is over: what is late already goes into the one that is visited next. */
  #slotOf(tick: number): number {
    const current = Math.floor(this.#now / SLOT_TICKS);
    // What lies further ahead than one turn waits in the furthest slot and is looked at again there.
    const furthest = Math.min(Math.floor(tick / SLOT_TICKS), this.#visited + SLOTS - 1);
    return Math.max(furthest, current) & (SLOTS - 1);
  }
}
