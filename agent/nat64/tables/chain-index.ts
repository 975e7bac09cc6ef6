/** A hash index over an arena: chains through one word of each record. Doubles as the records do. */
import type { Arena } from "./arena.ts";

const END = -1;

export class ChainIndex {
  readonly #arena: Arena;
  readonly #nextWord: number;
  readonly #hashOf: (record: number) => number;
  #heads = new Int32Array(1024).fill(END);
  #count = 0;

  /** @param nextWord the word of a record that links its chain. @param hashOf a record's hash, from its own words. */
  constructor(arena: Arena, nextWord: number, hashOf: (record: number) => number) {
    this.#arena = arena;
    this.#nextWord = nextWord;
    this.#hashOf = hashOf;
  }

  /** First record of the chain for a hash, or -1. Compare, then go on with `next`. */
  first(hash: number): number {
    return this.#heads[hash & (this.#heads.length - 1)]!;
  }

  next(record: number): number {
    return this.#arena.words[record * this.#arena.stride + this.#nextWord]!;
  }

  insert(record: number): void {
    if (this.#count >= this.#heads.length) this.#grow();
    this.#link(record);
    this.#count += 1;
  }

  remove(record: number): void {
    const { words, stride } = this.#arena;
    const slot = this.#hashOf(record) & (this.#heads.length - 1);
    const following = words[record * stride + this.#nextWord]!;
    let at = this.#heads[slot]!;
    this.#count -= 1;
    if (at === record) {
      this.#heads[slot] = following;
      return;
    }
    for (;;) {
      const next = words[at * stride + this.#nextWord]!;
      if (next === record) break;
      at = next;
    }
    words[at * stride + this.#nextWord] = following;
  }

  #link(record: number): void {
    const slot = this.#hashOf(record) & (this.#heads.length - 1);
    this.#arena.words[record * this.#arena.stride + this.#nextWord] = this.#heads[slot]!;
    this.#heads[slot] = record;
  }

  #grow(): void {
    const old = this.#heads;
    const { words, stride } = this.#arena;
    this.#heads = new Int32Array(old.length * 2).fill(END);
    for (const head of old) {
      for (let record = head; record !== END; ) {
        const next = words[record * stride + this.#nextWord]!;
        this.#link(record);
        record = next;
      }
    }
  }
}
