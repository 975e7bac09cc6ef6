/**
 * The translator: IPv6 packets in, IPv4 packets out, and back. RFC 7915 (and with it 6052, 6791, 7757), stateful by RFC 6146.
 * Pure: bytes in, bytes out, time given. The steps stand in the order of the RFCs; what a step refuses, it gives the reason for.
 */
import { Counters } from "./counters.ts";
import { u32 } from "./packet/bytes.ts";
import { Frame, GSO_NONE, GSO_UDP } from "./packet/frame.ts";
import { DESTINATION4, IP4_HEADER, Ip4View, parse4 } from "./packet/ip4.ts";
import { Ip6View, parse6 } from "./packet/ip6.ts";
import type { Reason } from "./packet/reasons.ts";
import { To4, To6 } from "./packet/rewrite.ts";
import { settle } from "./packet/settle.ts";
import type { Sink } from "./packet/sink.ts";
import { ICMP4, ICMP6, TCP, UDP } from "./packet/transport.ts";
import { fragment4, fragment6 } from "./rfc7915/fragmentation.ts";
import { isTcpSuper, segmentPayload, shrinkSegments, udpSegments4 } from "./rfc7915/gso.ts";
import { headerLength6 } from "./rfc7915/header4to6.ts";
import { DF_THRESHOLD } from "./rfc7915/header6to4.ts";
import { readError4, writeError6 } from "./rfc7915/icmp-error-4to6.ts";
import { readError6, writeError4 } from "./rfc7915/icmp-error-6to4.ts";
import { isError4, isError6 } from "./rfc7915/icmp-tables.ts";
import { GROWTH, MIN_MTU6 } from "./rfc7915/mtu.ts";
import { packet4to6 } from "./rfc7915/packet4to6.ts";
import { packet6to4 } from "./rfc7915/packet6to4.ts";
import { newQuote } from "./rfc7915/quote.ts";
import type { Settings } from "./settings.ts";
import type { AddressMap, Destination4, MapOutcome } from "./steps/address-map.ts";
import { Admission } from "./steps/admission.ts";
import { clampMss } from "./steps/mss.ts";
import { OwnIcmp } from "./steps/own-icmp.ts";
import { StatefulMap } from "./steps/stateful-map.ts";
import { StatelessMap } from "./steps/stateless-map.ts";
import { checkPayload, hasNoUdpChecksum } from "./steps/transport-check.ts";
import { Bindings } from "./tables/bindings.ts";
import type { BlockEvent } from "./tables/port-blocks.ts";
import type { Random } from "./tables/ports.ts";

/** What became of one packet. An empty `forward` means it is kept: a fragment ahead of its first, a SYN that waits. */
export type Verdict =
  | { readonly forward: readonly Uint8Array[] }
  | { readonly reply: Uint8Array; readonly reason: Reason | "echo" }
  | { readonly drop: Reason };

/** The packet was dealt with in another way than by leaving; nothing is to be counted. */
const DONE = "held";

export class Translator {
  readonly counters = new Counters();
  readonly settings: Settings;
  /** Null in SIIT mode. */
  readonly stateful: StatefulMap | null;
  readonly #map: AddressMap;
  readonly #admission: Admission;
  readonly #own: OwnIcmp;
  readonly #view6 = new Ip6View();
  readonly #view4 = new Ip4View();
  readonly #where: Destination4 = { prefix: -1, address: 0 };
  readonly #to4 = new To4();
  readonly #to6 = new To6();
  /** MTU or pointer for the ICMP message about a refused packet. */
  #rest = 0;
  #identification: number;

  /** @param nowMs monotonic, as in every later call. @param random in [0, 1). @param onBlock hears of blocks of ports. */
  constructor(settings: Settings, nowMs: number, random: Random, onBlock?: (event: BlockEvent) => void) {
    this.settings = settings;
    this.#identification = Math.floor(random() * 65_536);
    this.#own = new OwnIcmp(settings, this.counters, () => this.#nextIdentification(), nowMs);
    if (settings.mode === "siit") {
      this.stateful = null;
      this.#admission = new Admission(settings, () => false);
      this.#map = new StatelessMap(settings, this.#admission, random);
    } else {
      const bindings = new Bindings(settings, nowMs, random, onBlock);
      this.#admission = new Admission(settings, (address) => bindings.pool4.has(address));
      this.stateful = new StatefulMap(settings, bindings, this.#admission, random, (syn, now, sink) => {
        if (parse4(syn, this.#view4) === null) this.#refuse4(syn, "unsolicited-syn", now, sink);
      });
      this.#map = this.stateful;
    }
  }

  /** Translate one packet. @param packet starts at its IP header; not retained, not changed. @param nowMs monotonic. */
  translate(packet: Uint8Array, nowMs: number): Verdict {
    const forward: Uint8Array[] = [];
    const others: Verdict[] = [];
    const sink: Sink = {
      forward: (frame) => forward.push(frame.packet()),
      reply: (frame, reason) => others.unshift({ reply: frame.packet(), reason: reason ?? "echo" }),
      drop: (reason) => others.push({ drop: reason }),
    };
    this.process(Frame.of(packet), nowMs, sink);
    return forward.length > 0 ? { forward } : (others[0] ?? { forward });
  }

  /** Translate the packet in a frame, in place. @param sink hears of everything that leaves, and of every drop. */
  process(frame: Frame, nowMs: number, sink: Sink): void {
    const version = frame.end > frame.start ? frame.bytes[frame.start]! >> 4 : 0;
    if (version === 6) this.#from6(frame, nowMs, sink);
    else if (version === 4) this.#from4(frame, nowMs, sink, false);
    else this.#drop("not-ip", sink);
  }

  /**
   * End what has outlived its time. Lifetimes are as exact as these calls are frequent.
   * @param most sessions looked at in this call, so that no packet waits long. @returns whether some are left for the next.
   */
  expire(nowMs: number, sink: Sink, most = Number.MAX_SAFE_INTEGER): boolean {
    return this.#map.expire(nowMs, most, {
      forward: (frame) => sink.forward(frame),
      reply: (frame, reason) => sink.reply(frame, reason),
      drop: (reason) => this.#drop(reason, sink),
    });
  }

  #from6(frame: Frame, nowMs: number, sink: Sink): void {
    this.#rest = 0;
    const outcome = this.#translate6(frame, nowMs, sink);
    if (outcome !== null && outcome !== DONE) this.#refuse6(frame, outcome, nowMs, sink);
  }

  /** @param hairpinned the packet was IPv6 a moment ago, and has made this router's hop. */
  #from4(frame: Frame, nowMs: number, sink: Sink, hairpinned: boolean): void {
    this.#rest = 0;
    const outcome = this.#translate4(frame, nowMs, sink, hairpinned);
    if (outcome !== null && outcome !== DONE) this.#refuse4(frame, outcome, nowMs, sink);
  }

  /** IPv6 → IPv4. RFC 7915 §5, RFC 6146 §3.4 to §3.8. */
  #translate6(frame: Frame, nowMs: number, sink: Sink): MapOutcome {
    const view = this.#view6;
    const malformed = parse6(frame, view);
    if (malformed !== null) return malformed;
    if (this.#admission.isPing6(frame.bytes, view.destination)) return this.#own.answer6(frame, view, nowMs, sink);
    const refused = this.#admission.ipv6(frame, view, this.#where);
    if (refused !== null) return refused;
    if (view.segmentsLeftAt >= 0) return this.#withRest("routing-header", view.segmentsLeftAt);
    if (view.hopLimit <= 1) return "hop-limit-exceeded";
    if (view.protocol === ICMP6) {
      if (view.fragmented) return "icmp-fragment"; // RFC 7915 §1.2
      if (view.transport < frame.end && isError6(frame.bytes[view.transport]!)) return this.#error6(frame, nowMs, sink);
    }
    const unsound = checkPayload(frame, 6, view);
    if (unsound !== null) return unsound;
    const largest = IP4_HEADER + segmentPayload(frame, view.transport, frame.end - view.transport);
    // What the IPv6 sender can make smaller it must; the rest goes without DF and is cut below.
    if (largest > this.settings.mtu4 && largest > DF_THRESHOLD && !view.hasFragmentHeader) {
      return this.#withRest("packet-too-big", Math.max(MIN_MTU6, this.settings.mtu4 + GROWTH));
    }
    const outcome = this.#map.to4(frame, view, this.#where, nowMs, this.#to4);
    if (outcome !== null) return outcome;
    if (view.protocol === TCP) this.#clamp(frame, view.transport, view.fragmentOffset);
    if (!packet6to4(frame, view, this.#to4, largest, this.#nextIdentification())) return "untranslatable-icmp";
    this.#leave4(frame, largest, nowMs, sink);
    for (const held of this.#map.released()) this.#from6(held, nowMs, sink);
    return null;
  }

  /** IPv4 → IPv6. RFC 7915 §4, RFC 6146 §3.4 to §3.7. */
  #translate4(frame: Frame, nowMs: number, sink: Sink, hairpinned: boolean): MapOutcome {
    const view = this.#view4;
    const malformed = parse4(frame, view);
    if (malformed !== null) return malformed;
    if (this.#admission.isPing4(view.destination)) return this.#own.answer4(frame, view, nowMs, sink);
    const refused = this.#admission.ipv4(view);
    if (refused !== null) return refused;
    if (view.sourceRoute) return "source-route";
    if (!hairpinned && view.ttl <= 1) return "hop-limit-exceeded";
    const hopLimit = hairpinned ? view.ttl : view.ttl - 1;
    if (view.protocol === ICMP4) {
      if (view.fragmented) return "icmp-fragment"; // RFC 7915 §1.2
      if (view.transport < frame.end && isError4(frame.bytes[view.transport]!))
        return this.#error4(frame, hopLimit, nowMs, sink);
    }
    const unsound = checkPayload(frame, 4, view);
    if (unsound !== null) return unsound;
    const hasNoChecksum = hasNoUdpChecksum(frame, view);
    if (hasNoChecksum && this.settings.udpZeroChecksum === "drop") return "udp-zero-checksum";
    if (view.fragmented && view.protocol === UDP) {
      // RFC 7915 §4.5, RFC 6146 §3.4: a checksum cannot be computed from a first fragment.
      const gathered = this.#map.gather(frame, view, hasNoChecksum, nowMs);
      if (gathered instanceof Frame) {
        this.#from4(gathered, nowMs, sink, hairpinned);
        return DONE;
      }
      if (gathered !== null) return gathered;
    }
    const { mtu6, lowestIpv6Mtu } = this.settings;
    const most = view.dontFragment ? mtu6 : Math.min(lowestIpv6Mtu, mtu6);
    const unfit = this.#fit6(frame, most, nowMs, sink);
    if (unfit !== null) return unfit;
    const outcome = this.#map.to6(frame, view, nowMs, this.#to6);
    if (outcome !== null) return outcome;
    if (view.protocol === TCP) this.#clamp(frame, view.transport, view.fragmentOffset);
    if (!packet4to6(frame, view, this.#to6, hopLimit, hasNoChecksum)) return "untranslatable-icmp";
    this.#leave6(frame, most, view.identification, sink);
    for (const held of this.#map.released()) this.#from4(held, nowMs, sink, hairpinned);
    return null;
  }

  /** RFC 7915 §4.1: what DF forbids to cut must fit; the rest is cut when it leaves. @param most bytes of one IPv6 packet. */
  #fit6(frame: Frame, most: number, nowMs: number, sink: Sink): MapOutcome {
    const view = this.#view4;
    const header = headerLength6(view.fragmented);
    if (header + segmentPayload(frame, view.transport, frame.end - view.transport) <= most) return null;
    if (isTcpSuper(frame)) {
      shrinkSegments(frame, view.transport, most - header);
      return null;
    }
    if (view.dontFragment) return this.#withRest("packet-too-big", most - (header - IP4_HEADER));
    if (frame.gsoType !== GSO_UDP) return null;
    for (const one of udpSegments4(frame, view, () => this.#nextIdentification())) this.#from4(one, nowMs, sink, false);
    return DONE;
  }

  /** @param largest length of the packet, or of the largest segment. */
  #leave4(frame: Frame, largest: number, nowMs: number, sink: Sink): void {
    if (this.#map.hairpins(u32(frame.bytes, frame.start + DESTINATION4))) {
      this.#from4(frame, nowMs, sink, true);
      return;
    }
    this.counters.packets6to4 += 1;
    this.counters.bytes6to4 += frame.length;
    if (largest <= this.settings.mtu4) {
      sink.forward(frame);
      return;
    }
    settle(frame);
    fragment4(frame, this.settings.mtu4, (piece) => sink.forward(piece));
  }

  /** @param most bytes of one packet. */
  #leave6(frame: Frame, most: number, identification: number, sink: Sink): void {
    this.counters.packets4to6 += 1;
    this.counters.bytes4to6 += frame.length;
    if (frame.gsoType !== GSO_NONE || frame.length <= most) {
      sink.forward(frame);
      return;
    }
    settle(frame);
    fragment6(frame, most, identification, (piece) => sink.forward(piece));
  }

  /** ICMPv6 errors: RFC 7915 §5.2, §5.3. */
  #error6(frame: Frame, nowMs: number, sink: Sink): MapOutcome {
    const view = this.#view6;
    const quote = newQuote();
    const [inner, outer, inside] = [new Ip6View(), new To4(), new To4()];
    settle(frame);
    const reason =
      readError6(frame, view, quote, inner) ?? this.#map.errorTo4(frame, view, quote.quoted, inner, outer, inside);
    if (reason !== null) return reason;
    const ttl = view.hopLimit - 1;
    const out = writeError4(frame, view, quote, inner, outer, inside, ttl, this.#nextIdentification(), this.settings);
    if (typeof out === "string") return out;
    this.#leave4(out, out.length, nowMs, sink);
    return null;
  }

  /** ICMPv4 errors: RFC 7915 §4.2, §4.3. */
  #error4(frame: Frame, hopLimit: number, nowMs: number, sink: Sink): MapOutcome {
    const view = this.#view4;
    const quote = newQuote();
    const [inner, outer, inside] = [new Ip4View(), new To6(), new To6()];
    settle(frame);
    const reason =
      readError4(frame, view, quote, inner) ??
      this.#map.errorTo6(frame, view, quote.quoted, inner, outer, inside, nowMs);
    if (reason !== null) return reason;
    const out = writeError6(frame, view, quote, inner, outer, inside, hopLimit, this.settings);
    if (typeof out === "string") return out;
    this.#leave6(out, out.length, 0, sink);
    return null;
  }

  #clamp(frame: Frame, transport: number, fragmentOffset: number): void {
    if (this.settings.mssClamp > 0 && fragmentOffset === 0)
      clampMss(frame, transport, frame.end, this.settings.mssClamp);
  }

  #withRest(reason: Reason, rest: number): Reason {
    this.#rest = rest;
    return reason;
  }

  /** Drop, and tell the sender where the RFCs say so. The packet is the one last parsed. */
  #refuse6(frame: Frame, reason: Reason, nowMs: number, sink: Sink): void {
    this.#drop(reason, sink);
    this.#own.tell6(frame, this.#view6, reason, this.#rest, nowMs, sink);
  }

  #refuse4(frame: Frame, reason: Reason, nowMs: number, sink: Sink): void {
    this.#drop(reason, sink);
    this.#own.tell4(frame, this.#view4, reason, this.#rest, nowMs, sink);
  }

  #drop(reason: Reason, sink: Sink): void {
    this.counters.drops[reason] += 1;
    sink.drop(reason);
  }

  /** RFC 7915 §5.1: Identification comes from a generator of our own. */
  #nextIdentification(): number {
    this.#identification = (this.#identification + 1) & 0xffff;
    return this.#identification;
  }
}
