/**
 * Timers for the records of an arena: one wheel of slots a quarter of a second wide, more than two hours round. A record is
 * linked once; when its deadline moves on it stays where it is and moves when its slot comes round. So a hit costs one store.
 */
import type { Arena } from "./arena.ts";

const SLOT_MS = 250;
const SLOTS = 32_768;
const END = -1;

export class Wheel {
  readonly #arena: Arena;
  readonly #nextWord: number;
  readonly #previousWord: number;
  readonly #heads = new Int32Array(SLOTS).fill(END);
  /** The last slot number (not wrapped) that was visited. */
  #visited = 0;

  /** Deadlines are the first 64-bit float of each record, in milliseconds. */
  constructor(arena: Arena, nextWord: number, previousWord: number, nowMs: number) {
    this.#arena = arena;
    this.#nextWord = nextWord;
    this.#previousWord = previousWord;
    this.#visited = Math.floor(nowMs / SLOT_MS);
  }

  deadline(record: number): number {
    return this.#arena.floats[(record * this.#arena.stride) >> 1]!;
  }

  /** Link a record under a deadline. */
  add(record: number, deadlineMs: number): void {
    const { words, stride } = this.#arena;
    this.#arena.floats[(record * stride) >> 1] = deadlineMs;
    const slot = this.#slotOf(deadlineMs);
    const head = this.#heads[slot]!;
    words[record * stride + this.#nextWord] = head;
    // A first record points back at its slot: slot s is written as -2 - s.
    words[record * stride + this.#previousWord] = -2 - slot;
    if (head !== END) words[head * stride + this.#previousWord] = record;
    this.#heads[slot] = record;
  }

  /** Move a deadline. Later is one store, earlier links anew. */
  move(record: number, deadlineMs: number): void {
    const at = (record * this.#arena.stride) >> 1;
    const before = this.#arena.floats[at]!;
    if (deadlineMs >= before) {
      this.#arena.floats[at] = deadlineMs;
    } else {
      this.remove(record);
      this.add(record, deadlineMs);
    }
  }

  remove(record: number): void {
    const { words, stride } = this.#arena;
    const next = words[record * stride + this.#nextWord]!;
    const previous = words[record * stride + this.#previousWord]!;
    if (next !== END) words[next * stride + this.#previousWord] = previous;
    if (previous >= 0) words[previous * stride + this.#nextWord] = next;
    else this.#heads[-2 - previous] = next;
  }

  /** Call `due` for every record whose deadline is not after `nowMs`; it must remove or move the record. */
  advance(nowMs: number, due: (record: number) => void): void {
    const current = Math.floor(nowMs / SLOT_MS);
    const from = Math.max(this.#visited, current - SLOTS + 1);
    for (let slot = from; slot <= current; slot++) this.#visit(slot & (SLOTS - 1), slot === current, nowMs, due);
    this.#visited = current;
  }

  #visit(slot: number, isCurrent: boolean, nowMs: number, due: (record: number) => void): void {
    let record = this.#heads[slot]!;
    while (record !== END) {
      const next = this.#arena.words[record * this.#arena.stride + this.#nextWord]!;
      const deadline = this.deadline(record);
      if (deadline <= nowMs) {
        due(record);
      } else if (!isCurrent || this.#slotOf(deadline) !== slot) {
        this.remove(record);
        this.add(record, deadline);
      }
      record = next;
    }
  }

  #slotOf(deadlineMs: number): number {
    // What lies further ahead than one turn waits in the furthest slot and is looked at again there.
    const slot = Math.min(Math.floor(deadlineMs / SLOT_MS), this.#visited + SLOTS - 1);
    return Math.max(slot, this.#visited) & (SLOTS - 1);
  }
}
