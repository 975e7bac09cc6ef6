/** Where things stand in JSON text, and where it ceases to be JSON (RFC 8259): what JSON.parse does not tell. Pure. */
import type { Path } from "../plan/yaml.ts";

export interface Place {
  /** Offset of the key; null for items of a list and for the whole. */
  readonly key: number | null;
  /** Offsets of the value's first character and of what follows its last. */
  readonly from: number;
  readonly to: number;
}

export interface JsonPlaces {
  /** Of equal keys the last, which is the one that counts. */
  readonly at: (path: Path) => Place | undefined;
  /** Offset of the first character that cannot stand there, the length of the text where it ends too early; null where all is JSON. */
  readonly fault: number | null;
}

const BLANK = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** What lies deeper has no place of its own. */
const DEEPEST = 100;

export function jsonPlaces(text: string): JsonPlaces {
  const scan = new Scan(text);
  const fault = scan.run();
  return { at: (path) => scan.places.get(nameOf(path)), fault };
}

function nameOf(path: Path): string {
  return path.join("\0");
}

class Fault {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }
}

class Scan {
  readonly places = new Map<string, Place>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): number | null {
    try {
      this.#value([], null);
      if (this.#next() !== undefined) throw new Fault(this.#at);
      return null;
    } catch (error) {
      if (error instanceof Fault) return error.offset;
      throw error;
    }
  }

  #value(path: Path, key: number | null): void {
    const first = this.#next();
    const from = this.#at;
    if (path.length > DEEPEST) throw new Fault(from);
    if (first === "{") this.#several("}", () => this.#member(path));
    else if (first === "[") this.#several("]", (i) => this.#value([...path, i], null));
    else if (first === '"') this.#string();
    else if (!this.#skip(SCALAR)) throw new Fault(from);
    this.places.set(nameOf(path), { key, from, to: this.#at });
  }

  #member(path: Path): void {
    this.#next();
    const from = this.#at;
    const key = this.#string();
    this.#next();
    this.#take(":");
    this.#value([...path, key], from);
  }

  /** What stands between two brackets, comma by comma. */
  #several(close: string, one: (i: number) => void): void {
    this.#at++;
    for (let i = 0; this.#next() !== close || i > 0; i++) {
      one(i);
      if (this.#next() !== ",") break;
      this.#at++;
    }
    this.#take(close);
  }

  #string(): string {
    const from = this.#at;
    if (!this.#skip(TEXT)) throw new Fault(from);
    this.#take('"');
    return JSON.parse(this.#text.slice(from, this.#at)) as string;
  }

  /** The next character that is no blank. */
  #next(): string | undefined {
    this.#skip(BLANK);
    return this.#text[this.#at];
  }

  #take(char: string): void {
    if (this.#text[this.#at] !== char) throw new Fault(this.#at);
    this.#at++;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.test(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}
