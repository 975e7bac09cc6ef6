/** A hash index over an arena: chains through one word of each record. Has its whole size from the start, as the arena has. */
import type { Arena } from "./arena.ts";

const END = -1;

export class ChainIndex {
  readonly #arena: Arena;
  readonly #nextWord: number;
  readonly #hashOf: (record: number) => number;
  /** First record of each chain plus one: untouched memory is zero, and means an empty chain. */
  readonly #heads: Int32Array;
  readonly #mask: number;

  /** @param nextWord the word of a record that links its chain. @param hashOf a record's hash, from its own words. */
  constructor(arena: Arena, nextWord: number, hashOf: (record: number) => number) {
    this.#arena = arena;
    this.#nextWord = nextWord;
    this.#hashOf = hashOf;
    let size = 1024;
    while (size < arena.limit) size *= 2;
    this.#heads = new Int32Array(size);
    this.#mask = size - 1;
  }

  get memory(): ArrayBufferLike {
    return this.#heads.buffer;
  }

  /** First record of the chain for a hash, or -1. Compare, then go on with `next`. */
  first(hash: number): number {
    return this.#heads[hash & this.#mask]! - 1;
  }

  next(record: number): number {
    return this.#arena.words[record * this.#arena.stride + this.#nextWord]!;
  }

  insert(record: number): void {
    const slot = this.#hashOf(record) & this.#mask;
    this.#arena.words[record * this.#arena.stride + this.#nextWord] = this.#heads[slot]! - 1;
    this.#heads[slot] = record + 1;
  }

  remove(record: number): void {
    const { words, stride } = this.#arena;
    const slot = this.#hashOf(record) & this.#mask;
    const following = words[record * stride + this.#nextWord]!;
    let at = this.#heads[slot]! - 1;
    if (at === record) {
      this.#heads[slot] = following + 1;
      return;
    }
    while (at !== END) {
      const next = words[at * stride + this.#nextWord]!;
      if (next === record) break;
      at = next;
    }
    words[at * stride + this.#nextWord] = following;
  }
}
