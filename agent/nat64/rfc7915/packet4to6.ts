/** One IPv4 packet becomes IPv6, in place. RFC 7915 §4. */
import { fold, sumWords } from "../../net/checksum.ts";
import { put16, u16, words6 } from "../packet/bytes.ts";
import { type Frame, GSO_NONE, GSO_TCP6 } from "../packet/frame.ts";
import type { Ip4View } from "../packet/ip4.ts";
import { FRAGMENT, IP6_HEADER } from "../packet/ip6.ts";
import { rewriteTransport, type To6 } from "../packet/rewrite.ts";
import { ICMP4, UDP, UDP_CHECKSUM, UDP_LENGTH } from "../packet/transport.ts";
import { rewriteEchoTo6 } from "./echo.ts";
import { swapGsoFamily } from "./gso.ts";
import { headerLength6, protocolTo6, writeFragmentHeader, writeHeader6 } from "./header4to6.ts";

/**
 * @param hasNoChecksum a UDP packet that IPv4 lets go without one; IPv6 does not.
 * @returns false for an ICMP message that is no echo; the frame is untouched then.
 */
export function packet4to6(frame: Frame, view: Ip4View, to: To6, hopLimit: number, hasNoChecksum: boolean): boolean {
  const { bytes } = frame;
  const payload = frame.end - view.transport;
  if (view.fragmentOffset === 0) {
    if (view.protocol === ICMP4) {
      if (!rewriteEchoTo6(frame, view.transport, frame.end, to, payload)) return false;
    } else {
      rewriteTransport(frame, view.protocol, view.transport, frame.end, to);
      if (hasNoChecksum) computeUdpChecksum(frame, view.transport, to);
    }
  }
  const header = headerLength6(view.fragmented);
  const protocol = protocolTo6(view.protocol);
  const first = view.fragmented ? FRAGMENT : protocol;
  frame.start = view.transport - header;
  const payloadLength = header - IP6_HEADER + payload;
  writeHeader6(bytes, frame.start, view.tos, payloadLength, first, hopLimit, to.source, to.destination);
  if (view.fragmented) {
    const at = frame.start + IP6_HEADER;
    writeFragmentHeader(bytes, at, protocol, view.fragmentOffset, view.moreFragments, view.identification);
  }
  if (frame.gsoType !== GSO_NONE) frame.gsoType = swapGsoFamily(frame.gsoType, GSO_TCP6);
  return true;
}

/** RFC 7915 §4.5. */
function computeUdpChecksum(frame: Frame, udp: number, to: To6): void {
  const length = u16(frame.bytes, udp + UDP_LENGTH);
  const pseudo = words6(to.source, 0) + words6(to.destination, 0) + length + UDP;
  const sum = ~fold(sumWords(frame.bytes, udp, udp + length, pseudo)) & 0xffff;
  put16(frame.bytes, udp + UDP_CHECKSUM, sum === 0 ? 0xffff : sum);
}
