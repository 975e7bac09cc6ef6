/** The IPv4 header. RFC 791. */
import { checksum } from "../../net/checksum.ts";
import { u16, u32 } from "./bytes.ts";
import type { Frame } from "./frame.ts";
import type { Reason } from "./reasons.ts";

export const IP4_HEADER = 20;
export const TOTAL_LENGTH = 2;
export const IDENTIFICATION = 4;
export const FLAGS = 6;
export const TTL = 8;
export const PROTOCOL = 9;
export const HEADER_CHECKSUM = 10;
export const SOURCE4 = 12;
export const DESTINATION4 = 16;

export const DF = 0x4000;
export const MF = 0x2000;

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const LOOSE_SOURCE_ROUTE = 131;
const STRICT_SOURCE_ROUTE = 137;

/** What the translation needs of one IPv4 packet. Offsets are absolute in the frame, addresses unsigned 32-bit. */
export class Ip4View {
  tos = 0;
  ttl = 0;
  source = 0;
  destination = 0;
  protocol = 0;
  transport = 0;
  /** The payload ends before this. In a quoted packet that may lie beyond the bytes there are. */
  end = 0;
  dontFragment = false;
  fragmented = false;
  /** In units of eight bytes. */
  fragmentOffset = 0;
  moreFragments = false;
  identification = 0;
  /** A loose or strict source route that is not used up. RFC 7915 §4.1. */
  sourceRoute = false;
}

/**
 * Parse one header.
 * @param quoted inside an ICMP error: the payload may be cut short, and routers on the way may have left the checksum stale.
 * @returns null, or why the packet is not usable.
 */
export function parse4(frame: Frame, view: Ip4View, quoted = false): Reason | null {
  const { bytes, start } = frame;
  const available = frame.end - start;
  if (available < IP4_HEADER) return "malformed";
  if (bytes[start]! >> 4 !== 4) return "malformed";
  const headerLength = (bytes[start]! & 15) * 4;
  const totalLength = u16(bytes, start + TOTAL_LENGTH);
  if (headerLength < IP4_HEADER || headerLength > available || totalLength < headerLength) return "malformed";
  if (!quoted && totalLength > available) return "malformed";
  if (!quoted && checksum(bytes, start, start + headerLength) !== 0) return "bad-checksum";
  const field = u16(bytes, start + FLAGS);
  view.tos = bytes[start + 1]!;
  view.ttl = bytes[start + TTL]!;
  view.source = u32(bytes, start + SOURCE4);
  view.destination = u32(bytes, start + DESTINATION4);
  view.protocol = bytes[start + PROTOCOL]!;
  view.transport = start + headerLength;
  view.end = start + totalLength;
  view.dontFragment = (field & DF) !== 0;
  view.moreFragments = (field & MF) !== 0;
  view.fragmentOffset = field & 0x1fff;
  view.fragmented = view.moreFragments || view.fragmentOffset > 0;
  view.identification = u16(bytes, start + IDENTIFICATION);
  view.sourceRoute = headerLength > IP4_HEADER && hasSourceRoute(bytes, start + IP4_HEADER, start + headerLength);
  if (!quoted) {
    frame.end = view.end;
    if (view.moreFragments && (totalLength - headerLength) % 8 !== 0) return "malformed";
    if (view.fragmentOffset * 8 + (totalLength - headerLength) > 65_535) return "malformed";
  }
  return null;
}

/** Whether a source route option still has addresses to visit: its pointer is not past its length. RFC 791 §3.1. */
function hasSourceRoute(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const type = bytes[at]!;
    if (type === END_OF_OPTIONS) return false;
    if (type === NO_OPERATION) {
      at += 1;
      continue;
    }
    const length = at + 1 < to ? bytes[at + 1]! : 0;
    if (length < 2 || at + length > to) return false;
    if ((type === LOOSE_SOURCE_ROUTE || type === STRICT_SOURCE_ROUTE) && length >= 3 && bytes[at + 2]! <= length)
      return true;
    at += length;
  }
  return false;
}
