/**
 * The cache's one writer. Answers are appended to a ring; where room is needed the oldest go, unless they were used since they were written
 * last: those are appended once more. What is replaced or dropped lies dead until the ring's end passes it.
 */
import { mayGoStale } from "../stale.ts";
import { QUESTION_AT } from "../wire/constants.ts";
import { lowerOctet } from "../wire/name.ts";
import type { StoredAnswer } from "../wire/reply.ts";
import { AT, type CacheMemory, CONTROL_REMOVALS, hashOf, locate, UNIT_BYTES } from "./memory.ts";
import { CacheReader } from "./reader.ts";

export interface CacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Answers moved on for one that is to be written, at most; after them the oldest go, used or not. */
const MOST_MOVED = 32;

/** Longer answers get no second chance: moving them costs more than asking again. */
const LONGEST_MOVED_UNITS = 4096 / UNIT_BYTES;

export class AnswerCache extends CacheReader {
  readonly memory: CacheMemory;
  private readonly limits: CacheLimits;
  private readonly units: number;
  private head = 0;
  private tail = 0;
  /** Between tail and head, dead ones included. */
  private unitsHeld = 0;
  private live = 0;
  /** How long an expired answer is still of use, ms. */
  private readonly staleMs: number;

  /** @param memory as large as the limits. @param staleMs for how long after its end an answer may still be wanted (RFC 8767). */
  constructor(limits: CacheLimits, memory: CacheMemory, staleMs = 0) {
    super(memory);
    this.memory = memory;
    this.limits = limits;
    this.staleMs = staleMs;
    this.units = Math.floor(limits.bytes / UNIT_BYTES);
  }

  get size(): number {
    return this.live;
  }

  /** Bytes of the arena in use. */
  get bytes(): number {
    return this.unitsHeld * UNIT_BYTES;
  }

  /** @param packet holds the question's name, uncompressed, in any case, from byte `from` to `end` (exclusive). @returns a copy of the answer if it is there and not expired. */
  find(
    packet: Uint8Array,
    from: number,
    end: number,
    type: number,
    cls: number,
    asked: number,
    nowMs: number,
  ): StoredAnswer | null {
    const at = this.placeOf(packet, from, end, type, cls, asked);
    return at < 0 || this.expiresAt(at) <= nowMs ? null : this.used(at);
  }

  /** As find, for an answer that has expired not too long ago. RFC 8767 §4. */
  findStale(name: Uint8Array, type: number, cls: number, asked: number, nowMs: number): StoredAnswer | null {
    const at = this.placeOf(name, 0, name.length, type, cls, asked);
    return at < 0 || this.staleUntil(at) <= nowMs ? null : this.used(at);
  }

  private used(at: number): StoredAnswer {
    this.views.bytes[at + AT.used] = 1;
    return this.copyAt(at);
  }

  /** Keep an answer under its question; one that has no lifetime left is not kept, and pushes out what was there. @param name uncompressed. */
  put(name: Uint8Array, type: number, cls: number, asked: number, answer: StoredAnswer, nowMs: number): void {
    const hash = hashOf(this.views.seed, name, 0, name.length, type, cls, asked);
    const there = locate(this.views, hash, name, 0, name.length, type, cls, asked);
    if (there >= 0) this.drop(there, hash);
    const { message, ttlAt, options } = answer;
    // Without its question the answer could not be found again.
    if (answer.expiresAtMs <= nowMs || answer.questionEnd !== QUESTION_AT + name.length + 4) return;
    const units = Math.ceil((AT.body + message.length + 1 + 2 * ttlAt.length + options.length) / UNIT_BYTES);
    if (2 * units > this.units) return;
    this.makeRoom(units, nowMs);
    const at = this.head * UNIT_BYTES;
    this.write(at, units, hash, name.length, asked, answer);
    this.publish(at, hash);
    this.live++;
    this.advanceHead(units);
  }

  /** Forget every answer of the views that `keep` does not name. @param keep by number of the view. */
  forget(keep: (view: number) => boolean): void {
    const { index, bytes } = this.views;
    const gone: number[] = [];
    for (let i = 0; i < index.length; i += 2) {
      const unit = index[i + 1]!;
      if (unit !== 0 && !keep(bytes[(unit - 1) * UNIT_BYTES + AT.asked]! >> 4)) gone.push((unit - 1) * UNIT_BYTES);
    }
    for (const at of gone) this.drop(at, this.views.i32[(at + AT.hash) >> 2]!);
  }

  private write(
    at: number,
    units: number,
    hash: number,
    nameLength: number,
    asked: number,
    answer: StoredAnswer,
  ): void {
    const { message, ttlAt, options } = answer;
    const { bytes, u16, i32, f64 } = this.views;
    i32[at >> 2] = units;
    i32[(at + AT.hash) >> 2] = hash;
    f64[(at + AT.since) >> 3] = answer.storedAtMs;
    f64[(at + AT.expires) >> 3] = answer.expiresAtMs;
    const stale = mayGoStale(answer) ? this.staleMs : 0;
    f64[(at + AT.staleUntil) >> 3] = answer.staleUntilMs ?? answer.expiresAtMs + stale;
    u16[(at + AT.name) >> 1] = nameLength;
    u16[(at + AT.message) >> 1] = message.length;
    u16[(at + AT.additional) >> 1] = answer.additional;
    u16[(at + AT.additionalCount) >> 1] = answer.additionalCount;
    u16[(at + AT.ttls) >> 1] = ttlAt.length;
    u16[(at + AT.options) >> 1] = options.length;
    bytes[at + AT.rcode] = answer.extendedRcode;
    bytes[at + AT.asked] = asked;
    bytes[at + AT.used] = 0;
    const body = at + AT.body;
    bytes.set(message, body);
    for (let i = 0; i < nameLength; i++) bytes[body + 12 + i] = lowerOctet(message[12 + i]!);
    const ttls = (body + message.length + 1) >> 1;
    u16.set(ttlAt, ttls);
    bytes.set(options, 2 * (ttls + ttlAt.length));
  }

  private placeOf(packet: Uint8Array, from: number, end: number, type: number, cls: number, asked: number): number {
    const hash = hashOf(this.views.seed, packet, from, end, type, cls, asked);
    return locate(this.views, hash, packet, from, end, type, cls, asked);
  }

  private expiresAt(at: number): number {
    return this.views.f64[(at + AT.expires) >> 3]!;
  }

  private staleUntil(at: number): number {
    return this.views.f64[(at + AT.staleUntil) >> 3]!;
  }

  /** Have `units` free at the head in one piece, and a slot in the index. */
  private makeRoom(units: number, nowMs: number): void {
    let moves = MOST_MOVED;
    while (this.live >= this.limits.entries) moves -= this.passOldest(moves > 0, nowMs);
    for (;;) {
      const toEnd = this.units - this.head;
      const wasted = toEnd < units ? toEnd : 0;
      if (this.unitsHeld + wasted + units <= this.units) {
        if (wasted > 0) this.fillToEnd(wasted);
        return;
      }
      moves -= this.passOldest(moves > 0, nowMs);
    }
  }

  /** What is left before the arena's end is too short: mark it as one dead piece. */
  private fillToEnd(units: number): void {
    this.views.i32[(this.head * UNIT_BYTES) >> 2] = units;
    this.advanceHead(units);
  }

  /** Move the tail past the oldest answer. @returns 1 where it was moved to the head instead of dropped. */
  private passOldest(mayMove: boolean, nowMs: number): number {
    const { i32, bytes } = this.views;
    const at = this.tail * UNIT_BYTES;
    const units = i32[at >> 2]!;
    const hash = i32[(at + AT.hash) >> 2]!;
    const slot = this.slotOf(at, hash);
    this.tail = (this.tail + units) % this.units;
    this.unitsHeld -= units;
    if (slot < 0) return 0;
    const wanted = bytes[at + AT.used] !== 0 && this.staleUntil(at) > nowMs;
    this.removing(() => {
      this.clear(slot);
      if (!wanted || !mayMove || units > LONGEST_MOVED_UNITS || this.units - this.head < units) {
        this.live--;
        return;
      }
      const to = this.head * UNIT_BYTES;
      bytes.copyWithin(to, at, at + units * UNIT_BYTES);
      bytes[to + AT.used] = 0;
      this.publish(to, hash);
      this.advanceHead(units);
    });
    return wanted && mayMove ? 1 : 0;
  }

  private drop(at: number, hash: number): void {
    this.removing(() => this.clear(this.slotOf(at, hash)));
    this.live--;
    // Nothing is left that the ring would have to go round for.
    if (this.live > 0) return;
    this.tail = this.head;
    this.unitsHeld = 0;
  }

  /** Readers that overlap this look again. */
  private removing(act: () => void): void {
    Atomics.add(this.views.control, CONTROL_REMOVALS, 1);
    act();
    Atomics.add(this.views.control, CONTROL_REMOVALS, 1);
  }

  private advanceHead(units: number): void {
    this.head = (this.head + units) % this.units;
    this.unitsHeld += units;
  }

  private publish(at: number, hash: number): void {
    const { index, mask } = this.views;
    let i = hash & mask;
    while (index[2 * i + 1] !== 0) i = (i + 1) & mask;
    index[2 * i] = hash;
    Atomics.store(index, 2 * i + 1, at / UNIT_BYTES + 1);
  }

  /** The index's pair that points to this place, or -1. */
  private slotOf(at: number, hash: number): number {
    const { index, mask } = this.views;
    const unit = at / UNIT_BYTES + 1;
    for (let i = hash & mask; index[2 * i + 1] !== 0; i = (i + 1) & mask) if (index[2 * i + 1] === unit) return i;
    return -1;
  }

  /** Empty a slot and move up what lies behind it and hashes before it, so that no probe ends early. */
  private clear(slot: number): void {
    const { index, mask } = this.views;
    let hole = slot;
    for (let i = (slot + 1) & mask; index[2 * i + 1] !== 0; i = (i + 1) & mask) {
      const home = index[2 * i]! & mask;
      if (((i - home) & mask) < ((i - hole) & mask)) continue;
      index[2 * hole] = index[2 * i]!;
      index[2 * hole + 1] = index[2 * i + 1]!;
      hole = i;
    }
    index[2 * hole + 1] = 0;
  }
}
