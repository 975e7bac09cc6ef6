/** BIB, sessions and pool4 together: what opening and closing a session means for all three. RFC 6146 §3.5. */
import { fold } from "../../net/checksum.ts";
import { embed } from "../../net/rfc6052.ts";
import { halves, i32, words6 } from "../packet/bytes.ts";
import type { Reason } from "../packet/reasons.ts";
import { negative, withWord } from "../packet/rewrite.ts";
import type { Settings } from "../settings.ts";
import { Bib } from "./bib.ts";
import { finish, mix } from "./hash.ts";
import { Pool4, PROTOCOLS, type Protocol, type TransportAddress } from "./pool4.ts";
import { type BlockEvent, PortBlocks } from "./port-blocks.ts";
import type { Random } from "./ports.ts";
import { Sessions } from "./sessions.ts";
import { SMALL, SourceLimits } from "./source-limits.ts";

const NONE = -1;
/** Sessions that may go to make room for one. An entry is freed with its last session, so one may not be enough. */
const MOST_EVICTED = 8;
/** An answer may still be under way. */
const YOUNG_MS = 250;
/** Who holds too much replaces his own no faster than this: refusing costs less than replacing, and a flood asks all the time. */
const OWN_YOUNG_MS = 2000;

/** Hears what happens to sessions: whoever copies them elsewhere. */
export interface SessionObserver {
  opened(session: number): void;
  /** Its state is another. */
  changed(session: number): void;
  /** Called while it can still be read. */
  closing(session: number): void;
}

/** Translates packets of sessions elsewhere than here: the kernel's fast path. */
export interface SessionCarrier extends SessionObserver {
  /** A packet, also the first, from the side that has spoken; the other has not yet. */
  again(session: number): void;
  /** When a packet of the session was last translated there; minus infinity where none was. */
  lastSeenMs(session: number): number;
}

export class Bindings {
  readonly bib: Bib;
  readonly sessions: Sessions;
  readonly pool4: Pool4;
  /** Null where ports are given out one by one. */
  readonly blocks: PortBlocks | null;
  readonly sources: SourceLimits;
  /** Transitory sessions that had to go before their time. */
  evicted = 0;
  readonly #settings: Settings;
  readonly #seed: number;
  readonly #remote6 = new Uint8Array(16);
  readonly #observers: SessionObserver[] = [];
  #carrier: SessionCarrier | null = null;

  constructor(settings: Settings, nowMs: number, random: Random, onBlock: (event: BlockEvent) => void = () => {}) {
    this.#settings = settings;
    this.#seed = Math.floor(random() * 2 ** 32) | 0;
    const { limits, portBlocks } = settings;
    this.pool4 = new Pool4(settings.pool4, random);
    this.blocks = portBlocks === null ? null : new PortBlocks(portBlocks, settings.pool4, random, onBlock);
    // Every dynamic entry has a session, so there can be no more of them than sessions, plus the static ones.
    this.bib = new Bib(limits.sessions + settings.bib.length, this.#seed);
    this.sessions = new Sessions(this.bib, limits.sessions, this.#seed, nowMs);
    this.sources = new SourceLimits(limits.sourcePrefixLength, limits.perSource, limits.fairShares);
    for (const { protocol, address6, port6, address4, port4 } of settings.bib) {
      this.pool4.take(protocol, address4, port4);
      const [a, b, c, d] = [i32(address6, 0), i32(address6, 4), i32(address6, 8), i32(address6, 12)];
      this.bib.add(protocol, a, b, c, d, port6, address4, port4, true);
    }
  }

  observe(observer: SessionObserver): void {
    this.#observers.push(observer);
  }

  /** At most one. */
  get carrier(): SessionCarrier | null {
    return this.#carrier;
  }

  carryBy(carrier: SessionCarrier): void {
    this.#carrier = carrier;
    this.observe(carrier);
  }

  /**
   * Open a session for a packet from a client; with a new BIB entry if it has none. RFC 6146 §3.5.1.
   * @param at offset of the client's address. @returns a session, or why there is none.
   */
  openFrom6(
    protocol: Protocol,
    bytes: Uint8Array,
    at: number,
    port: number,
    prefix: number,
    remote: number,
    remotePort: number,
    state: number,
    deadlineMs: number,
  ): number | Reason {
    const a = i32(bytes, at);
    const b = i32(bytes, at + 4);
    const c = i32(bytes, at + 8);
    const d = i32(bytes, at + 12);
    const refused = this.#makeRoom(protocol, a, b, deadlineMs);
    if (refused !== null) return refused;
    let entry = this.bib.find6(protocol, a, b, c, d, port);
    if (entry === NONE) {
      const made = this.#bind(protocol, a, b, c, d, port, deadlineMs);
      if (typeof made === "string") return made;
      entry = made;
    }
    return this.open(entry, prefix, remote, remotePort, state, deadlineMs);
  }

  /** Open a session for a packet from the IPv4 side to an existing entry. @returns a session, or why there is none. */
  openFrom4(entry: number, remote: number, remotePort: number, state: number, deadlineMs: number): number | Reason {
    const { bib } = this;
    // What makes room must not be the entry's own last session.
    const isLimited = this.sources.isAtLimit(bib.clientWord(entry, 0), bib.clientWord(entry, 1));
    if (isLimited) return "source-limit";
    if (this.sessions.count >= this.sessions.limit) return "session-limit";
    // Which prefix the client knows this host by: the one it already uses for a session of this entry, else the first.
    const known = bib.firstSession(entry);
    const prefix = known === NONE ? 0 : this.sessions.prefix(known);
    return this.open(entry, prefix, remote, remotePort, state, deadlineMs);
  }

  /** A session of an entry. The caller has seen to it that there is room. */
  open(entry: number, prefix: number, remote: number, remotePort: number, state: number, deadlineMs: number): number {
    const { bib } = this;
    const address = this.addressDelta(entry, prefix, remote);
    const full = withWord(address, bib.port6(entry), bib.port4(entry));
    const session = this.sessions.add(entry, prefix, remote, remotePort, state, address, full, deadlineMs);
    this.sources.countSession(bib.clientWord(entry, 0), bib.clientWord(entry, 1), 1);
    for (const observer of this.#observers) observer.opened(session);
    return session;
  }

  /** A dynamic entry with a transport address that is given. @returns -1 where that is in use or not of the pool. */
  bindTo(
    protocol: Protocol,
    a: number,
    b: number,
    c: number,
    d: number,
    port6: number,
    address: number,
    port: number,
  ): number {
    if (this.blocks !== null && !this.blocks.claim(a, b, address, port)) return NONE;
    if (!this.pool4.take(protocol, address, port)) {
      this.blocks?.release(a, b);
      return NONE;
    }
    this.sources.countPort(a, b, protocol, 1);
    return this.bib.add(protocol, a, b, c, d, port6, address, port, false);
  }

  setState(session: number, state: number): void {
    this.sessions.setState(session, state);
    for (const observer of this.#observers) observer.changed(session);
  }

  /** What mapping (X', Y') to (T, Z) adds to a checksum. */
  addressDelta(entry: number, prefix: number, remote: number): number {
    const { bib } = this;
    embed(this.#settings.pool6[prefix]!, remote, this.#remote6);
    let sum6 = words6(this.#remote6, 0);
    for (let i = 0; i < 4; i++) sum6 += halves(bib.clientWord(entry, i));
    return fold(negative(sum6) + halves(bib.poolAddress(entry)) + halves(remote));
  }

  /** Remove a session, and its entry with the last one unless it is static. */
  close(session: number): void {
    for (const observer of this.#observers) observer.closing(session);
    const { bib } = this;
    const entry = this.sessions.entry(session);
    const [a, b] = [bib.clientWord(entry, 0), bib.clientWord(entry, 1)];
    const left = this.sessions.remove(session);
    this.sources.countSession(a, b, -1);
    if (left > 0 || bib.isStatic(entry)) return;
    const protocol = bib.protocol(entry);
    this.pool4.release(protocol, bib.poolAddress(entry), bib.port4(entry));
    this.sources.countPort(a, b, protocol, -1);
    this.blocks?.release(a, b);
    bib.remove(entry);
  }

  /** Whether the entry has a session with this IPv4 host, on any port: address-dependent filtering asks. RFC 6146 §3.5.1. */
  hasSessionWith(entry: number, remote: number): boolean {
    for (let session = this.bib.firstSession(entry); session !== NONE; session = this.sessions.sibling(session)) {
      if (this.sessions.remote(session) === remote) return true;
    }
    return false;
  }

  /** @returns why a source may not have one more session, or null. */
  #makeRoom(protocol: Protocol, a: number, b: number, deadlineMs: number): Reason | null {
    const { sessions, sources } = this;
    if (sources.isAtLimit(a, b)) return "source-limit";
    const isOver = sources.isOverSessions(a, b, sessions.count, sessions.limit);
    if (isOver && !this.#evictOwn(protocol, a, b, deadlineMs)) return "source-limit";
    if (sessions.count < sessions.limit) return null;
    const oldest = sessions.oldestTransitory(this.#mostTransitory());
    if (oldest === NONE) return "session-limit";
    this.#evict(oldest);
    return null;
  }

  /** A new BIB entry. RFC 6146 §3.5.1.1. */
  #bind(
    protocol: Protocol,
    a: number,
    b: number,
    c: number,
    d: number,
    port6: number,
    deadlineMs: number,
  ): number | Reason {
    const { pool4, sources, blocks } = this;
    const isOver = blocks === null && sources.isOverPorts(a, b, protocol, pool4.used(protocol), pool4.size);
    if (isOver && !this.#evictOwn(protocol, a, b, deadlineMs)) return "source-limit";
    const clientHash = finish(mix(mix(mix(mix(this.#seed, a), b), c), d));
    const allocate = (): TransportAddress | null =>
      blocks === null ? pool4.allocate(protocol, clientHash, port6) : blocks.allocate(pool4, protocol, a, b, port6);
    let mapped = allocate();
    for (let i = 0; mapped === null && i < MOST_EVICTED && this.#freePort(protocol, a, b, deadlineMs); i++) {
      mapped = allocate();
    }
    if (mapped === null) return "ports-exhausted";
    sources.countPort(a, b, protocol, 1);
    return this.bib.add(protocol, a, b, c, d, port6, mapped.address, mapped.port, false);
  }

  /**
   * Room for a mapping. A small pool is not defended: there RFC 6146 §3.5.1.1 holds as it stands, and who comes last is told.
   * @returns false where nobody has to go.
   */
  #freePort(protocol: Protocol, a: number, b: number, deadlineMs: number): boolean {
    const { bib, sessions, pool4, sources, blocks } = this;
    // With blocks the ports of others are of no use.
    if (blocks !== null || pool4.size < SMALL) return false;
    const oldest = sessions.oldestTransitory(protocol);
    if (oldest === NONE) return false;
    const entry = sessions.entry(oldest);
    const [x, y] = [bib.clientWord(entry, 0), bib.clientWord(entry, 1)];
    // Who holds much gives way to who does not, at once.
    const isFair = sources.holdsMuch(x, y, protocol, pool4.size) && !sources.holdsMuch(a, b, protocol, pool4.size);
    if (!isFair && this.#idleOf(oldest, deadlineMs) < YOUNG_MS) return false;
    this.#evict(oldest);
    return true;
  }

  #evict(session: number): void {
    this.close(session);
    this.evicted += 1;
  }

  /** The oldest transitory session goes if it belongs to this source: who holds too much pays for himself. */
  #evictOwn(protocol: Protocol, a: number, b: number, deadlineMs: number): boolean {
    const { sessions, bib } = this;
    const session = sessions.oldestTransitory(protocol);
    if (session === NONE || this.#idleOf(session, deadlineMs) < OWN_YOUNG_MS) return false;
    const entry = sessions.entry(session);
    if (!this.sources.isSame(a, b, bib.clientWord(entry, 0), bib.clientWord(entry, 1))) return false;
    this.#evict(session);
    return true;
  }

  /** Since its last packet. @param deadlineMs of a new session of the same protocol: transitory ones live equally long. */
  #idleOf(session: number, deadlineMs: number): number {
    return deadlineMs - this.sessions.deadline(session);
  }

  /** The protocol with the most transitory sessions: a flood pays for itself. */
  #mostTransitory(): Protocol {
    const counts = PROTOCOLS.map((_, protocol) => this.sessions.transitoryCount(protocol as Protocol));
    return counts.indexOf(Math.max(...counts)) as Protocol;
  }
}
