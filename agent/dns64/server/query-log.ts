/** The query log: lines appended to a file that logrotate may move away. */
import { createWriteStream, type WriteStream } from "node:fs";

/** A disk that does not keep up loses lines instead of filling memory. */
const MOST_UNWRITTEN = 1 << 20;

export class QueryLog {
  private readonly path: string;
  private readonly complain: (line: string) => void;
  private stream: WriteStream;

  /** @param path of the file; made readable by its owner only. */
  constructor(path: string, complain: (line: string) => void) {
    this.path = path;
    this.complain = complain;
    this.stream = this.open();
  }

  write(line: string): void {
    if (this.stream.writableLength < MOST_UNWRITTEN) this.stream.write(`${line}\n`);
  }

  close(): void {
    this.stream.end();
  }

  private open(): WriteStream {
    const stream = createWriteStream(this.path, { flags: "a", mode: 0o600 });
    stream.on("error", (error) => this.complain(`query log: ${error.message}`));
    return stream;
  }
}
