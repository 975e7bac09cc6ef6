/**
 * Fixed-size records of 32-bit words in one buffer, numbered from 0, with a free list. No object per record. The buffer has its
 * whole size from the start: the kernel gives memory only to pages that are touched, so nothing is ever copied or stalls to grow.
 */

const NONE = -1;

export class Arena {
  /** Words per record. */
  readonly stride: number;
  readonly limit: number;
  readonly words: Int32Array;
  #fresh = 0;
  #free = NONE;
  #count = 0;

  /** @param stride words per record. @param limit most records there may be. */
  constructor(stride: number, limit: number) {
    this.stride = stride;
    this.limit = limit;
    this.words = new Int32Array(limit * stride);
  }

  get count(): number {
    return this.#count;
  }

  /** Records with this number or above were never given out. */
  get reach(): number {
    return this.#fresh;
  }

  /** @returns a record of undefined content, or -1 at the limit. */
  allocate(): number {
    let record = this.#free;
    if (record !== NONE) {
      this.#free = this.words[record * this.stride]!;
    } else {
      if (this.#fresh === this.limit) return NONE;
      record = this.#fresh++;
    }
    this.#count += 1;
    return record;
  }

  /** Give a record back. Its first word links the free ones. */
  release(record: number): void {
    this.words[record * this.stride] = this.#free;
    this.#free = record;
    this.#count -= 1;
  }
}
