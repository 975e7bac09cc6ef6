/** Bytes to lines, of which no more than one is held. */

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; null where it is longer than the limit. */
  readonly bytes: Buffer | null;
  /** False for a last line that no newline ends. */
  readonly ended: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** @param limit bytes of the longest line; of a longer one nothing is kept. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let number = 0;
  let held: Buffer[] = [];
  let length = 0;
  const hold = (part: Buffer): void => {
    length += part.length;
    if (length > limit) held = [];
    else if (part.length > 0) held.push(part);
  };
  const take = (ended: boolean): Line => {
    const bytes = length > limit ? null : withoutReturn(held.length === 1 ? held[0]! : Buffer.concat(held));
    held = [];
    length = 0;
    return { number: ++number, bytes, ended };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, end));
      yield take(true);
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  if (length > 0) yield take(false);
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
}
