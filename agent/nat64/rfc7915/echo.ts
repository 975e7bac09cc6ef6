/** ICMP echo messages: type, identifier, and a checksum that has a pseudo-header only in IPv6. RFC 7915 §4.2, §5.2. */
import { fold } from "../../net/checksum.ts";
import { put16, u16, words6 } from "../packet/bytes.ts";
import type { Frame } from "../packet/frame.ts";
import type { Ip6View } from "../packet/ip6.ts";
import { KEEP, negative, type To4, type To6, withWord } from "../packet/rewrite.ts";
import { ICMP_CHECKSUM, ICMP_IDENTIFIER, ICMP6 } from "../packet/transport.ts";
import { ECHO_REQUEST4, echoTo4, echoTo6 } from "./icmp-tables.ts";

/** Identifier of the new message: the source port of a request, the destination port of a reply. */
function identifierOf(isRequest: boolean, to: To4 | To6): number {
  return isRequest ? to.sourcePort : to.destinationPort;
}

/**
 * Turn an ICMPv4 echo message into ICMPv6, in place. @param end bytes from here on are missing (in a quoted packet).
 * @param length of the whole ICMP message, as its IP header says. @returns false if it is no echo message.
 */
export function rewriteEchoTo6(frame: Frame, icmp: number, end: number, to: To6, length: number): boolean {
  if (icmp >= end) return false;
  const type = echoTo6(frame.bytes[icmp]!);
  if (type === null) return false;
  const isRequest = frame.bytes[icmp] === ECHO_REQUEST4;
  const pseudo = fold(words6(to.source, 0) + words6(to.destination, 0) + fold(length) + ICMP6);
  rewriteEcho(frame, icmp, end, type, identifierOf(isRequest, to), pseudo);
  return true;
}

/** Turn an ICMPv6 echo message into ICMPv4, in place. @param source holds the IPv6 header that `view` describes. */
export function rewriteEchoTo4(
  frame: Frame,
  icmp: number,
  end: number,
  source: Uint8Array,
  view: Ip6View,
  to: To4,
  length: number,
): boolean {
  if (icmp >= end) return false;
  const type = echoTo4(frame.bytes[icmp]!);
  if (type === null) return false;
  const pseudo = negative(words6(source, view.source) + words6(source, view.destination) + fold(length) + ICMP6);
  rewriteEcho(frame, icmp, end, type, identifierOf(type === ECHO_REQUEST4, to), pseudo);
  return true;
}

/** @param delta of the pseudo-header that comes or goes. A wrong checksum stays wrong. */
function rewriteEcho(frame: Frame, icmp: number, end: number, type: number, identifier: number, delta: number): void {
  const { bytes } = frame;
  let sum = withWord(delta, u16(bytes, icmp), (type << 8) | bytes[icmp + 1]!);
  bytes[icmp] = type;
  if (identifier !== KEEP && icmp + ICMP_IDENTIFIER + 2 <= end) {
    sum = withWord(sum, u16(bytes, icmp + ICMP_IDENTIFIER), identifier);
    put16(bytes, icmp + ICMP_IDENTIFIER, identifier);
  }
  if (icmp + ICMP_CHECKSUM + 2 <= end) {
    const stored = u16(bytes, icmp + ICMP_CHECKSUM);
    put16(bytes, icmp + ICMP_CHECKSUM, ~fold((~stored & 0xffff) + sum) & 0xffff);
  }
}
