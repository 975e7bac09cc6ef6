/** Binding Information Base: (X', x) ↔ (T, t) per protocol. RFC 6146 §3.1. */
import { put32 } from "../packet/bytes.ts";
import { Arena } from "./arena.ts";
import { ChainIndex } from "./chain-index.ts";
import { finish, mix } from "./hash.ts";
import type { Protocol } from "./pool4.ts";

// Words of a record: X' in four, T, both ports, kind (number of sessions, static flag, protocol), first session, two links.
const STRIDE = 10;
const POOL_ADDRESS = 4;
const PORTS = 5;
const KIND = 6;
const FIRST_SESSION = 7;
const NEXT6 = 8;
const NEXT4 = 9;

const STATIC = 4;
/** The number of sessions stands above the flags: 2^24 of them at most, which fits. */
const ONE_SESSION = 8;
const NONE = -1;

export class Bib {
  readonly #arena: Arena;
  readonly #by6: ChainIndex;
  readonly #by4: ChainIndex;
  readonly #seed: number;

  constructor(limit: number, seed: number) {
    this.#arena = new Arena(STRIDE, limit);
    this.#seed = seed;
    this.#by6 = new ChainIndex(this.#arena, NEXT6, (entry) => {
      const { words } = this.#arena;
      const at = entry * STRIDE;
      return this.#hash6(
        words[at]!,
        words[at + 1]!,
        words[at + 2]!,
        words[at + 3]!,
        this.port6(entry),
        this.protocol(entry),
      );
    });
    this.#by4 = new ChainIndex(this.#arena, NEXT4, (entry) =>
      this.#hash4(this.poolAddress(entry), this.port4(entry), this.protocol(entry)),
    );
  }

  get count(): number {
    return this.#arena.count;
  }

  /** All that grows with their number. */
  get memory(): ArrayBufferLike[] {
    return [this.#arena.words.buffer, this.#by6.memory, this.#by4.memory];
  }

  /** @param a..d the client's address as four signed words. @returns -1 if there is none. */
  find6(protocol: Protocol, a: number, b: number, c: number, d: number, port: number): number {
    let entry = this.#by6.first(this.#hash6(a, b, c, d, port, protocol));
    for (; entry !== NONE; entry = this.#by6.next(entry)) {
      if (this.isClient(entry, protocol, a, b, c, d, port)) return entry;
    }
    return NONE;
  }

  isClient(entry: number, protocol: Protocol, a: number, b: number, c: number, d: number, port: number): boolean {
    const { words } = this.#arena;
    const at = entry * STRIDE;
    return (
      words[at + 3] === d &&
      words[at + 2] === c &&
      words[at + 1] === b &&
      words[at] === a &&
      words[at + PORTS]! >>> 16 === port &&
      (words[at + KIND]! & 3) === protocol
    );
  }

  /** @param address unsigned 32-bit, of pool4. @returns -1 if there is none. */
  find4(protocol: Protocol, address: number, port: number): number {
    let entry = this.#by4.first(this.#hash4(address, port, protocol));
    for (; entry !== NONE; entry = this.#by4.next(entry)) {
      if (this.isMapped(entry, protocol, address, port)) return entry;
    }
    return NONE;
  }

  isMapped(entry: number, protocol: Protocol, address: number, port: number): boolean {
    const { words } = this.#arena;
    const at = entry * STRIDE;
    return (
      words[at + POOL_ADDRESS]! >>> 0 === address &&
      (words[at + PORTS]! & 0xffff) === port &&
      (words[at + KIND]! & 3) === protocol
    );
  }

  /** @returns -1 at the limit. */
  add(
    protocol: Protocol,
    a: number,
    b: number,
    c: number,
    d: number,
    port6: number,
    address: number,
    port4: number,
    isStatic: boolean,
  ): number {
    const entry = this.#arena.allocate();
    if (entry === NONE) return NONE;
    const { words } = this.#arena;
    const at = entry * STRIDE;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
    words[at + POOL_ADDRESS] = address;
    words[at + PORTS] = (port6 << 16) | port4;
    words[at + KIND] = protocol | (isStatic ? STATIC : 0);
    words[at + FIRST_SESSION] = NONE;
    this.#by6.insert(entry);
    this.#by4.insert(entry);
    return entry;
  }

  remove(entry: number): void {
    this.#by6.remove(entry);
    this.#by4.remove(entry);
    this.#arena.release(entry);
  }

  protocol(entry: number): Protocol {
    return (this.#arena.words[entry * STRIDE + KIND]! & 3) as Protocol;
  }

  isStatic(entry: number): boolean {
    return (this.#arena.words[entry * STRIDE + KIND]! & STATIC) !== 0;
  }

  /** Word 0 to 3 of the client's address. */
  clientWord(entry: number, index: number): number {
    return this.#arena.words[entry * STRIDE + index]!;
  }

  writeClient(entry: number, into: Uint8Array): void {
    const { words } = this.#arena;
    const at = entry * STRIDE;
    put32(into, 0, words[at]!);
    put32(into, 4, words[at + 1]!);
    put32(into, 8, words[at + 2]!);
    put32(into, 12, words[at + 3]!);
  }

  /** The client's port, x. */
  port6(entry: number): number {
    return this.#arena.words[entry * STRIDE + PORTS]! >>> 16;
  }

  /** T, unsigned 32-bit. */
  poolAddress(entry: number): number {
    return this.#arena.words[entry * STRIDE + POOL_ADDRESS]! >>> 0;
  }

  /** t. */
  port4(entry: number): number {
    return this.#arena.words[entry * STRIDE + PORTS]! & 0xffff;
  }

  firstSession(entry: number): number {
    return this.#arena.words[entry * STRIDE + FIRST_SESSION]!;
  }

  setFirstSession(entry: number, session: number): void {
    this.#arena.words[entry * STRIDE + FIRST_SESSION] = session;
  }

  /** @returns the number of sessions after the change. */
  countSessions(entry: number, change: 1 | -1): number {
    const at = entry * STRIDE + KIND;
    this.#arena.words[at]! += change * ONE_SESSION;
    return this.#arena.words[at]! >>> 3;
  }

  #hash6(a: number, b: number, c: number, d: number, port: number, protocol: number): number {
    return finish(mix(mix(mix(mix(mix(this.#seed, a), b), c), d), (port << 2) | protocol));
  }

  #hash4(address: number, port: number, protocol: number): number {
    return finish(mix(mix(this.#seed, address | 0), (port << 2) | protocol));
  }
}
