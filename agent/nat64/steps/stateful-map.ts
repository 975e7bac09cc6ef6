/** Filtering and updating: BIB and sessions decide. RFC 6146 §3.4 to §3.6. */
import { embed } from "../../net/rfc6052.ts";
import { i32, u16 } from "../packet/bytes.ts";
import type { Frame } from "../packet/frame.ts";
import { Ip4View, parse4 } from "../packet/ip4.ts";
import type { Ip6View } from "../packet/ip6.ts";
import type { Reason } from "../packet/reasons.ts";
import { KEEP, negative, type To4, type To6, withWord } from "../packet/rewrite.ts";
import type { Sink } from "../packet/sink.ts";
import {
  DESTINATION_PORT,
  ICMP_IDENTIFIER,
  ICMP4,
  ICMP6,
  RST,
  SOURCE_PORT,
  SYN,
  TCP,
  TCP_FLAGS,
  UDP,
} from "../packet/transport.ts";
import { ECHO_REPLY4, ECHO_REPLY6, ECHO_REQUEST4, ECHO_REQUEST6 } from "../rfc7915/icmp-tables.ts";
import type { Lifetimes, Settings } from "../settings.ts";
import type { Bindings } from "../tables/bindings.ts";
import { type FailureKind, Failures } from "../tables/failures.ts";
import { ICMP_TABLE, type Protocol, TCP_TABLE, UDP_TABLE } from "../tables/pool4.ts";
import type { Random } from "../tables/ports.ts";
import { BOTH, ESTABLISHED, FROM_4, FROM_6, TRANS, V4_INIT, V6_INIT } from "../tables/session-states.ts";
import type { AddressMap, Destination4, MapOutcome } from "./address-map.ts";
import type { Admission } from "./admission.ts";
import { errorSource6 } from "./error-source.ts";
import { FragmentTracker } from "./fragments.ts";
import { UdpGathering } from "./gather-udp.ts";
import { PendingSyns } from "./pending-syns.ts";
import { tcpProbe } from "./probe.ts";
import { advanceTcp, type TcpLifetime } from "./tcp-states.ts";

const NONE = -1;
const NOTHING: readonly Frame[] = [];

/** The addresses that all fragments of one packet get. */
interface Pair4 {
  readonly source: number;
  readonly destination: number;
}

interface Pair6 {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
}

interface Tuple {
  protocol: Protocol;
  source: number;
  destination: number;
}

/** What the translator does about a SYN nobody answered. */
export type Unanswered = (frame: Frame, nowMs: number, sink: Sink) => void;

export class StatefulMap implements AddressMap {
  readonly bindings: Bindings;
  readonly pendingSyns: PendingSyns;
  readonly failures = new Failures();
  /** Fragments on their way to IPv4, and to IPv6. */
  readonly fragments6: FragmentTracker<Pair4>;
  readonly fragments4: FragmentTracker<Pair6>;
  /** UDP from IPv4 without a checksum, whose fragments are put together to compute one. */
  readonly gathering: UdpGathering;
  readonly #settings: Settings;
  readonly #admission: Admission;
  readonly #random: Random;
  readonly #unanswered: Unanswered;
  readonly #tuple: Tuple = { protocol: TCP_TABLE, source: 0, destination: 0 };
  readonly #early = new Ip4View();
  /** Of a session whose connection failed. */
  readonly #client = new Uint8Array(16);
  #released = NOTHING;

  constructor(settings: Settings, bindings: Bindings, admission: Admission, random: Random, unanswered: Unanswered) {
    const { lifetimes, limits } = settings;
    this.bindings = bindings;
    this.pendingSyns = new PendingSyns(lifetimes.tcpIncomingSyn, limits.pendingSyns);
    // Each direction gets its share, so that one cannot starve the other; so do packets that are put together.
    const [packets, bytes] = [Math.ceil(limits.fragmentedPackets / 2), limits.fragmentBytes / 2];
    this.gathering = new UdpGathering(lifetimes.fragment, Math.ceil(packets / 4), bytes / 4);
    this.fragments6 = new FragmentTracker(lifetimes.fragment, packets, bytes);
    this.fragments4 = new FragmentTracker(lifetimes.fragment, packets, (bytes * 3) / 4);
    this.#settings = settings;
    this.#admission = admission;
    this.#random = random;
    this.#unanswered = unanswered;
  }

  to4(frame: Frame, view: Ip6View, where: Destination4, nowMs: number, to: To4): MapOutcome {
    if (view.fragmentOffset > 0) return this.#laterFragment6(frame, view, nowMs, to);
    const tuple = this.#tuple;
    const reason = readTuple(frame.bytes, view.protocol, view.transport, frame.end, tuple);
    if (reason !== null) return reason;
    const { bytes } = frame;
    const remotePort = tuple.protocol === ICMP_TABLE ? 0 : tuple.destination;
    const { sessions } = this.bindings;
    const session = sessions.find6(
      tuple.protocol,
      i32(bytes, view.source),
      i32(bytes, view.source + 4),
      i32(bytes, view.source + 8),
      i32(bytes, view.source + 12),
      tuple.source,
      where.prefix,
      where.address,
      remotePort,
    );
    const outcome =
      session === NONE
        ? this.#open6(frame, view, where, tuple, remotePort, nowMs, to)
        : this.#hit6(session, bytes, view.transport, nowMs, to);
    if (outcome === null && view.fragmented) {
      const pair = { source: to.source, destination: to.destination };
      this.#released = this.fragments6.remember(fragmentKey6(frame, view), pair, nowMs);
    }
    return outcome;
  }

  to6(frame: Frame, view: Ip4View, nowMs: number, to: To6): MapOutcome {
    if (view.fragmentOffset > 0) return this.#laterFragment4(frame, view, nowMs, to);
    const tuple = this.#tuple;
    const reason = readTuple(frame.bytes, view.protocol, view.transport, frame.end, tuple);
    if (reason !== null) return reason;
    const remotePort = tuple.protocol === ICMP_TABLE ? 0 : tuple.source;
    const { sessions } = this.bindings;
    const session = sessions.find4(tuple.protocol, view.destination, tuple.destination, view.source, remotePort);
    const outcome =
      session === NONE
        ? this.#open4(frame, view, tuple, remotePort, nowMs, to)
        : this.#hit4(session, frame.bytes, view.transport, nowMs, to);
    if (outcome === null && view.fragmented) {
      const pair = { source: to.source.slice(), destination: to.destination.slice() };
      this.#released = this.fragments4.remember(fragmentKey4(view), pair, nowMs);
    }
    return outcome;
  }

  errorTo4(frame: Frame, view: Ip6View, quoted: Frame, inner: Ip6View, outer: To4, inside: To4): Reason | null {
    // RFC 6146 §3.4: the quoted packet went (Y', y) → (X', x), so the tuple is read backwards.
    const tuple = this.#tuple;
    if (inner.fragmentOffset > 0) return "no-session";
    const reason = readTuple(quoted.bytes, inner.protocol, inner.transport, Math.min(quoted.end, inner.end), tuple);
    if (reason !== null) return reason;
    const where = { prefix: NONE, address: 0 };
    if (!this.#admission.locate(quoted.bytes, inner.source, where)) return "not-in-pool6";
    const { bytes } = quoted;
    const at = inner.destination;
    const { sessions, bib } = this.bindings;
    const session = sessions.find6(
      tuple.protocol,
      i32(bytes, at),
      i32(bytes, at + 4),
      i32(bytes, at + 8),
      i32(bytes, at + 12),
      tuple.destination,
      where.prefix,
      where.address,
      tuple.protocol === ICMP_TABLE ? 0 : tuple.source,
    );
    if (session === NONE) return "no-session";
    const entry = sessions.entry(session);
    inside.source = sessions.remote(session);
    inside.destination = bib.poolAddress(entry);
    inside.destinationPort = bib.port4(entry);
    inside.sourcePort = tuple.protocol === ICMP_TABLE ? inside.destinationPort : KEEP;
    inside.addressDelta = sessions.addressDelta(session);
    inside.fullDelta = sessions.fullDelta(session);
    outer.source = inside.destination;
    outer.destination = inside.source;
    // The message goes where the quoted packet came from, and nowhere else.
    const target = { prefix: NONE, address: 0 };
    if (!this.#admission.locate(frame.bytes, view.destination, target)) return "not-in-pool6";
    return target.address === outer.destination ? null : "no-session";
  }

  errorTo6(
    frame: Frame,
    view: Ip4View,
    quoted: Frame,
    inner: Ip4View,
    outer: To6,
    inside: To6,
    nowMs: number,
  ): Reason | null {
    // RFC 6146 §3.4: the quoted packet went (T, t) → (Z, z).
    const tuple = this.#tuple;
    if (inner.fragmentOffset > 0) return "no-session";
    const reason = readTuple(quoted.bytes, inner.protocol, inner.transport, Math.min(quoted.end, inner.end), tuple);
    if (reason !== null) return reason;
    const { sessions, bib } = this.bindings;
    const remotePort = tuple.protocol === ICMP_TABLE ? 0 : tuple.destination;
    const session = sessions.find4(tuple.protocol, inner.source, tuple.source, inner.destination, remotePort);
    if (session === NONE || inner.source !== view.destination) return "no-session";
    if (isUnreachable(frame.bytes, view.transport)) this.#failed("unreachable", session, tuple.protocol, nowMs);
    const entry = sessions.entry(session);
    const prefix = sessions.prefix(session);
    bib.writeClient(entry, inside.source);
    embed(this.#settings.pool6[prefix]!, sessions.remote(session), inside.destination);
    inside.sourcePort = bib.port6(entry);
    inside.destinationPort = tuple.protocol === ICMP_TABLE ? inside.sourcePort : KEEP;
    inside.addressDelta = negative(sessions.addressDelta(session));
    inside.fullDelta = negative(sessions.fullDelta(session));
    outer.destination.set(inside.source);
    if (this.#admission.isForbidden(prefix, view.source)) {
      const named = errorSource6(this.#settings, this.#random);
      if (named === null) return "non-global-under-well-known-prefix";
      outer.source.set(named);
    } else {
      embed(this.#settings.pool6[prefix]!, view.source, outer.source);
    }
    return null;
  }

  hairpins(destination: number): boolean {
    return this.bindings.pool4.has(destination);
  }

  /** RFC 6146 §3.4: a UDP packet that lacks a checksum must be whole before one can be computed. */
  gather(frame: Frame, view: Ip4View, lacksChecksum: boolean, nowMs: number): Frame | MapOutcome {
    const key = fragmentKey4(view);
    if (!lacksChecksum && !this.gathering.has(key, nowMs)) return null;
    const first = this.gathering.add(key, frame, view, nowMs);
    if (first !== "held" || !lacksChecksum) return first;
    // What came before the first fragment waits where all early fragments do.
    let outcome: Frame | MapOutcome = first;
    for (const early of this.fragments4.forget(key)) {
      if (parse4(early, this.#early) === null) outcome = this.gathering.add(key, early, this.#early, nowMs);
      if (outcome !== "held") break;
    }
    return outcome;
  }

  released(): readonly Frame[] {
    const frames = this.#released;
    this.#released = NOTHING;
    return frames;
  }

  expire(nowMs: number, most: number, sink: Sink): boolean {
    const { sessions, bib } = this.bindings;
    const { carrier } = this.bindings;
    const isMore = sessions.advance(nowMs, most, (session) => {
      const until = carrier === null ? nowMs : carrier.lastSeenMs(session) + this.#idleLifetime(session);
      if (until > nowMs) {
        sessions.setDeadline(session, until);
        return true;
      }
      // RFC 6146 §3.5.2.2, ESTABLISHED: ask the client whether it still lives before the session goes.
      if (bib.protocol(sessions.entry(session)) === TCP_TABLE && sessions.state(session) === ESTABLISHED) {
        this.bindings.setState(session, TRANS);
        sessions.setDeadline(session, nowMs + this.#settings.lifetimes.tcpTransitory);
        sink.forward(tcpProbe(this.bindings, session, this.#settings.pool6));
        return true;
      }
      this.bindings.close(session);
      return false;
    });
    const lost = (): void => sink.drop("fragment-timeout");
    this.fragments6.expire(nowMs, lost);
    this.fragments4.expire(nowMs, lost);
    this.gathering.expire(nowMs, lost);
    this.pendingSyns.expire(nowMs, (frame) => this.#unanswered(frame, nowMs, sink));
    return isMore;
  }

  #hit6(session: number, bytes: Uint8Array, transport: number, nowMs: number, to: To4): null {
    const { sessions, bib } = this.bindings;
    this.#update(session, bib.protocol(sessions.entry(session)), true, bytes, transport, nowMs);
    return this.#fill4(session, to);
  }

  #fill4(session: number, to: To4): null {
    const { sessions, bib } = this.bindings;
    const entry = sessions.entry(session);
    to.source = bib.poolAddress(entry);
    to.destination = sessions.remote(session);
    to.sourcePort = bib.port4(entry);
    to.destinationPort = bib.protocol(entry) === ICMP_TABLE ? to.sourcePort : KEEP;
    to.addressDelta = sessions.addressDelta(session);
    to.fullDelta = sessions.fullDelta(session);
    return null;
  }

  #hit4(session: number, bytes: Uint8Array, transport: number, nowMs: number, to: To6): null {
    const { sessions, bib } = this.bindings;
    const entry = sessions.entry(session);
    this.#update(session, bib.protocol(entry), false, bytes, transport, nowMs);
    this.#fill6(entry, sessions.prefix(session), sessions.remote(session), to);
    to.addressDelta = negative(sessions.addressDelta(session));
    to.fullDelta = negative(sessions.fullDelta(session));
    return null;
  }

  #update(
    session: number,
    protocol: Protocol,
    from6: boolean,
    bytes: Uint8Array,
    transport: number,
    nowMs: number,
  ): void {
    const { sessions } = this.bindings;
    const { lifetimes } = this.#settings;
    const before = sessions.state(session);
    if (protocol !== TCP_TABLE) {
      if (before === (from6 ? FROM_4 : FROM_6)) this.bindings.setState(session, BOTH);
      else if (before !== BOTH) this.bindings.carrier?.again(session);
      sessions.setDeadline(session, nowMs + (protocol === UDP_TABLE ? lifetimes.udp : lifetimes.icmp));
      return;
    }
    const flags = bytes[transport + TCP_FLAGS]!;
    if (before === V6_INIT) {
      if (from6 && flags & SYN) this.#failed("unanswered", session, protocol, nowMs);
      else if (!from6 && flags & RST) this.#failed("refused", session, protocol, nowMs);
    }
    const { state, lifetime } = advanceTcp(before, from6, flags);
    if (state !== before) this.bindings.setState(session, state);
    if (lifetime !== "keep") sessions.setDeadline(session, nowMs + tcpLifetime(lifetimes, lifetime));
  }

  #failed(kind: FailureKind, session: number, protocol: Protocol, nowMs: number): void {
    const { sessions, bib } = this.bindings;
    bib.writeClient(sessions.entry(session), this.#client);
    this.failures.note(kind, protocol, sessions.remote(session), sessions.remotePort(session), this.#client, 0, nowMs);
  }

  /** What a session has that is in use, whether here or elsewhere. */
  #idleLifetime(session: number): number {
    const { sessions, bib } = this.bindings;
    const { lifetimes } = this.#settings;
    const protocol = bib.protocol(sessions.entry(session));
    return protocol === TCP_TABLE ? lifetimes.tcpEstablished : protocol === UDP_TABLE ? lifetimes.udp : lifetimes.icmp;
  }

  /** A packet from a client that has no session yet. */
  #open6(
    frame: Frame,
    view: Ip6View,
    where: Destination4,
    tuple: Tuple,
    remotePort: number,
    nowMs: number,
    to: To4,
  ): MapOutcome {
    const { bytes } = frame;
    const { lifetimes } = this.#settings;
    const { protocol, source } = tuple;
    let state = FROM_6;
    let lifetime = protocol === UDP_TABLE ? lifetimes.udp : lifetimes.icmp;
    if (protocol === TCP_TABLE) {
      if ((bytes[view.transport + TCP_FLAGS]! & SYN) === 0) return this.#unopened6(bytes, view, where, tuple, to);
      state = V6_INIT;
      lifetime = lifetimes.tcpTransitory;
    }
    const opened = this.bindings.openFrom6(
      protocol,
      bytes,
      view.source,
      source,
      where.prefix,
      where.address,
      remotePort,
      state,
      nowMs + lifetime,
    );
    if (typeof opened === "string") {
      this.failures.note("no_port", protocol, where.address, remotePort, bytes, view.source, nowMs);
      return opened;
    }
    const { sessions, bib } = this.bindings;
    const entry = sessions.entry(opened);
    if (protocol === TCP_TABLE) {
      // RFC 6146 §3.5.2.2, V4 INIT: both sides have sent a SYN now.
      if (this.pendingSyns.take(bib.poolAddress(entry), bib.port4(entry), where.address, remotePort)) {
        this.bindings.setState(opened, V4_INIT);
      } else return this.#fill4(opened, to);
    }
    return this.#hit6(opened, bytes, view.transport, nowMs, to);
  }

  /** RFC 6146 §3.5.2.2, CLOSED: any other segment passes if there is a BIB entry, and opens nothing. */
  #unopened6(bytes: Uint8Array, view: Ip6View, where: Destination4, tuple: Tuple, to: To4): MapOutcome {
    const { bib } = this.bindings;
    const at = view.source;
    const entry = bib.find6(
      tuple.protocol,
      i32(bytes, at),
      i32(bytes, at + 4),
      i32(bytes, at + 8),
      i32(bytes, at + 12),
      tuple.source,
    );
    if (entry === NONE) return "no-session";
    to.source = bib.poolAddress(entry);
    to.destination = where.address;
    to.sourcePort = bib.port4(entry);
    to.destinationPort = KEEP;
    to.addressDelta = this.bindings.addressDelta(entry, where.prefix, where.address);
    to.fullDelta = withWord(to.addressDelta, tuple.source, to.sourcePort);
    return null;
  }

  /** A packet from the IPv4 side that has no session yet. */
  #open4(frame: Frame, view: Ip4View, tuple: Tuple, remotePort: number, nowMs: number, to: To6): MapOutcome {
    const { bindings } = this;
    const { lifetimes, filtering } = this.#settings;
    const { protocol } = tuple;
    const isTcp = protocol === TCP_TABLE;
    const isSyn = isTcp && (frame.bytes[view.transport + TCP_FLAGS]! & SYN) !== 0;
    const entry = bindings.bib.find4(protocol, view.destination, tuple.destination);
    const isWelcome = entry !== NONE && (filtering === "eif" || this.#isAddressKnown(entry, view.source));
    if (!isWelcome) {
      if (isSyn) {
        const held = this.pendingSyns.hold(view.destination, tuple.destination, view.source, remotePort, frame, nowMs);
        return held ? "held" : "unsolicited-syn";
      }
      return entry === NONE ? "no-session" : "filtered";
    }
    const prefix = this.#prefixOf(entry);
    // RFC 6052 §3.1. A session that exists was opened under a prefix that may hold its host.
    if (this.#admission.isForbidden(prefix, view.source)) return "non-global-under-well-known-prefix";
    if (isTcp && !isSyn) {
      this.#fill6(entry, prefix, view.source, to);
      to.addressDelta = negative(bindings.addressDelta(entry, prefix, view.source));
      to.fullDelta = withWord(to.addressDelta, tuple.destination, to.destinationPort);
      return null;
    }
    const lifetime = isTcp ? lifetimes.tcpTransitory : protocol === UDP_TABLE ? lifetimes.udp : lifetimes.icmp;
    const state = isTcp ? V4_INIT : FROM_4;
    const opened = bindings.openFrom4(entry, view.source, remotePort, state, nowMs + lifetime);
    if (typeof opened === "string") return opened;
    return this.#hit4(opened, frame.bytes, view.transport, nowMs, to);
  }

  /** Static entries are there to be reached; they welcome everyone. */
  #isAddressKnown(entry: number, remote: number): boolean {
    return this.bindings.bib.isStatic(entry) || this.bindings.hasSessionWith(entry, remote);
  }

  #prefixOf(entry: number): number {
    const session = this.bindings.bib.firstSession(entry);
    return session === NONE ? 0 : this.bindings.sessions.prefix(session);
  }

  #fill6(entry: number, prefix: number, remote: number, to: To6): void {
    const { bib } = this.bindings;
    embed(this.#settings.pool6[prefix]!, remote, to.source);
    bib.writeClient(entry, to.destination);
    to.destinationPort = bib.port6(entry);
    to.sourcePort = bib.protocol(entry) === ICMP_TABLE ? to.destinationPort : KEEP;
  }

  #laterFragment6(frame: Frame, view: Ip6View, nowMs: number, to: To4): MapOutcome {
    const key = fragmentKey6(frame, view);
    const pair = this.fragments6.find(key, nowMs);
    if (pair === null) return this.fragments6.hold(key, frame, nowMs) ?? "held";
    to.source = pair.source;
    to.destination = pair.destination;
    return null;
  }

  #laterFragment4(frame: Frame, view: Ip4View, nowMs: number, to: To6): MapOutcome {
    const key = fragmentKey4(view);
    const pair = this.fragments4.find(key, nowMs);
    if (pair === null) return this.fragments4.hold(key, frame, nowMs) ?? "held";
    to.source.set(pair.source);
    to.destination.set(pair.destination);
    return null;
  }
}

/** RFC 8200 §4.5: source, destination and identification make one packet's fragments. */
/** Destination unreachable for good; "too big" is no failure. RFC 792. */
function isUnreachable(bytes: Uint8Array, transport: number): boolean {
  return bytes[transport] === 3 && bytes[transport + 1] !== 4;
}

function fragmentKey6(frame: Frame, view: Ip6View): string {
  let key = `${view.identification}/${view.protocol}`;
  for (let i = 0; i < 32; i += 4) key += `:${i32(frame.bytes, view.source + i)}`;
  return key;
}

/** RFC 791 §3.2: source, destination, protocol and identification do. */
function fragmentKey4(view: Ip4View): string {
  return `${view.identification}/${view.protocol}:${view.source}:${view.destination}`;
}

/** Ports, or for an echo message its identifier twice. */
function readTuple(bytes: Uint8Array, protocol: number, transport: number, end: number, tuple: Tuple): Reason | null {
  switch (protocol) {
    case TCP:
    case UDP:
      if (transport + 4 > end) return "malformed";
      tuple.protocol = protocol === TCP ? TCP_TABLE : UDP_TABLE;
      tuple.source = u16(bytes, transport + SOURCE_PORT);
      tuple.destination = u16(bytes, transport + DESTINATION_PORT);
      return null;
    case ICMP4:
    case ICMP6: {
      if (transport + ICMP_IDENTIFIER + 2 > end) return "malformed";
      const type = bytes[transport]!;
      const isEcho =
        protocol === ICMP6
          ? type === ECHO_REQUEST6 || type === ECHO_REPLY6
          : type === ECHO_REQUEST4 || type === ECHO_REPLY4;
      if (!isEcho) return "untranslatable-icmp";
      tuple.protocol = ICMP_TABLE;
      tuple.source = u16(bytes, transport + ICMP_IDENTIFIER);
      tuple.destination = tuple.source;
      return null;
    }
    default:
      return "unsupported-protocol";
  }
}

function tcpLifetime(lifetimes: Lifetimes, lifetime: Exclude<TcpLifetime, "keep">): number {
  return lifetime === "established" ? lifetimes.tcpEstablished : lifetimes.tcpTransitory;
}
