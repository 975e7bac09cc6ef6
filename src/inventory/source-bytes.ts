/** The bytes of a source as they come: their beginning can be looked at first, and they are hashed as they pass. */
import { createHash } from "node:crypto";

export class SourceBytes {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #hash = createHash("sha256");
  /** Looked at and not read yet. */
  #seen: Buffer[] = [];

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The first line that is not blank; null where it is longer than `limit` bytes. */
  async firstLine(limit: number): Promise<string | null> {
    for (;;) {
      const text = Buffer.concat(this.#seen)
        .toString("utf8")
        .replace(/^\uFEFF/, "")
        .trimStart();
      const end = text.indexOf("\n");
      if (end >= 0) return text.slice(0, end);
      if (text.length > limit) return null;
      const { value, done } = await this.#chunks.next();
      if (done) return text;
      this.#seen.push(value);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const value = this.#seen.shift() ?? (await this.#next());
      if (value === null) return;
      this.#hash.update(value);
      yield value;
    }
  }

  async #next(): Promise<Buffer | null> {
    const { value, done } = await this.#chunks.next();
    return done ? null : value;
  }

  async text(): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }

  /** Of all that was read. */
  sha256(): string {
    return this.#hash.copy().digest("hex");
  }
}
