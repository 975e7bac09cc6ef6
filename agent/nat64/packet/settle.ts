/** Complete a checksum that the sender left to the hardware. */
import { fold, sumWords } from "../../net/checksum.ts";
import { put16 } from "./bytes.ts";
import type { Frame } from "./frame.ts";

/** Sum everything from checksumStart, the stored pseudo-header sum included, and store the complement. Not for super-packets. */
export function settle(frame: Frame): void {
  if (!frame.partial) return;
  frame.partial = false;
  const at = frame.checksumStart + frame.checksumOffset;
  if (frame.checksumStart < frame.start || at + 2 > frame.end) return;
  const sum = ~fold(sumWords(frame.bytes, frame.checksumStart, frame.end)) & 0xffff;
  // RFC 768: a UDP checksum that comes out 0 is sent as all ones; for TCP both spell the same sum.
  put16(frame.bytes, at, sum === 0 ? 0xffff : sum);
}
