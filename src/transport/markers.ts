/** Picks our marked messages out of whatever else a login prints. Pure. */
import { READY_MARKER } from "../../agent/protocol/version.ts";
import { FAIL_MARKER, PUSH_MARKER } from "./bootstrap-script.ts";

export type Marked =
  | { readonly kind: "push"; readonly text: string }
  | { readonly kind: "fail"; readonly text: string }
  /** `rest` is what came after: frames. */
  | { readonly kind: "ready"; readonly rest: Uint8Array };

const LINES = [
  ["push", PUSH_MARKER],
  ["fail", FAIL_MARKER],
] as const;

/** Bytes. */
const MAX_LINE = 16 * 1024;

/** Start-up files that print more than this before the agent speaks are not noise. Bytes. */
const MAX_NOISE = 1024 * 1024;

/** How much of the noise is kept for messages. Bytes. */
const KEPT_NOISE = 400;

export class MarkerScanner {
  #held: Buffer = Buffer.alloc(0);
  #noise = "";
  #skipped = 0;

  /** @returns messages completed by `piece`; nothing follows `ready`. @throws RangeError on endless noise. */
  push(piece: Uint8Array): Marked[] {
    this.#held = Buffer.concat([this.#held, piece]);
    const found: Marked[] = [];
    while (this.#held.length > 0) {
      const at = this.#held.indexOf(0);
      if (at !== 0) {
        this.#skip(at < 0 ? this.#held.length : at);
        continue;
      }
      const next = markedAt(this.#held);
      if (next === "unfinished") break;
      if (next === null) {
        this.#skip(1);
        continue;
      }
      found.push(next.message);
      if (next.message.kind === "ready") break;
      this.#held = this.#held.subarray(next.length);
    }
    return found;
  }

  /** The first of what was printed and is not ours: shown when nothing else explains a failure. */
  get noise(): string {
    return this.#noise.trim();
  }

  #skip(count: number): void {
    this.#noise = (this.#noise + this.#held.toString("utf8", 0, Math.min(count, KEPT_NOISE))).slice(0, KEPT_NOISE);
    this.#skipped += count;
    this.#held = this.#held.subarray(count);
    if (this.#skipped > MAX_NOISE) throw new RangeError(`its start-up files print more than ${MAX_NOISE} bytes`);
  }
}

/** @param bytes starts with NUL. @returns null where no marker of ours starts there. */
function markedAt(bytes: Buffer): { message: Marked; length: number } | "unfinished" | null {
  const text = bytes.toString("latin1", 0, READY_MARKER.length);
  if (text === READY_MARKER) {
    return { message: { kind: "ready", rest: bytes.subarray(READY_MARKER.length) }, length: bytes.length };
  }
  if (READY_MARKER.startsWith(text)) return "unfinished";
  for (const [kind, marker] of LINES) {
    const start = text.slice(0, marker.length);
    if (start !== marker) {
      if (marker.startsWith(start)) return "unfinished";
      continue;
    }
    const end = bytes.indexOf(10);
    if (end < 0) return bytes.length > MAX_LINE ? null : "unfinished";
    return { message: { kind, text: bytes.toString("utf8", marker.length, end) }, length: end + 1 };
  }
  return null;
}
