/** Length-framed JSON: a 4-byte big-endian byte length, then that many bytes of UTF-8 JSON. Pure; holds no socket. */

/** A longer frame is a broken peer, not a message. Bytes. */
export const MAX_FRAME = 16 * 1024 * 1024;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true });

export class FramingError extends Error {
  readonly code: "frame-too-long" | "frame-not-json";
  constructor(code: "frame-too-long" | "frame-not-json", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FramingError";
    this.code = code;
  }
}

/** @returns header and body in one buffer, so that one write is one packet. */
export function encodeFrame(message: unknown): Uint8Array {
  const body = ENCODER.encode(JSON.stringify(message));
  if (body.length > MAX_FRAME) throw new FramingError("frame-too-long", `frame of ${body.length} bytes`);
  const frame = new Uint8Array(4 + body.length);
  new DataView(frame.buffer).setUint32(0, body.length);
  frame.set(body, 4);
  return frame;
}

/** Collects bytes as they arrive, in pieces of any size. */
export class FrameDecoder {
  #pieces: Uint8Array[] = [];
  #held = 0;

  /** @returns every message completed by `piece`. @throws FramingError; the stream is then unusable. */
  push(piece: Uint8Array): unknown[] {
    this.#pieces.push(piece);
    this.#held += piece.length;
    const messages: unknown[] = [];
    for (;;) {
      const length = this.#frameLength();
      if (length === null || this.#held < 4 + length) return messages;
      const body = this.#take(4 + length).subarray(4);
      try {
        messages.push(JSON.parse(DECODER.decode(body)));
      } catch (cause) {
        throw new FramingError("frame-not-json", "a frame does not hold JSON", { cause });
      }
    }
  }

  #frameLength(): number | null {
    if (this.#held < 4) return null;
    if (this.#pieces[0]!.length < 4) this.#pieces = [join(this.#pieces, this.#held)];
    const first = this.#pieces[0]!;
    const length = new DataView(first.buffer, first.byteOffset, first.byteLength).getUint32(0);
    if (length > MAX_FRAME) throw new FramingError("frame-too-long", `frame of ${length} bytes announced`);
    return length;
  }

  #take(count: number): Uint8Array {
    const all = this.#pieces.length === 1 ? this.#pieces[0]! : join(this.#pieces, this.#held);
    this.#held -= count;
    this.#pieces = this.#held > 0 ? [all.subarray(count)] : [];
    return all.subarray(0, count);
  }
}

function join(pieces: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
