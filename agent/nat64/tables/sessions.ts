/**
 * Sessions: (X', x) (Y', y) ↔ (T, t) (Z, z). RFC 6146 §3.2. X', x, T, t live in the BIB entry; Y' is Z under one of the pool6
 * prefixes. A record is 52 bytes and carries its checksum deltas, its timer, its place among the entry's sessions and, while it
 * is transitory, among those that go first when room is needed.
 */
import { Arena } from "./arena.ts";
import type { Bib } from "./bib.ts";
import { ChainIndex } from "./chain-index.ts";
import { finish, mix } from "./hash.ts";
import type { Protocol } from "./pool4.ts";
import { isTransitory } from "./session-states.ts";
import { Wheel } from "./wheel.ts";

// Words of a record. META: remote port, index of the prefix, state.
const STRIDE = 13;
const ENTRY = 1;
const META = 2;
const REMOTE = 3;
const DEADLINE = 4;
const NEXT6 = 5;
const NEXT4 = 6;
const WHEEL_NEXT = 7;
const WHEEL_PREVIOUS = 8;
const SIBLING_NEXT = 9;
const SIBLING_PREVIOUS = 10;
const DELTAS = 11;
const QUEUE_NEXT = 12;
/** The free list links through the first word, so that a record that is free has no entry. */
const QUEUE_PREVIOUS = 0;

const NONE = -1;

export class Sessions {
  readonly #bib: Bib;
  readonly #arena: Arena;
  readonly #wheel: Wheel;
  readonly #by6: ChainIndex;
  readonly #by4: ChainIndex;
  readonly #seed: number;
  /** Transitory sessions of each protocol, oldest first. */
  readonly #oldest = [NONE, NONE, NONE];
  readonly #newest = [NONE, NONE, NONE];
  readonly #transitory = [0, 0, 0];

  constructor(bib: Bib, limit: number, seed: number, nowMs: number) {
    this.#bib = bib;
    this.#seed = seed;
    this.#arena = new Arena(STRIDE, limit);
    this.#wheel = new Wheel(this.#arena, DEADLINE, WHEEL_NEXT, WHEEL_PREVIOUS, nowMs);
    this.#by6 = new ChainIndex(this.#arena, NEXT6, (session) => {
      const entry = this.entry(session);
      return this.#hash6(
        bib.clientWord(entry, 0),
        bib.clientWord(entry, 1),
        bib.clientWord(entry, 2),
        bib.clientWord(entry, 3),
        bib.port6(entry),
        this.remote(session),
        this.remotePort(session),
        bib.protocol(entry),
      );
    });
    this.#by4 = new ChainIndex(this.#arena, NEXT4, (session) => {
      const entry = this.entry(session);
      return this.#hash4(
        bib.poolAddress(entry),
        bib.port4(entry),
        this.remote(session),
        this.remotePort(session),
        bib.protocol(entry),
      );
    });
  }

  get count(): number {
    return this.#arena.count;
  }

  /** All that grows with their number. */
  get memory(): ArrayBufferLike[] {
    return [this.#arena.words.buffer, this.#by6.memory, this.#by4.memory];
  }

  get limit(): number {
    return this.#arena.limit;
  }

  /** Sessions have numbers below this. */
  get reach(): number {
    return this.#arena.reach;
  }

  /** Whether a number below `reach` is a session now. */
  isOpen(session: number): boolean {
    return this.#arena.words[session * STRIDE + ENTRY] !== NONE;
  }

  /** @param a..d the client's address as signed words. @param prefix index into pool6. @returns -1 if there is none. */
  find6(
    protocol: Protocol,
    a: number,
    b: number,
    c: number,
    d: number,
    port: number,
    prefix: number,
    remote: number,
    remotePort: number,
  ): number {
    const { words } = this.#arena;
    let session = this.#by6.first(this.#hash6(a, b, c, d, port, remote, remotePort, protocol));
    for (; session !== NONE; session = this.#by6.next(session)) {
      const at = session * STRIDE;
      if (
        words[at + REMOTE]! >>> 0 === remote &&
        words[at + META]! >>> 16 === remotePort &&
        ((words[at + META]! >>> 8) & 0xff) === prefix &&
        this.#bib.isClient(words[at + ENTRY]!, protocol, a, b, c, d, port)
      ) {
        return session;
      }
    }
    return NONE;
  }

  /** @returns -1 if there is none. */
  find4(protocol: Protocol, address: number, port: number, remote: number, remotePort: number): number {
    const { words } = this.#arena;
    let session = this.#by4.first(this.#hash4(address, port, remote, remotePort, protocol));
    for (; session !== NONE; session = this.#by4.next(session)) {
      const at = session * STRIDE;
      if (
        words[at + REMOTE]! >>> 0 === remote &&
        words[at + META]! >>> 16 === remotePort &&
        this.#bib.isMapped(words[at + ENTRY]!, protocol, address, port)
      ) {
        return session;
      }
    }
    return NONE;
  }

  /** @param addressDelta and fullDelta of the direction toward IPv4. @returns -1 at the limit. */
  add(
    entry: number,
    prefix: number,
    remote: number,
    remotePort: number,
    state: number,
    addressDelta: number,
    fullDelta: number,
    deadlineMs: number,
  ): number {
    const session = this.#arena.allocate();
    if (session === NONE) return NONE;
    const { words } = this.#arena;
    const at = session * STRIDE;
    words[at + META] = (remotePort << 16) | (prefix << 8) | state;
    words[at + ENTRY] = entry;
    words[at + REMOTE] = remote;
    words[at + DELTAS] = (addressDelta << 16) | fullDelta;
    const first = this.#bib.firstSession(entry);
    words[at + SIBLING_NEXT] = first;
    words[at + SIBLING_PREVIOUS] = NONE;
    if (first !== NONE) words[first * STRIDE + SIBLING_PREVIOUS] = session;
    this.#bib.setFirstSession(entry, session);
    this.#bib.countSessions(entry, 1);
    this.#by6.insert(session);
    this.#by4.insert(session);
    this.#wheel.add(session, deadlineMs);
    if (isTransitory(state)) this.#enqueue(session);
    return session;
  }

  /** @returns how many sessions its BIB entry still has. */
  remove(session: number): number {
    if (isTransitory(this.state(session))) this.#dequeue(session);
    this.#by6.remove(session);
    this.#by4.remove(session);
    this.#wheel.remove(session);
    const { words } = this.#arena;
    const at = session * STRIDE;
    const next = words[at + SIBLING_NEXT]!;
    const previous = words[at + SIBLING_PREVIOUS]!;
    const entry = words[at + ENTRY]!;
    if (next !== NONE) words[next * STRIDE + SIBLING_PREVIOUS] = previous;
    if (previous !== NONE) words[previous * STRIDE + SIBLING_NEXT] = next;
    else this.#bib.setFirstSession(entry, next);
    words[at + ENTRY] = NONE;
    this.#arena.release(session);
    return this.#bib.countSessions(entry, -1);
  }

  entry(session: number): number {
    return this.#arena.words[session * STRIDE + ENTRY]!;
  }

  state(session: number): number {
    return this.#arena.words[session * STRIDE + META]! & 0xff;
  }

  setState(session: number, state: number): void {
    const at = session * STRIDE + META;
    const { words } = this.#arena;
    const [was, is] = [isTransitory(words[at]! & 0xff), isTransitory(state)];
    if (was && !is) this.#dequeue(session);
    words[at] = (words[at]! & ~0xff) | state;
    if (is && !was) this.#enqueue(session);
  }

  /** The transitory session of a protocol that became so first, or -1. */
  oldestTransitory(protocol: Protocol): number {
    return this.#oldest[protocol]!;
  }

  transitoryCount(protocol: Protocol): number {
    return this.#transitory[protocol]!;
  }

  /** Index into pool6. */
  prefix(session: number): number {
    return (this.#arena.words[session * STRIDE + META]! >>> 8) & 0xff;
  }

  /** Z, unsigned 32-bit. */
  remote(session: number): number {
    return this.#arena.words[session * STRIDE + REMOTE]! >>> 0;
  }

  /** z; 0 for ICMP. */
  remotePort(session: number): number {
    return this.#arena.words[session * STRIDE + META]! >>> 16;
  }

  /** What the change of addresses adds to a checksum toward IPv4. */
  addressDelta(session: number): number {
    return this.#arena.words[session * STRIDE + DELTAS]! >>> 16;
  }

  /** The same with the change of ports. */
  fullDelta(session: number): number {
    return this.#arena.words[session * STRIDE + DELTAS]! & 0xffff;
  }

  /** The next session of the same BIB entry, or -1. */
  sibling(session: number): number {
    return this.#arena.words[session * STRIDE + SIBLING_NEXT]!;
  }

  /** Monotonic, in milliseconds. */
  deadline(session: number): number {
    return this.#wheel.deadline(session);
  }

  setDeadline(session: number, deadlineMs: number): void {
    this.#wheel.move(session, deadlineMs);
  }

  /**
   * Call `due` for every session whose deadline has come; it removes the session, or gives it a later deadline and says true.
   * @param most sessions looked at in this call. @returns whether some are left for the next one.
   */
  advance(nowMs: number, most: number, due: (session: number) => boolean): boolean {
    return this.#wheel.advance(nowMs, most, due);
  }

  #enqueue(session: number): void {
    const { words } = this.#arena;
    const protocol = this.#bib.protocol(this.entry(session));
    const last = this.#newest[protocol]!;
    words[session * STRIDE + QUEUE_NEXT] = NONE;
    words[session * STRIDE + QUEUE_PREVIOUS] = last;
    if (last === NONE) this.#oldest[protocol] = session;
    else words[last * STRIDE + QUEUE_NEXT] = session;
    this.#newest[protocol] = session;
    this.#transitory[protocol]! += 1;
  }

  #dequeue(session: number): void {
    const { words } = this.#arena;
    const protocol = this.#bib.protocol(this.entry(session));
    const next = words[session * STRIDE + QUEUE_NEXT]!;
    const previous = words[session * STRIDE + QUEUE_PREVIOUS]!;
    if (previous === NONE) this.#oldest[protocol] = next;
    else words[previous * STRIDE + QUEUE_NEXT] = next;
    if (next === NONE) this.#newest[protocol] = previous;
    else words[next * STRIDE + QUEUE_PREVIOUS] = previous;
    this.#transitory[protocol]! -= 1;
  }

  #hash6(
    a: number,
    b: number,
    c: number,
    d: number,
    port: number,
    remote: number,
    remotePort: number,
    protocol: number,
  ): number {
    const client = mix(mix(mix(mix(this.#seed, a), b), c), d);
    return finish(mix(mix(mix(client, remote | 0), (port << 16) | remotePort), protocol));
  }

  #hash4(address: number, port: number, remote: number, remotePort: number, protocol: number): number {
    return finish(mix(mix(mix(mix(this.#seed, address | 0), remote | 0), (port << 16) | remotePort), protocol));
  }
}
