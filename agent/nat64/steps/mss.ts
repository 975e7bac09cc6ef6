/** MSS clamping: a SYN never announces more than fits both sides, so that lost packet-too-big messages do no harm. */
import { fold } from "../../net/checksum.ts";
import { put16, u16 } from "../packet/bytes.ts";
import type { Frame } from "../packet/frame.ts";
import { withWord } from "../packet/rewrite.ts";
import { SYN, TCP_CHECKSUM, TCP_DATA_OFFSET, TCP_FLAGS, TCP_HEADER } from "../packet/transport.ts";

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const MSS = 2;

/** Lower the MSS option of a SYN to `most`, and its checksum with it. @param end of the segment. */
export function clampMss(frame: Frame, transport: number, end: number, most: number): void {
  const { bytes } = frame;
  if (transport + TCP_HEADER > end || (bytes[transport + TCP_FLAGS]! & SYN) === 0) return;
  const optionsEnd = Math.min(transport + (bytes[transport + TCP_DATA_OFFSET]! >> 4) * 4, end);
  for (let at = transport + TCP_HEADER; at < optionsEnd; ) {
    const kind = bytes[at]!;
    if (kind === END_OF_OPTIONS) return;
    if (kind === NO_OPERATION) {
      at += 1;
      continue;
    }
    const length = at + 1 < optionsEnd ? bytes[at + 1]! : 0;
    if (length < 2 || at + length > optionsEnd) return;
    if (kind === MSS && length === 4) {
      lower(frame, transport, at + 2, most);
      return;
    }
    at += length;
  }
}

function lower(frame: Frame, transport: number, at: number, most: number): void {
  const { bytes } = frame;
  const announced = u16(bytes, at);
  if (announced <= most) return;
  put16(bytes, at, most);
  // A checksum yet to be completed covers the option when it is.
  if (frame.partial) return;
  // The option may lie at an odd offset: then its bytes belong to the other halves of their words.
  const isOdd = (at - transport) % 2 === 1;
  const swap = (word: number): number => (isOdd ? ((word & 255) << 8) | (word >> 8) : word);
  const stored = u16(bytes, transport + TCP_CHECKSUM);
  const delta = withWord(0, swap(announced), swap(most));
  put16(bytes, transport + TCP_CHECKSUM, ~fold((~stored & 0xffff) + delta) & 0xffff);
}
