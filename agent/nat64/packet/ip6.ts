/** The IPv6 header and its extension headers. RFC 8200. */
import { u16, u32 } from "./bytes.ts";
import type { Frame } from "./frame.ts";
import type { Reason } from "./reasons.ts";

export const IP6_HEADER = 40;
export const FRAGMENT_HEADER = 8;
const PAYLOAD_LENGTH = 4;
export const NEXT_HEADER = 6;
export const HOP_LIMIT = 7;
export const SOURCE6 = 8;
export const DESTINATION6 = 24;

const HOP_BY_HOP = 0;
const ROUTING = 43;
export const FRAGMENT = 44;
const DESTINATION_OPTIONS = 60;
/** Authentication, Mobility, HIP, Shim6. Not skipped on the way to the payload, but extension headers all the same. */
const OTHER_EXTENSION_HEADERS: readonly number[] = [51, 135, 139, 140];

/** A chain longer than this is an attack, not a packet. */
const MAX_EXTENSION_HEADERS = 12;

/** What the translation needs of one IPv6 packet. Offsets are absolute in the frame. */
export class Ip6View {
  trafficClass = 0;
  hopLimit = 0;
  source = 0;
  destination = 0;
  /** The protocol after all extension headers that are skipped. */
  protocol = 0;
  transport = 0;
  /** The payload ends before this. In a quoted packet that may lie beyond the bytes there are. */
  end = 0;
  hasFragmentHeader = false;
  /** A real fragment; an atomic one (RFC 6946) is a whole packet. */
  fragmented = false;
  /** In units of eight bytes. */
  fragmentOffset = 0;
  moreFragments = false;
  identification = 0;
  /** Offset of the Segments Left field of a routing header that still has some, counted from the IPv6 header; else -1. */
  segmentsLeftAt = -1;
}

/**
 * Parse the header chain.
 * @param quoted inside an ICMP error: the payload may be cut short.
 * @returns null, or why the packet is not usable.
 */
export function parse6(frame: Frame, view: Ip6View, quoted = false): Reason | null {
  const { bytes, start } = frame;
  if (frame.end - start < IP6_HEADER) return "malformed";
  if (bytes[start]! >> 4 !== 6) return "malformed";
  view.trafficClass = ((bytes[start]! & 15) << 4) | (bytes[start + 1]! >> 4);
  view.hopLimit = bytes[start + HOP_LIMIT]!;
  view.source = start + SOURCE6;
  view.destination = start + DESTINATION6;
  const end = start + IP6_HEADER + u16(bytes, start + PAYLOAD_LENGTH);
  if (!quoted && end > frame.end) return "malformed";
  view.end = end;
  view.hasFragmentHeader = false;
  view.fragmented = false;
  view.fragmentOffset = 0;
  view.moreFragments = false;
  view.identification = 0;
  view.segmentsLeftAt = -1;
  let next = bytes[start + NEXT_HEADER]!;
  let at = start + IP6_HEADER;
  if (next === HOP_BY_HOP || next === ROUTING || next === FRAGMENT || next === DESTINATION_OPTIONS) {
    const limit = quoted && end > frame.end ? frame.end : end;
    for (let count = 0; ; count++) {
      if (next !== HOP_BY_HOP && next !== ROUTING && next !== FRAGMENT && next !== DESTINATION_OPTIONS) break;
      // RFC 7915 §5.1.1: an extension header (but for ESP) behind a fragment header is not translated.
      if (view.hasFragmentHeader) return "fragment-with-extension-header";
      if (count === MAX_EXTENSION_HEADERS || at + 8 > limit) return "malformed";
      if (next === FRAGMENT) {
        const field = u16(bytes, at + 2);
        view.hasFragmentHeader = true;
        view.fragmentOffset = field >> 3;
        view.moreFragments = (field & 1) === 1;
        view.fragmented = view.fragmentOffset > 0 || view.moreFragments;
        view.identification = u32(bytes, at + 4);
        next = bytes[at]!;
        at += FRAGMENT_HEADER;
      } else {
        if (next === ROUTING && bytes[at + 3] !== 0 && view.segmentsLeftAt < 0) view.segmentsLeftAt = at + 3 - start;
        next = bytes[at]!;
        at += (bytes[at + 1]! + 1) * 8;
        if (at > limit) return "malformed";
      }
    }
  }
  if (view.hasFragmentHeader && OTHER_EXTENSION_HEADERS.includes(next)) return "fragment-with-extension-header";
  view.protocol = next;
  view.transport = at;
  if (!quoted) {
    frame.end = end;
    if (view.moreFragments && (end - at) % 8 !== 0) return "malformed";
    if (view.fragmentOffset * 8 + (end - at) > 65_535) return "malformed";
  }
  return null;
}
