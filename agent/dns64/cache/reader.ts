/** Answers out of the shared arena, by any thread: checked afterwards that the writer has taken nothing away meanwhile. */

import { withView } from "../view.ts";
import { QUESTION_AT } from "../wire/constants.ts";
import { pieceOf } from "../wire/piece.ts";
import type { QueryView } from "../wire/query.ts";
import { newAnswerPlace, type StoredAnswer, writeReplyFrom } from "../wire/reply.ts";
import { AT, type CacheMemory, type CacheViews, CONTROL_REMOVALS, hashOf, locate, viewsOf } from "./memory.ts";

/** Tries before a reader takes the answer for absent: only a writer that removes without pause lets them all fail. */
const TRIES = 3;

export class CacheReader {
  /** Of the answer that `reply` wrote last: how much of its lifetime is left, 0 … 1. */
  freshness = 1;
  protected readonly views: CacheViews;
  private readonly place;
  /** An atomic change of it keeps reads before it from moving behind it, also on processors that reorder them. */
  private readonly fence = new Int32Array(new SharedArrayBuffer(4));

  constructor(memory: CacheMemory) {
    this.views = viewsOf(memory);
    this.place = newAnswerPlace(this.views.bytes, this.views.u16);
  }

  /**
   * Write the answer to a query, if it is kept and not expired. Allocates nothing.
   * @param packet the query was read from. @param view number of the client's view, part of the key. @param limit as writeReply has it.
   * @param out receives the message from byte 0. @returns its length, or 0.
   */
  reply(query: QueryView, packet: Uint8Array, view: number, limit: number, out: Uint8Array, nowMs: number): number {
    const { views } = this;
    const asked = withView(query.asked, query.type, view);
    const hash = hashOf(views.seed, packet, QUESTION_AT, query.nameEnd, query.type, query.class, asked);
    for (let tries = 0; tries < TRIES; tries++) {
      const before = Atomics.load(views.control, CONTROL_REMOVALS);
      if ((before & 1) !== 0) continue;
      const at = locate(views, hash, packet, QUESTION_AT, query.nameEnd, query.type, query.class, asked);
      if (at < 0) return 0;
      const since = views.f64[(at + AT.since) >> 3]!;
      const expires = views.f64[(at + AT.expires) >> 3]!;
      if (expires <= nowMs) return 0;
      this.fill(at, since);
      const length = writeReplyFrom(this.place, query, packet, limit, out, nowMs);
      Atomics.add(this.fence, 0, 1);
      if (Atomics.load(views.control, CONTROL_REMOVALS) !== before) continue;
      if (views.bytes[at + AT.used] === 0) views.bytes[at + AT.used] = 1;
      this.freshness = (expires - nowMs) / (expires - since);
      return length;
    }
    return 0;
  }

  private fill(at: number, since: number): void {
    const { place } = this;
    const { u16, bytes } = this.views;
    place.at = at + AT.body;
    place.length = u16[(at + AT.message) >> 1]!;
    place.questionEnd = QUESTION_AT + u16[(at + AT.name) >> 1]! + 4;
    place.additional = u16[(at + AT.additional) >> 1]!;
    place.additionalCount = u16[(at + AT.additionalCount) >> 1]!;
    place.ttlFrom = (at + AT.body + place.length + 1) >> 1;
    place.ttlCount = u16[(at + AT.ttls) >> 1]!;
    place.optionsAt = 2 * (place.ttlFrom + place.ttlCount);
    place.optionsLength = u16[(at + AT.options) >> 1]!;
    place.extendedRcode = bytes[at + AT.rcode]!;
    place.storedAtMs = since;
  }

  /** The answer as an object, copied out; for the writer's thread, which nobody disturbs. */
  protected copyAt(at: number): StoredAnswer {
    const { bytes, u16, f64 } = this.views;
    this.fill(at, f64[(at + AT.since) >> 3]!);
    const { place } = this;
    return {
      message: pieceOf(bytes, place.at, place.at + place.length),
      questionEnd: place.questionEnd,
      additional: place.additional,
      additionalCount: place.additionalCount,
      ttlAt: u16.slice(place.ttlFrom, place.ttlFrom + place.ttlCount),
      extendedRcode: place.extendedRcode,
      options: bytes.slice(place.optionsAt, place.optionsAt + place.optionsLength),
      storedAtMs: place.storedAtMs,
      expiresAtMs: f64[(at + AT.expires) >> 3]!,
      staleUntilMs: f64[(at + AT.staleUntil) >> 3]!,
    };
  }
}
