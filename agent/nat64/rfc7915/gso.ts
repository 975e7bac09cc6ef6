/** Super-packets: what one of their segments measures, and how UDP ones are cut when a single segment would need fragmenting. */
import { fold, sumWords } from "../../net/checksum.ts";
import { halves, put16 } from "../packet/bytes.ts";
import { Frame, GSO_ECN, GSO_NONE, GSO_TCP4, GSO_TCP6, GSO_UDP } from "../packet/frame.ts";
import { DF, IP4_HEADER, type Ip4View } from "../packet/ip4.ts";
import { TCP_DATA_OFFSET, UDP, UDP_CHECKSUM, UDP_HEADER, UDP_LENGTH } from "../packet/transport.ts";
import { writeHeader4 } from "./header6to4.ts";

export function isTcpSuper(frame: Frame): boolean {
  const kind = frame.gsoType & ~GSO_ECN;
  return kind === GSO_TCP4 || kind === GSO_TCP6;
}

/** Bytes of transport header that each segment repeats. */
function transportHeader(frame: Frame, transport: number): number {
  return isTcpSuper(frame) ? (frame.bytes[transport + TCP_DATA_OFFSET]! >> 4) * 4 : UDP_HEADER;
}

/** Transport bytes of the largest packet this frame becomes on the wire. @param payload what follows the IP headers. */
export function segmentPayload(frame: Frame, transport: number, payload: number): number {
  if (frame.gsoType === GSO_NONE) return payload;
  return Math.min(payload, transportHeader(frame, transport) + frame.gsoSize);
}

/** Make the segments of a TCP super-packet fit. TCP does not mind where it is cut. @param room for the transport part. */
export function shrinkSegments(frame: Frame, transport: number, room: number): void {
  frame.gsoSize = Math.min(frame.gsoSize, Math.max(8, room - transportHeader(frame, transport)));
}

/** The virtio-net kind after translation. UDP's has no family. */
export function swapGsoFamily(gsoType: number, to: typeof GSO_TCP4 | typeof GSO_TCP6): number {
  const kind = gsoType & ~GSO_ECN;
  return kind === GSO_TCP4 || kind === GSO_TCP6 ? to | (gsoType & GSO_ECN) : gsoType;
}

/** Whether the frame's virtio-net fields fit what its headers say; others come from nowhere we know. */
export function isSuperSound(frame: Frame, version: 4 | 6, protocol: number): boolean {
  if (frame.gsoSize === 0 || !frame.partial) return false;
  if (protocol === UDP) return frame.gsoType === GSO_UDP;
  return isTcpSuper(frame) && (frame.gsoType & ~GSO_ECN) === (version === 4 ? GSO_TCP4 : GSO_TCP6);
}

/** Cut a UDP super-packet over IPv4 into its datagrams, each whole and with its checksum. */
export function udpSegments4(frame: Frame, view: Ip4View, identification: () => number): Frame[] {
  const { bytes } = frame;
  const segments: Frame[] = [];
  for (let at = view.transport + UDP_HEADER; at < frame.end; at += frame.gsoSize) {
    const to = Math.min(at + frame.gsoSize, frame.end);
    const length = UDP_HEADER + to - at;
    const piece = Frame.ofSize(IP4_HEADER + length);
    const udp = piece.start + IP4_HEADER;
    piece.bytes.set(bytes.subarray(view.transport, view.transport + UDP_HEADER), udp);
    piece.bytes.set(bytes.subarray(at, to), udp + UDP_HEADER);
    const flags = view.dontFragment ? DF : 0;
    const { source, destination } = view;
    writeHeader4(
      piece.bytes,
      piece.start,
      view.tos,
      piece.length,
      identification(),
      flags,
      view.ttl,
      UDP,
      source,
      destination,
    );
    put16(piece.bytes, udp + UDP_LENGTH, length);
    put16(piece.bytes, udp + UDP_CHECKSUM, 0);
    const pseudo = halves(source) + halves(destination) + UDP + length;
    const sum = ~fold(sumWords(piece.bytes, udp, piece.end, pseudo)) & 0xffff;
    put16(piece.bytes, udp + UDP_CHECKSUM, sum === 0 ? 0xffff : sum);
    segments.push(piece);
  }
  return segments;
}
