/** What a translator must know of the transport protocols: numbers, and where ports, flags and checksums lie. */

export const ICMP4 = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMP6 = 58;
const DCCP = 33;
const UDP_LITE = 136;

/** Offsets from the transport header. */
export const SOURCE_PORT = 0;
export const DESTINATION_PORT = 2;
export const UDP_LENGTH = 4;
export const UDP_CHECKSUM = 6;
export const TCP_DATA_OFFSET = 12;
export const TCP_FLAGS = 13;
export const TCP_CHECKSUM = 16;
export const ICMP_CHECKSUM = 2;
export const ICMP_IDENTIFIER = 4;

export const UDP_HEADER = 8;
export const TCP_HEADER = 20;
export const ICMP_HEADER = 8;

export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const ACK = 0x10;

/** Where a checksum over the pseudo-header lies, or -1. DCCP and UDP-Lite are RFC 7915 §4.5's optional ones. */
export function checksumOffset(protocol: number): number {
  switch (protocol) {
    case TCP:
      return TCP_CHECKSUM;
    case UDP:
    case DCCP:
    case UDP_LITE:
      return UDP_CHECKSUM;
    default:
      return -1;
  }
}
