/** Complete a checksum that the sender left to the hardware. */
import { fold, sumWords } from "../../net/checksum.ts";
import { put16 } from "./bytes.ts";
import type { Frame } from "./frame.ts";
import { UDP_CHECKSUM } from "./transport.ts";

/** Sum everything from checksumStart, the stored pseudo-header sum included, and store the complement. Not for super-packets. */
export function settle(frame: Frame): void {
  if (!frame.partial) return;
  frame.partial = false;
  const at = frame.checksumStart + frame.checksumOffset;
  if (frame.checksumStart < frame.start || at + 2 > frame.end) return;
  const sum = ~fold(sumWords(frame.bytes, frame.checksumStart, frame.end)) & 0xffff;
  // RFC 768: a UDP checksum that comes out 0 is sent as all ones. For TCP both spell the same sum, and this one is what others write.
  put16(frame.bytes, at, sum === 0 && frame.checksumOffset === UDP_CHECKSUM ? 0xffff : sum);
}
