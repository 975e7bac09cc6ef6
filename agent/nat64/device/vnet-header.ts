/** The virtio-net header in front of each packet on a TUN device with IFF_VNET_HDR. Little-endian on the machines we run on. */
import { type Frame, GSO_NONE } from "../packet/frame.ts";
import { IP4_HEADER } from "../packet/ip4.ts";
import { IP6_HEADER } from "../packet/ip6.ts";
import { TCP_CHECKSUM, TCP_DATA_OFFSET, UDP_HEADER } from "../packet/transport.ts";

const FLAGS = 0;
const GSO_TYPE = 1;
const HEADER_LENGTH = 2;
const GSO_SIZE = 4;
const CHECKSUM_START = 6;
const CHECKSUM_OFFSET = 8;

const NEEDS_CHECKSUM = 1;

/** Read the header that ends where the packet starts. @param view over the frame's buffer. @param length 10 or 12. */
export function readVnetHeader(frame: Frame, view: DataView, length: number): void {
  const at = frame.start - length;
  frame.partial = (frame.bytes[at + FLAGS]! & NEEDS_CHECKSUM) !== 0;
  frame.gsoType = frame.bytes[at + GSO_TYPE]!;
  frame.gsoSize = view.getUint16(at + GSO_SIZE, true);
  frame.checksumStart = frame.start + view.getUint16(at + CHECKSUM_START, true);
  frame.checksumOffset = view.getUint16(at + CHECKSUM_OFFSET, true);
}

/** Write the header in front of a translated packet. */
export function writeVnetHeader(frame: Frame, view: DataView, length: number): void {
  const { bytes } = frame;
  const at = frame.start - length;
  bytes.fill(0, at, frame.start);
  if (!frame.partial) return;
  // A packet whose checksum is left open is no fragment: its transport header follows the fixed IP header.
  const transport = bytes[frame.start]! >> 4 === 6 ? IP6_HEADER : IP4_HEADER;
  bytes[at + FLAGS] = NEEDS_CHECKSUM;
  view.setUint16(at + CHECKSUM_START, transport, true);
  view.setUint16(at + CHECKSUM_OFFSET, frame.checksumOffset, true);
  if (frame.gsoType === GSO_NONE) return;
  const isTcp = frame.checksumOffset === TCP_CHECKSUM;
  const header = isTcp ? (bytes[frame.start + transport + TCP_DATA_OFFSET]! >> 4) * 4 : UDP_HEADER;
  bytes[at + GSO_TYPE] = frame.gsoType;
  view.setUint16(at + HEADER_LENGTH, transport + header, true);
  view.setUint16(at + GSO_SIZE, frame.gsoSize, true);
}
