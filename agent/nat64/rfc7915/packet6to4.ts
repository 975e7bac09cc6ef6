/** One IPv6 packet becomes IPv4, in place: transport first, while the old header is still there, then the header. RFC 7915 §5. */
import type { Frame } from "../packet/frame.ts";
import { GSO_NONE, GSO_TCP4 } from "../packet/frame.ts";
import { IP4_HEADER } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import { rewriteTransport, type To4 } from "../packet/rewrite.ts";
import { ICMP6 } from "../packet/transport.ts";
import { rewriteEchoTo4 } from "./echo.ts";
import { swapGsoFamily } from "./gso.ts";
import { flagsTo4, protocolTo4, writeHeader4 } from "./header6to4.ts";

/**
 * @param largest length of the translated packet, or of the largest segment of a super-packet.
 * @param identification of ours, for a packet that brings none.
 * @returns false for an ICMP message that is no echo; the frame is untouched then.
 */
export function packet6to4(frame: Frame, view: Ip6View, to: To4, largest: number, identification: number): boolean {
  const { bytes } = frame;
  const payload = frame.end - view.transport;
  if (view.fragmentOffset === 0) {
    if (view.protocol === ICMP6) {
      if (!rewriteEchoTo4(frame, view.transport, frame.end, bytes, view, to, payload)) return false;
    } else {
      rewriteTransport(frame, view.protocol, view.transport, frame.end, to);
    }
  }
  frame.start = view.transport - IP4_HEADER;
  writeHeader4(
    bytes,
    frame.start,
    view.trafficClass,
    IP4_HEADER + payload,
    view.hasFragmentHeader ? view.identification & 0xffff : identification,
    flagsTo4(view, largest),
    view.hopLimit - 1,
    protocolTo4(view.protocol),
    to.source,
    to.destination,
  );
  if (frame.gsoType !== GSO_NONE) frame.gsoType = swapGsoFamily(frame.gsoType, GSO_TCP4);
  return true;
}
