/** The IPv6 header of a packet that came as IPv4. RFC 7915 §4.1. */
import { put16, put32 } from "../packet/bytes.ts";
import { DESTINATION6, FRAGMENT_HEADER, HOP_LIMIT, IP6_HEADER, NEXT_HEADER, SOURCE6 } from "../packet/ip6.ts";
import { ICMP4, ICMP6 } from "../packet/transport.ts";

/** §4.1 Next Header: ICMP becomes ICMPv6, everything else is copied. */
export function protocolTo6(protocol: number): number {
  return protocol === ICMP4 ? ICMP6 : protocol;
}

/** Write a header with flow label zero. @param payloadLength what the header says: all that follows it. */
export function writeHeader6(
  bytes: Uint8Array,
  start: number,
  trafficClass: number,
  payloadLength: number,
  nextHeader: number,
  hopLimit: number,
  source: Uint8Array,
  destination: Uint8Array,
): void {
  put32(bytes, start, ((6 << 28) | (trafficClass << 20)) >>> 0);
  put16(bytes, start + 4, payloadLength);
  bytes[start + NEXT_HEADER] = nextHeader;
  bytes[start + HOP_LIMIT] = hopLimit;
  for (let i = 0; i < 16; i++) {
    bytes[start + SOURCE6 + i] = source[i]!;
    bytes[start + DESTINATION6 + i] = destination[i]!;
  }
}

/** §4.1: the low 16 bits of Identification come from IPv4, the high ones are zero. @param offset in units of eight bytes. */
export function writeFragmentHeader(
  bytes: Uint8Array,
  at: number,
  nextHeader: number,
  offset: number,
  more: boolean,
  identification: number,
): void {
  bytes[at] = nextHeader;
  bytes[at + 1] = 0;
  put16(bytes, at + 2, (offset << 3) | (more ? 1 : 0));
  put32(bytes, at + 4, identification);
}

/** Bytes of header a packet gets: with a Fragment Header if it is a fragment. */
export function headerLength6(fragmented: boolean): number {
  return fragmented ? IP6_HEADER + FRAGMENT_HEADER : IP6_HEADER;
}
