/** What a packet leaves with: its new addresses and ports, and what they do to its transport checksum. */
import { fold } from "../../net/checksum.ts";
import { halves, put16, u16, words6 } from "./bytes.ts";
import type { Frame } from "./frame.ts";
import { checksumOffset, DESTINATION_PORT, SOURCE_PORT, TCP, UDP } from "./transport.ts";

/** Port value that means: leave it. */
export const KEEP = -1;

/** Toward IPv4. Addresses are unsigned 32-bit. */
export class To4 {
  source = 0;
  destination = 0;
  sourcePort = KEEP;
  destinationPort = KEEP;
  /** Folded sum of what the change of addresses adds to a transport checksum (RFC 1624: ~m + m'). */
  addressDelta = 0;
  /** The same with the change of ports. */
  fullDelta = 0;
}

/** Toward IPv6. */
export class To6 {
  readonly source = new Uint8Array(16);
  readonly destination = new Uint8Array(16);
  sourcePort = KEEP;
  destinationPort = KEEP;
  addressDelta = 0;
  fullDelta = 0;
}

/** One's complement negative of a sum. */
export function negative(sum: number): number {
  return 0xffff - fold(sum);
}

/** addressDelta of a packet that goes from IPv6 to IPv4. @param source6 absolute offset of 16 bytes. */
export function deltaTo4(
  bytes: Uint8Array,
  source6: number,
  destination6: number,
  source4: number,
  destination4: number,
): number {
  return fold(negative(words6(bytes, source6) + words6(bytes, destination6)) + halves(source4) + halves(destination4));
}

/** addressDelta of a packet that goes from IPv4 to IPv6. */
export function deltaTo6(source4: number, destination4: number, source6: Uint8Array, destination6: Uint8Array): number {
  return fold(negative(halves(source4) + halves(destination4)) + words6(source6, 0) + words6(destination6, 0));
}

/** Add the change of one 16-bit word to a delta. */
export function withWord(delta: number, before: number, after: number): number {
  return fold(delta + (0xffff - before) + after);
}

/**
 * Write ports and adjust the checksum of a TCP, UDP, DCCP or UDP-Lite header; other protocols stay untouched (RFC 7915 §4.5).
 * A wrong checksum stays wrong: it is updated, never computed afresh. @param end bytes from here on are missing.
 */
export function rewriteTransport(frame: Frame, protocol: number, transport: number, end: number, to: To4 | To6): void {
  const { bytes } = frame;
  const offset = checksumOffset(protocol);
  if (offset < 0) return;
  const at = transport + offset;
  if (at + 2 <= end) {
    const stored = u16(bytes, at);
    if (frame.partial) {
      // NEEDS_CSUM: only the pseudo-header is summed so far; the ports are added by whoever completes it.
      put16(bytes, at, fold(stored + to.addressDelta));
    } else if (stored !== 0 || protocol === TCP) {
      const updated = ~fold((~stored & 0xffff) + to.fullDelta) & 0xffff;
      put16(bytes, at, updated === 0 && protocol === UDP ? 0xffff : updated);
    }
  }
  if (to.sourcePort !== KEEP && transport + SOURCE_PORT + 2 <= end)
    put16(bytes, transport + SOURCE_PORT, to.sourcePort);
  if (to.destinationPort !== KEEP && transport + DESTINATION_PORT + 2 <= end) {
    put16(bytes, transport + DESTINATION_PORT, to.destinationPort);
  }
}
