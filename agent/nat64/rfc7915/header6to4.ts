/** The IPv4 header of a packet that came as IPv6. RFC 7915 §5.1, §5.1.1. */
import { checksum } from "../../net/checksum.ts";
import { put16, put32 } from "../packet/bytes.ts";
import {
  DESTINATION4,
  DF,
  FLAGS,
  HEADER_CHECKSUM,
  IDENTIFICATION,
  IP4_HEADER,
  MF,
  PROTOCOL,
  SOURCE4,
  TOTAL_LENGTH,
  TTL,
} from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import { ICMP4, ICMP6 } from "../packet/transport.ts";

/** §5.1: a translated packet of at most this size may be fragmented on its way; the IPv6 sender cannot make smaller ones. */
export const DF_THRESHOLD = 1260;

/** §5.1 Protocol: ICMPv6 becomes ICMP, everything else is copied. */
export function protocolTo4(protocol: number): number {
  return protocol === ICMP6 ? ICMP4 : protocol;
}

/** The Flags and Fragment Offset word. @param length of the translated packet; of one segment for a super-packet. */
export function flagsTo4(view: Ip6View, length: number): number {
  // §5.1.1: with a Fragment Header DF is zero, so that IPv4 routers may fragment further.
  if (view.hasFragmentHeader) return (view.moreFragments ? MF : 0) | view.fragmentOffset;
  return length > DF_THRESHOLD ? DF : 0;
}

/** Write a header without options. @param totalLength of the packet it says, not of the bytes present. */
export function writeHeader4(
  bytes: Uint8Array,
  start: number,
  tos: number,
  totalLength: number,
  identification: number,
  flags: number,
  ttl: number,
  protocol: number,
  source: number,
  destination: number,
): void {
  bytes[start] = 0x45;
  bytes[start + 1] = tos;
  put16(bytes, start + TOTAL_LENGTH, totalLength);
  put16(bytes, start + IDENTIFICATION, identification);
  put16(bytes, start + FLAGS, flags);
  bytes[start + TTL] = ttl;
  bytes[start + PROTOCOL] = protocol;
  put16(bytes, start + HEADER_CHECKSUM, 0);
  put32(bytes, start + SOURCE4, source);
  put32(bytes, start + DESTINATION4, destination);
  put16(bytes, start + HEADER_CHECKSUM, checksum(bytes, start, start + IP4_HEADER));
}
