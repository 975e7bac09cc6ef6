/** So many at a time, in the order they came. One that takes longer than `patienceMs` goes on, and its turn goes to the next. */
export class Semaphore {
  #free: number;
  readonly #patienceMs: number | null;
  readonly #waiting: (() => void)[] = [];
  /** Index of the first that still waits: `shift` would move ten thousand for each. */
  #first = 0;

  constructor(count: number, patienceMs: number | null = null) {
    this.#free = count;
    this.#patienceMs = patienceMs;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let mine = true;
    const give = (): void => {
      if (mine) this.#next();
      mine = false;
    };
    const timer = this.#patienceMs === null ? undefined : setTimeout(give, this.#patienceMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      give();
    }
  }

  #next(): void {
    const next = this.#waiting[this.#first];
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#first += 1;
    if (this.#first === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#first = 0;
    }
    next();
  }
}
