/** Fixed-size records of 32-bit words in one buffer, numbered from 0, with a free list. No object per record. */

const NONE = -1;

export class Arena {
  /** Words per record. */
  readonly stride: number;
  readonly limit: number;
  /** Replaced when the arena grows: do not keep it across `allocate`. */
  words: Int32Array;
  /** The same memory as 64-bit floats; record i starts at `i * stride / 2`. */
  floats: Float64Array;
  #capacity: number;
  #fresh = 0;
  #free = NONE;
  #count = 0;

  /** @param stride words per record, even. @param limit most records there may be. */
  constructor(stride: number, limit: number) {
    this.stride = stride;
    this.limit = limit;
    this.#capacity = Math.min(1024, limit);
    this.words = new Int32Array(this.#capacity * stride);
    this.floats = new Float64Array(this.words.buffer);
  }

  get count(): number {
    return this.#count;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** @returns a record of undefined content, or -1 at the limit. */
  allocate(): number {
    let record = this.#free;
    if (record !== NONE) {
      this.#free = this.words[record * this.stride]!;
    } else {
      if (this.#fresh === this.#capacity && !this.#grow()) return NONE;
      record = this.#fresh++;
    }
    this.#count += 1;
    return record;
  }

  release(record: number): void {
    this.words[record * this.stride] = this.#free;
    this.#free = record;
    this.#count -= 1;
  }

  #grow(): boolean {
    if (this.#capacity >= this.limit) return false;
    this.#capacity = Math.min(this.#capacity * 2, this.limit);
    const words = new Int32Array(this.#capacity * this.stride);
    words.set(this.words);
    this.words = words;
    this.floats = new Float64Array(words.buffer);
    return true;
  }
}
