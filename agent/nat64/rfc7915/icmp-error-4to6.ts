/** ICMPv4 errors become ICMPv6 errors, with the packet they quote. RFC 7915 §4.2, §4.3. */
import { checksum, fold, sumWords } from "../../net/checksum.ts";
import { put16, put32, u16, words6 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { type Ip4View, parse4, TOTAL_LENGTH } from "../packet/ip4.ts";
import { FRAGMENT, IP6_HEADER, NEXT_HEADER } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { rewriteTransport, type To6 } from "../packet/rewrite.ts";
import { ICMP_CHECKSUM, ICMP_HEADER, ICMP4, ICMP6 } from "../packet/transport.ts";
import { rewriteEchoTo6 } from "./echo.ts";
import { headerLength6, protocolTo6, writeFragmentHeader, writeHeader6 } from "./header4to6.ts";
import { ERRORS_4_TO_6, POINTERS_4_TO_6 } from "./icmp-tables.ts";
import { advertisedMtu4, MIN_MTU6, mtuTo6 } from "./mtu.ts";
import { layout, type Quote, splitMessage } from "./quote.ts";

/** Rest of header: length attribute in 32-bit words, MTU, pointer. */
const LENGTH_ATTRIBUTE = 5;
const MTU_FIELD = 6;
const POINTER = 4;

/** Take an ICMPv4 error apart. @returns why it goes no further, or null. */
export function readError4(frame: Frame, view: Ip4View, quote: Quote, inner: Ip4View): Reason | null {
  const { bytes } = frame;
  const icmp = view.transport;
  if (icmp + ICMP_HEADER > frame.end) return "malformed";
  // The message is written anew below; a wrong checksum must not be repaired on the way.
  if (checksum(bytes, icmp, frame.end) !== 0) return "bad-checksum";
  const rule = ERRORS_4_TO_6[bytes[icmp]!]?.[bytes[icmp + 1]!];
  if (rule === undefined) return "untranslatable-icmp";
  if (rule.rest === "pointer" && POINTERS_4_TO_6[bytes[icmp + POINTER]!] === undefined) return "untranslatable-icmp";
  quote.rule = rule;
  splitMessage(quote, frame, icmp, bytes[icmp + LENGTH_ATTRIBUTE]! * 4);
  return parse4(quote.quoted, inner, true);
}

/**
 * Write the ICMPv6 error. @param outer addresses of the message. @param inside addresses and ports of the quoted packet.
 * @param hopLimit of the message. The quoted packet's TTL is kept (§4.3).
 */
export function writeError6(
  frame: Frame,
  view: Ip4View,
  quote: Quote,
  inner: Ip4View,
  outer: To6,
  inside: To6,
  hopLimit: number,
  mtu: { readonly mtu4: number; readonly mtu6: number },
): Frame | Reason {
  const { rule, quoted } = quote;
  const innerHeader = headerLength6(inner.fragmented);
  const available = Math.min(inner.end, quoted.end);
  const payload = Math.max(0, available - inner.transport);
  const extension = rule.extensible ? quote.extensionEnd - quote.extensionStart : 0;
  const sizes = layout(innerHeader + payload, extension, MIN_MTU6 - IP6_HEADER - ICMP_HEADER, 8);
  const out = Frame.ofSize(IP6_HEADER + ICMP_HEADER + sizes.padded + sizes.extension);
  const bytes = out.bytes;
  const icmp = out.start + IP6_HEADER;
  const at = icmp + ICMP_HEADER;
  const messageLength = out.end - icmp;
  writeHeader6(bytes, out.start, view.tos, messageLength, ICMP6, hopLimit, outer.source, outer.destination);

  // The quoted packet: lengths of the original, even where it was cut short.
  const protocol = protocolTo6(inner.protocol);
  const originalPayload = inner.end - inner.transport;
  const first = inner.fragmented ? FRAGMENT : protocol;
  writeHeader6(
    bytes,
    at,
    inner.tos,
    originalPayload + innerHeader - IP6_HEADER,
    first,
    inner.ttl,
    inside.source,
    inside.destination,
  );
  if (inner.fragmented) {
    writeFragmentHeader(
      bytes,
      at + IP6_HEADER,
      protocol,
      inner.fragmentOffset,
      inner.moreFragments,
      inner.identification,
    );
  }
  const transport = at + innerHeader;
  const end = at + sizes.quoted;
  bytes.set(quoted.bytes.subarray(inner.transport, inner.transport + sizes.quoted - innerHeader), transport);
  if (inner.fragmentOffset === 0) {
    if (inner.protocol === ICMP4) {
      if (!rewriteEchoTo6(out, transport, end, inside, originalPayload)) return "untranslatable-icmp";
    } else {
      rewriteTransport(out, protocol, transport, end, inside);
    }
  }
  if (sizes.extension > 0) {
    bytes.set(frame.bytes.subarray(quote.extensionStart, quote.extensionStart + sizes.extension), at + sizes.padded);
  }

  bytes[icmp] = rule.type;
  bytes[icmp + 1] = rule.code;
  if (sizes.extension > 0) bytes[icmp + 4] = sizes.padded / 8;
  switch (rule.rest) {
    case "mtu": {
      const advertised = advertisedMtu4(
        u16(frame.bytes, view.transport + MTU_FIELD),
        u16(quoted.bytes, quoted.start + TOTAL_LENGTH),
      );
      put32(bytes, icmp + 4, mtuTo6(advertised, mtu.mtu6, mtu.mtu4));
      break;
    }
    case "pointer":
      put32(bytes, icmp + 4, POINTERS_4_TO_6[frame.bytes[view.transport + POINTER]!]!);
      break;
    case "next-header":
      put32(bytes, icmp + 4, NEXT_HEADER);
      break;
    case "unused":
      break;
  }
  const pseudo = fold(words6(outer.source, 0) + words6(outer.destination, 0) + messageLength + ICMP6);
  put16(bytes, icmp + ICMP_CHECKSUM, ~fold(sumWords(bytes, icmp, out.end, pseudo)) & 0xffff);
  return out;
}
