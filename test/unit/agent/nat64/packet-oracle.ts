/**
 * Whether the lengths and checksums of a packet are right. Written apart from the translator, byte by byte, and slow: the oracle
 * of vectors, properties and fuzzing.
 */

function sum(bytes: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < bytes.length; i++) total += i % 2 === 0 ? bytes[i]! * 256 : bytes[i]!;
  while (total > 65_535) total = (total % 65_536) + Math.floor(total / 65_536);
  return total;
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 256 + bytes[at + 1]!;
}

export interface OracleOptions {
  /** UDP over IPv4 may go without a checksum. */
  readonly allowNoUdpChecksum?: boolean;
  /** Leave transport checksums alone: a packet that came with a wrong one keeps it. */
  readonly ignoreTransport?: boolean;
}

/** @returns what is wrong with a whole packet, or null. */
export function faultOf(packet: Uint8Array, options: OracleOptions = {}): string | null {
  if (packet.length < 1) return "empty";
  return packet[0]! >> 4 === 4
    ? fault4(packet, options)
    : packet[0]! >> 4 === 6
      ? fault6(packet, options)
      : "no IP version";
}

function fault4(packet: Uint8Array, options: OracleOptions): string | null {
  if (packet.length < 20) return "IPv4 header cut short";
  const header = (packet[0]! % 16) * 4;
  if (header < 20 || header > packet.length) return "IPv4 header length";
  if (word(packet, 2) !== packet.length) return `IPv4 total length ${word(packet, 2)}, packet ${packet.length}`;
  if (sum(packet.subarray(0, header)) !== 65_535) return "IPv4 header checksum";
  const field = word(packet, 6);
  if (field % 0x2000 !== 0 || Math.floor(field / 0x2000) % 2 === 1) return null;
  const pseudo = [...packet.subarray(12, 20), 0, packet[9]!];
  return faultOfTransport(packet.subarray(header), packet[9]!, pseudo, 4, options);
}

function fault6(packet: Uint8Array, options: OracleOptions): string | null {
  if (packet.length < 40) return "IPv6 header cut short";
  if (word(packet, 4) + 40 !== packet.length) return `IPv6 payload length ${word(packet, 4)}, packet ${packet.length}`;
  let next = packet[6]!;
  let at = 40;
  while (next === 0 || next === 43 || next === 60 || next === 44) {
    if (at + 8 > packet.length) return "extension header cut short";
    if (next === 44 && word(packet, at + 2) >= 8) return null;
    if (next === 44 && word(packet, at + 2) % 2 === 1) return null;
    const length = next === 44 ? 8 : (packet[at + 1]! + 1) * 8;
    next = packet[at]!;
    at += length;
  }
  const pseudo = [...packet.subarray(8, 40), 0, next];
  return faultOfTransport(packet.subarray(at), next, pseudo, 6, options);
}

function faultOfTransport(
  transport: Uint8Array,
  protocol: number,
  pseudo: readonly number[],
  version: 4 | 6,
  options: OracleOptions,
): string | null {
  const length = [transport.length >> 8, transport.length & 255];
  const total = sum(Uint8Array.from([...pseudo, ...length, ...transport]));
  if (protocol === 17) {
    if (transport.length < 8) return "UDP header cut short";
    if (word(transport, 4) < 8 || word(transport, 4) > transport.length) return "UDP length";
    if (options.ignoreTransport) return null;
    if (word(transport, 6) === 0) return version === 4 && options.allowNoUdpChecksum ? null : "UDP without checksum";
    const covered = word(transport, 4);
    const datagram = sum(Uint8Array.from([...pseudo, covered >> 8, covered & 255, ...transport.subarray(0, covered)]));
    return datagram === 65_535 ? null : "UDP checksum";
  }
  if (options.ignoreTransport) return null;
  if (protocol === 6) {
    if (transport.length < 20) return "TCP header cut short";
    return total === 65_535 ? null : "TCP checksum";
  }
  if (protocol === 1 && version === 4) return sum(transport) === 65_535 ? null : "ICMP checksum";
  if (protocol === 58 && version === 6) return total === 65_535 ? null : "ICMPv6 checksum";
  return null;
}
