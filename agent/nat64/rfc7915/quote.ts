/** The packet quoted in an ICMP error, and the RFC 4884 extensions that may follow it. */
import { Frame } from "../packet/frame.ts";
import { ICMP_HEADER } from "../packet/transport.ts";
import type { ErrorRule } from "./icmp-tables.ts";

/** An ICMP error taken apart. `quoted` shares the bytes of the message. */
export interface Quote {
  rule: ErrorRule;
  readonly quoted: Frame;
  /** Extensions lie in [extensionStart, extensionEnd); equal when there are none. */
  extensionStart: number;
  extensionEnd: number;
}

export function newQuote(): Quote {
  return {
    rule: { type: 0, code: 0, rest: "unused", extensible: false },
    quoted: new Frame(new Uint8Array(0)),
    extensionStart: 0,
    extensionEnd: 0,
  };
}

/** RFC 4884 §3: when extensions follow, the original datagram is at least this long, padded with zeros. */
const MIN_QUOTED = 128;

/**
 * Find the quoted packet. @param icmp offset of the ICMP header. @param length what the RFC 4884 attribute says, in bytes; 0
 * where there is none. A length that runs past the message is no length.
 */
export function splitMessage(quote: Quote, frame: Frame, icmp: number, length: number): void {
  const from = icmp + ICMP_HEADER;
  const extended = length > 0 && from + length < frame.end;
  quote.quoted.bytes = frame.bytes;
  quote.quoted.start = from;
  quote.quoted.end = extended ? from + length : frame.end;
  quote.extensionStart = quote.quoted.end;
  quote.extensionEnd = frame.end;
}

/** How much of quote and extensions a new message holds. All in bytes. */
export interface Layout {
  /** The quoted packet's own bytes. */
  readonly quoted: number;
  /** With the zeros that pad it; the length attribute, when there are extensions. */
  readonly padded: number;
  readonly extension: number;
}

/**
 * @param quoted bytes of the translated quoted packet. @param room for quote and extensions together.
 * @param unit of the length attribute: 4 in ICMPv4, 8 in ICMPv6 (RFC 4884 §4).
 */
export function layout(quoted: number, extension: number, room: number, unit: number): Layout {
  // RFC 7915 §4.2: an extension that no longer fits is cut; a cut one says nothing, so it goes as a whole.
  if (extension === 0 || extension + MIN_QUOTED > room) {
    const kept = Math.min(quoted, room);
    return { quoted: kept, padded: kept, extension: 0 };
  }
  const padded = Math.max(MIN_QUOTED, Math.ceil(quoted / unit) * unit);
  const fitting = Math.min(padded, Math.floor((room - extension) / unit) * unit);
  return { quoted: Math.min(quoted, fitting), padded: fitting, extension };
}
