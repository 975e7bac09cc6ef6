/** ICMPv6 errors become ICMPv4 errors, with the packet they quote. RFC 7915 §5.2, §5.3. */
import { checksum, fold } from "../../net/checksum.ts";
import { put16, u32, words6 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { IP4_HEADER } from "../packet/ip4.ts";
import { type Ip6View, parse6 } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { rewriteTransport, type To4 } from "../packet/rewrite.ts";
import { ICMP_CHECKSUM, ICMP_HEADER, ICMP4, ICMP6 } from "../packet/transport.ts";
import { rewriteEchoTo4 } from "./echo.ts";
import { flagsTo4, protocolTo4, writeHeader4 } from "./header6to4.ts";
import { ERRORS_6_TO_4, pointerTo4 } from "./icmp-tables.ts";
import { mtuTo4 } from "./mtu.ts";
import { layout, type Quote, splitMessage } from "./quote.ts";

const PACKET_TOO_BIG = 2;
/** Rest of header: length attribute in 64-bit words; MTU and pointer fill all of it. */
const LENGTH_ATTRIBUTE = 4;
const REST = 4;
const MAX_MESSAGE = 65_535 - IP4_HEADER;

/** Take an ICMPv6 error apart. @returns why it goes no further, or null. */
export function readError6(frame: Frame, view: Ip6View, quote: Quote, inner: Ip6View): Reason | null {
  const { bytes } = frame;
  const icmp = view.transport;
  if (icmp + ICMP_HEADER > frame.end) return "malformed";
  const pseudo = fold(words6(bytes, view.source) + words6(bytes, view.destination) + (frame.end - icmp) + ICMP6);
  // The message is written anew below; a wrong checksum must not be repaired on the way.
  if (checksum(bytes, icmp, frame.end, pseudo) !== 0) return "bad-checksum";
  const type = bytes[icmp]!;
  // RFC 4443 §3.2: a receiver ignores the code of a packet-too-big.
  const rule = ERRORS_6_TO_4[type]?.[type === PACKET_TOO_BIG ? 0 : bytes[icmp + 1]!];
  if (rule === undefined) return "untranslatable-icmp";
  if (rule.rest === "pointer" && pointerTo4(u32(bytes, icmp + REST)) === undefined) return "untranslatable-icmp";
  quote.rule = rule;
  // Only destination unreachable and time exceeded have the attribute (RFC 4884 §4); elsewhere the byte is MTU or pointer.
  splitMessage(quote, frame, icmp, rule.extensible ? bytes[icmp + LENGTH_ATTRIBUTE]! * 8 : 0);
  return parse6(quote.quoted, inner, true);
}

/**
 * Write the ICMPv4 error. @param outer addresses of the message. @param inside addresses and ports of the quoted packet.
 * @param ttl of the message. The quoted packet's hop limit is kept (§5.3).
 */
export function writeError4(
  frame: Frame,
  view: Ip6View,
  quote: Quote,
  inner: Ip6View,
  outer: To4,
  inside: To4,
  ttl: number,
  identification: number,
  mtu: { readonly mtu4: number; readonly mtu6: number },
): Frame | Reason {
  const { rule, quoted } = quote;
  const available = Math.min(inner.end, quoted.end);
  const payload = Math.max(0, available - inner.transport);
  const extension = rule.extensible ? quote.extensionEnd - quote.extensionStart : 0;
  const sizes = layout(IP4_HEADER + payload, extension, MAX_MESSAGE - ICMP_HEADER, 4);
  const out = Frame.ofSize(IP4_HEADER + ICMP_HEADER + sizes.padded + sizes.extension);
  const bytes = out.bytes;
  const icmp = out.start + IP4_HEADER;
  const at = icmp + ICMP_HEADER;
  const flags = flagsTo4(view, out.length);
  writeHeader4(
    bytes,
    out.start,
    view.trafficClass,
    out.length,
    identification,
    flags,
    ttl,
    ICMP4,
    outer.source,
    outer.destination,
  );

  // The quoted packet: lengths of the original, even where it was cut short.
  const protocol = protocolTo4(inner.protocol);
  const originalPayload = inner.end - inner.transport;
  const originalLength = IP4_HEADER + originalPayload;
  writeHeader4(
    bytes,
    at,
    inner.trafficClass,
    originalLength,
    inner.identification & 0xffff,
    flagsTo4(inner, originalLength),
    inner.hopLimit,
    protocol,
    inside.source,
    inside.destination,
  );
  const transport = at + IP4_HEADER;
  const end = at + sizes.quoted;
  bytes.set(quoted.bytes.subarray(inner.transport, inner.transport + sizes.quoted - IP4_HEADER), transport);
  if (inner.fragmentOffset === 0) {
    if (inner.protocol === ICMP6) {
      if (!rewriteEchoTo4(out, transport, end, quoted.bytes, inner, inside, originalPayload))
        return "untranslatable-icmp";
    } else {
      rewriteTransport(out, protocol, transport, end, inside);
    }
  }
  if (sizes.extension > 0) {
    bytes.set(frame.bytes.subarray(quote.extensionStart, quote.extensionStart + sizes.extension), at + sizes.padded);
  }

  bytes[icmp] = rule.type;
  bytes[icmp + 1] = rule.code;
  const rest = u32(frame.bytes, view.transport + REST);
  if (sizes.extension > 0) bytes[icmp + 5] = sizes.padded / 4;
  if (rule.rest === "mtu")
    put16(bytes, icmp + 6, Math.min(65_535, mtuTo4(rest, mtu.mtu6, mtu.mtu4, inner.hasFragmentHeader)));
  if (rule.rest === "pointer") bytes[icmp + 4] = pointerTo4(rest)!;
  put16(bytes, icmp + ICMP_CHECKSUM, checksum(bytes, icmp, out.end));
  return out;
}
