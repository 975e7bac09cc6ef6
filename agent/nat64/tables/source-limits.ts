/** How many sessions each source prefix holds, so that one of them cannot fill the table. */

export class SourceLimits {
  readonly #limit: number;
  readonly #highMask: number;
  readonly #lowMask: number;
  readonly #counts = new Map<string, number>();

  /** @param prefixLength of a source, 1 to 64. @param limit most sessions per source; 0 for none. */
  constructor(prefixLength: number, limit: number) {
    this.#limit = limit;
    this.#highMask = prefixLength >= 32 ? -1 : -1 << (32 - prefixLength);
    this.#lowMask = prefixLength <= 32 ? 0 : prefixLength === 64 ? -1 : -1 << (64 - prefixLength);
  }

  /** Count one more. @param a and b the first two words of the address. @returns false if the source is at its limit. */
  add(a: number, b: number): boolean {
    if (this.#limit === 0) return true;
    const key = this.#keyOf(a, b);
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.#limit) return false;
    this.#counts.set(key, count + 1);
    return true;
  }

  remove(a: number, b: number): void {
    if (this.#limit === 0) return;
    const key = this.#keyOf(a, b);
    const count = this.#counts.get(key) ?? 0;
    if (count <= 1) this.#counts.delete(key);
    else this.#counts.set(key, count - 1);
  }

  #keyOf(a: number, b: number): string {
    return `${a & this.#highMask},${b & this.#lowMask}`;
  }
}
