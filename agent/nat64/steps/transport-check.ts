/** Whether a packet's payload can be translated as it lies there. */
import { u16 } from "../packet/bytes.ts";
import { type Frame, GSO_NONE } from "../packet/frame.ts";
import type { Ip4View } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { settle } from "../packet/settle.ts";
import {
  checksumOffset,
  ICMP_HEADER,
  ICMP4,
  ICMP6,
  TCP,
  TCP_DATA_OFFSET,
  TCP_HEADER,
  UDP,
  UDP_CHECKSUM,
  UDP_HEADER,
  UDP_LENGTH,
} from "../packet/transport.ts";
import { isSuperSound } from "../rfc7915/gso.ts";

/** IPv6 extension headers that would come alive if a protocol number were copied from IPv4. */
const EXTENSION_HEADERS: readonly number[] = [0, 43, 44, 60];
/** RFC 7915 §4.2: IGMP is single-hop and dropped in silence. */
const IGMP = 2;

/**
 * RFC 7915 §4.1 and §5.1 copy the numbers of transport protocols. These are none in the other family: ICMP belongs to IPv4 and
 * ICMPv6 to IPv6 (a copied one would lack its pseudo-header), extension headers are no payload.
 */
function checkProtocol(version: 4 | 6, protocol: number): Reason | null {
  if (version === 6) return protocol === ICMP4 ? "unsupported-protocol" : null;
  if (protocol === IGMP) return "untranslatable-icmp";
  return protocol === ICMP6 || EXTENSION_HEADERS.includes(protocol) ? "unsupported-protocol" : null;
}

/** A checksum left open stays so only where we expect it; elsewhere it is completed here. */
export function checkPayload(frame: Frame, version: 4 | 6, view: Ip4View | Ip6View): Reason | null {
  const { protocol, transport, fragmented } = view;
  if (protocol !== TCP && protocol !== UDP) {
    const foreign = checkProtocol(version, protocol);
    if (foreign !== null) return foreign;
  }
  const isSuper = frame.gsoType !== GSO_NONE;
  if (isSuper && (fragmented || !isSuperSound(frame, version, protocol))) return "malformed";
  if (frame.partial) {
    const isExpected = frame.checksumStart === transport && frame.checksumOffset === checksumOffset(protocol);
    if (isSuper && !isExpected) return "malformed";
    if (!isExpected || fragmented) settle(frame);
  }
  return view.fragmentOffset > 0 ? null : checkTransport(frame, protocol, transport, fragmented);
}

/** The header that will be touched is there and says nothing impossible. @param isFragment it holds less than it says. */
function checkTransport(frame: Frame, protocol: number, transport: number, isFragment: boolean): Reason | null {
  const length = frame.end - transport;
  switch (protocol) {
    case TCP: {
      if (length < TCP_HEADER) return "malformed";
      const header = (frame.bytes[transport + TCP_DATA_OFFSET]! >> 4) * 4;
      return header < TCP_HEADER || (!isFragment && header > length) ? "malformed" : null;
    }
    case UDP: {
      if (length < UDP_HEADER) return "malformed";
      const datagram = u16(frame.bytes, transport + UDP_LENGTH);
      return datagram < UDP_HEADER || (!isFragment && datagram > length) ? "malformed" : null;
    }
    case ICMP4:
    case ICMP6:
      return length < ICMP_HEADER ? "malformed" : null;
    default: {
      const offset = checksumOffset(protocol);
      return offset >= 0 && length < offset + 2 ? "malformed" : null;
    }
  }
}

/** A UDP packet over IPv4 whose sender computed no checksum. RFC 768. */
export function hasNoUdpChecksum(frame: Frame, view: Ip4View): boolean {
  if (view.protocol !== UDP || view.fragmentOffset > 0 || frame.partial) return false;
  return u16(frame.bytes, view.transport + UDP_CHECKSUM) === 0;
}
