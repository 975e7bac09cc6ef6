/** Cutting translated packets that may be cut. RFC 7915 §4.1 (to the lowest IPv6 MTU), RFC 791 (where DF is zero). */
import { put16, u16, u32 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { DESTINATION4, FLAGS, IDENTIFICATION, IP4_HEADER, MF, PROTOCOL, SOURCE4, TTL } from "../packet/ip4.ts";
import { FRAGMENT, FRAGMENT_HEADER, IP6_HEADER, NEXT_HEADER } from "../packet/ip6.ts";
import { writeFragmentHeader } from "./header4to6.ts";
import { writeHeader4 } from "./header6to4.ts";

/**
 * Cut an IPv6 packet, with or without a Fragment Header of its own, into fragments of at most `mtu` bytes.
 * @param identification for a packet that has no Fragment Header yet.
 */
export function fragment6(frame: Frame, mtu: number, identification: number, emit: (fragment: Frame) => void): void {
  const { bytes, start } = frame;
  let nextHeader = bytes[start + NEXT_HEADER]!;
  let from = start + IP6_HEADER;
  let firstOffset = 0;
  let moreAfter = false;
  let id = identification;
  if (nextHeader === FRAGMENT) {
    const field = u16(bytes, from + 2);
    nextHeader = bytes[from]!;
    firstOffset = field >> 3;
    moreAfter = (field & 1) === 1;
    id = u32(bytes, from + 4);
    from += FRAGMENT_HEADER;
  }
  const chunk = (mtu - IP6_HEADER - FRAGMENT_HEADER) & ~7;
  for (let at = from; at < frame.end; at += chunk) {
    const to = Math.min(at + chunk, frame.end);
    const piece = Frame.ofSize(IP6_HEADER + FRAGMENT_HEADER + to - at);
    piece.bytes.set(bytes.subarray(start, start + IP6_HEADER), piece.start);
    put16(piece.bytes, piece.start + 4, FRAGMENT_HEADER + to - at);
    piece.bytes[piece.start + NEXT_HEADER] = FRAGMENT;
    const more = moreAfter || to < frame.end;
    writeFragmentHeader(piece.bytes, piece.start + IP6_HEADER, nextHeader, firstOffset + (at - from) / 8, more, id);
    piece.bytes.set(bytes.subarray(at, to), piece.start + IP6_HEADER + FRAGMENT_HEADER);
    emit(piece);
  }
}

/** Cut an IPv4 packet without options into fragments of at most `mtu` bytes. */
export function fragment4(frame: Frame, mtu: number, emit: (fragment: Frame) => void): void {
  const { bytes, start } = frame;
  const field = u16(bytes, start + FLAGS);
  const from = start + IP4_HEADER;
  const chunk = (mtu - IP4_HEADER) & ~7;
  for (let at = from; at < frame.end; at += chunk) {
    const to = Math.min(at + chunk, frame.end);
    const piece = Frame.ofSize(IP4_HEADER + to - at);
    const more = (field & MF) !== 0 || to < frame.end ? MF : 0;
    writeHeader4(
      piece.bytes,
      piece.start,
      bytes[start + 1]!,
      piece.length,
      u16(bytes, start + IDENTIFICATION),
      more | ((field & 0x1fff) + (at - from) / 8),
      bytes[start + TTL]!,
      bytes[start + PROTOCOL]!,
      u32(bytes, start + SOURCE4),
      u32(bytes, start + DESTINATION4),
    );
    piece.bytes.set(bytes.subarray(at, to), piece.start + IP4_HEADER);
    emit(piece);
  }
}
