/** ICMP in our own name: errors about packets we do not forward, answers to pings. RFC 4443 §2.4, RFC 1812 §4.3.2. */
import { checksum, fold, sumWords } from "../../net/checksum.ts";
import type { Counters } from "../counters.ts";
import { put16, put32, words6 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { IP4_HEADER, type Ip4View } from "../packet/ip4.ts";
import { IP6_HEADER, type Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import type { Sink } from "../packet/sink.ts";
import { ICMP_CHECKSUM, ICMP_HEADER, ICMP4, ICMP6 } from "../packet/transport.ts";
import { writeHeader6 } from "../rfc7915/header4to6.ts";
import { writeHeader4 } from "../rfc7915/header6to4.ts";
import { ECHO_REPLY4, ECHO_REPLY6, ECHO_REQUEST4, ECHO_REQUEST6, isError4, isError6 } from "../rfc7915/icmp-tables.ts";
import { MIN_MTU6 } from "../rfc7915/mtu.ts";
import type { Settings } from "../settings.ts";

/** RFC 1812 §4.3.2.3: as much of the original as fits this. */
const MAX_ERROR4 = 576;
const OWN_HOP_LIMIT = 64;
const REDIRECT6 = 137;

interface Message {
  readonly type: number;
  readonly code: number;
}

/** What the IPv6 sender is told. Reasons that are not listed are dropped in silence. */
const TOLD_6: Readonly<Partial<Record<Reason, Message>>> = {
  "hop-limit-exceeded": { type: 3, code: 0 },
  "packet-too-big": { type: 2, code: 0 },
  "routing-header": { type: 4, code: 0 }, // RFC 7915 §5.1
  "unsupported-protocol": { type: 1, code: 4 }, // RFC 6146 §3.4
  "not-a-client": { type: 1, code: 1 },
  "ports-exhausted": { type: 1, code: 3 }, // RFC 6146 §3.5.1.1
  "session-limit": { type: 1, code: 3 },
  "source-limit": { type: 1, code: 3 },
};

/** What the IPv4 sender is told. */
const TOLD_4: Readonly<Partial<Record<Reason, Message>>> = {
  "hop-limit-exceeded": { type: 11, code: 0 },
  "packet-too-big": { type: 3, code: 4 },
  "source-route": { type: 3, code: 5 }, // RFC 7915 §4.1
  "unsupported-protocol": { type: 3, code: 2 }, // RFC 6146 §3.4
  "unsolicited-syn": { type: 3, code: 3 }, // RFC 6146 §3.5.2.2
};

/** RFC 4443 §2.4 (e): never about errors, redirects, or what was sent to or from a group. */
function mayTell6(frame: Frame, view: Ip6View): boolean {
  const { bytes } = frame;
  if (view.fragmentOffset > 0 || bytes[view.source] === 0xff || bytes[view.destination] === 0xff) return false;
  if (view.protocol !== ICMP6) return true;
  if (view.transport >= frame.end) return false;
  const type = bytes[view.transport]!;
  return !isError6(type) && type !== REDIRECT6;
}

/** RFC 1812 §4.3.2.7. */
function mayTell4(frame: Frame, view: Ip4View): boolean {
  if (view.fragmentOffset > 0) return false;
  if (view.protocol !== ICMP4) return true;
  return view.transport < frame.end && !isError4(frame.bytes[view.transport]!);
}

/** @param about starts at its IPv6 header. @param rest the four bytes after the checksum: MTU or pointer. */
function error6(about: Frame, view: Ip6View, { type, code }: Message, rest: number, self: Uint8Array): Frame {
  const quoted = Math.min(about.length, MIN_MTU6 - IP6_HEADER - ICMP_HEADER);
  const out = Frame.ofSize(IP6_HEADER + ICMP_HEADER + quoted);
  const { bytes } = out;
  const icmp = out.start + IP6_HEADER;
  const to = about.bytes.slice(view.source, view.source + 16);
  writeHeader6(bytes, out.start, 0, ICMP_HEADER + quoted, ICMP6, OWN_HOP_LIMIT, self, to);
  bytes[icmp] = type;
  bytes[icmp + 1] = code;
  put32(bytes, icmp + 4, rest);
  bytes.set(about.bytes.subarray(about.start, about.start + quoted), icmp + ICMP_HEADER);
  sign6(out, icmp, self, to);
  return out;
}

/** @param about starts at its IPv4 header. @param rest the four bytes after the checksum. */
function error4(
  about: Frame,
  view: Ip4View,
  { type, code }: Message,
  rest: number,
  self: number,
  identification: number,
): Frame {
  const quoted = Math.min(about.length, MAX_ERROR4 - IP4_HEADER - ICMP_HEADER);
  const out = Frame.ofSize(IP4_HEADER + ICMP_HEADER + quoted);
  const { bytes } = out;
  const icmp = out.start + IP4_HEADER;
  writeHeader4(bytes, out.start, 0, out.length, identification, 0, OWN_HOP_LIMIT, ICMP4, self, view.source);
  bytes[icmp] = type;
  bytes[icmp + 1] = code;
  put32(bytes, icmp + 4, rest);
  bytes.set(about.bytes.subarray(about.start, about.start + quoted), icmp + ICMP_HEADER);
  put16(bytes, icmp + ICMP_CHECKSUM, checksum(bytes, icmp, out.end));
  return out;
}

/** Answer a ping of our own IPv6 address. */
function echoReply6(request: Frame, view: Ip6View): Frame {
  const length = request.end - view.transport;
  const out = Frame.ofSize(IP6_HEADER + length);
  const icmp = out.start + IP6_HEADER;
  const self = request.bytes.slice(view.destination, view.destination + 16);
  const to = request.bytes.slice(view.source, view.source + 16);
  writeHeader6(out.bytes, out.start, view.trafficClass, length, ICMP6, OWN_HOP_LIMIT, self, to);
  out.bytes.set(request.bytes.subarray(view.transport, request.end), icmp);
  out.bytes[icmp] = ECHO_REPLY6;
  sign6(out, icmp, self, to);
  return out;
}

/** Answer a ping of our own IPv4 address. */
function echoReply4(request: Frame, view: Ip4View, identification: number): Frame {
  const length = request.end - view.transport;
  const out = Frame.ofSize(IP4_HEADER + length);
  const icmp = out.start + IP4_HEADER;
  const { bytes } = out;
  const [self, to] = [view.destination, view.source];
  writeHeader4(bytes, out.start, view.tos, out.length, identification, 0, OWN_HOP_LIMIT, ICMP4, self, to);
  bytes.set(request.bytes.subarray(view.transport, request.end), icmp);
  bytes[icmp] = ECHO_REPLY4;
  put16(bytes, icmp + ICMP_CHECKSUM, 0);
  put16(bytes, icmp + ICMP_CHECKSUM, checksum(bytes, icmp, out.end));
  return out;
}

function sign6(out: Frame, icmp: number, source: Uint8Array, destination: Uint8Array): void {
  put16(out.bytes, icmp + ICMP_CHECKSUM, 0);
  const pseudo = words6(source, 0) + words6(destination, 0) + (out.end - icmp) + ICMP6;
  put16(out.bytes, icmp + ICMP_CHECKSUM, ~fold(sumWords(out.bytes, icmp, out.end, pseudo)) & 0xffff);
}

/** Decides whether to speak, and speaks. */
export class OwnIcmp {
  readonly #settings: Settings;
  readonly #counters: Counters;
  readonly #identification: () => number;
  readonly #rate: RateLimit;

  constructor(settings: Settings, counters: Counters, identification: () => number, nowMs: number) {
    this.#settings = settings;
    this.#counters = counters;
    this.#identification = identification;
    this.#rate = new RateLimit(settings.limits.icmpPerSecond, nowMs);
  }

  /** Tell the IPv6 sender why its packet was dropped. @param rest MTU or pointer. */
  tell6(frame: Frame, view: Ip6View, reason: Reason, rest: number, nowMs: number, sink: Sink): void {
    const message = TOLD_6[reason];
    if (message === undefined || !mayTell6(frame, view)) return;
    const { self6 } = this.#settings;
    if (self6 === null || !this.#rate.take(nowMs)) this.#counters.repliesSuppressed += 1;
    else this.#send(error6(frame, view, message, rest, self6), reason, sink);
  }

  /** Tell the IPv4 sender why its packet was dropped. */
  tell4(frame: Frame, view: Ip4View, reason: Reason, rest: number, nowMs: number, sink: Sink): void {
    const message = TOLD_4[reason];
    if (message === undefined || !mayTell4(frame, view)) return;
    const { self4 } = this.#settings;
    if (self4 === null || !this.#rate.take(nowMs)) this.#counters.repliesSuppressed += 1;
    else this.#send(error4(frame, view, message, rest, self4, this.#identification()), reason, sink);
  }

  /** Answer what is addressed to ourselves, if it is a ping. @returns why not, or null. */
  answer6(request: Frame, view: Ip6View, nowMs: number, sink: Sink): Reason | null {
    const { bytes } = request;
    const length = request.end - view.transport;
    if (view.protocol !== ICMP6 || view.fragmented || length < ICMP_HEADER) return "to-self";
    if (bytes[view.transport] !== ECHO_REQUEST6) return "to-self";
    // The answer is written anew; a wrong checksum must not be repaired on the way.
    const pseudo = words6(bytes, view.source) + words6(bytes, view.destination) + length + ICMP6;
    if (checksum(bytes, view.transport, request.end, pseudo) !== 0) return "bad-checksum";
    if (!this.#rate.take(nowMs)) this.#counters.repliesSuppressed += 1;
    else this.#send(echoReply6(request, view), null, sink);
    return null;
  }

  answer4(request: Frame, view: Ip4View, nowMs: number, sink: Sink): Reason | null {
    const length = request.end - view.transport;
    if (view.protocol !== ICMP4 || view.fragmented || length < ICMP_HEADER) return "to-self";
    if (request.bytes[view.transport] !== ECHO_REQUEST4) return "to-self";
    if (checksum(request.bytes, view.transport, request.end) !== 0) return "bad-checksum";
    if (!this.#rate.take(nowMs)) this.#counters.repliesSuppressed += 1;
    else this.#send(echoReply4(request, view, this.#identification()), null, sink);
    return null;
  }

  #send(frame: Frame, reason: Reason | null, sink: Sink): void {
    this.#counters.replies += 1;
    sink.reply(frame, reason);
  }
}

/** A bucket of tokens that fills with time. RFC 4443 §2.4 (f): ICMP errors MUST be limited in rate. */
class RateLimit {
  readonly #perSecond: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#filledAtMs = nowMs;
  }

  take(nowMs: number): boolean {
    const gained = ((nowMs - this.#filledAtMs) * this.#perSecond) / 1000;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
