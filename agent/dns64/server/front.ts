/**
 * What every query meets first, in whatever thread: who asks, is it a query, is its answer in the cache. Allocates nothing per query; what
 * is not decided here goes to the resolver.
 */

import type { CacheMemory } from "../cache/memory.ts";
import { CacheReader } from "../cache/reader.ts";
import { NOBODY } from "../view.ts";
import { FLAG, RCODE } from "../wire/constants.ts";
import { ACCEPT, DROP_RESPONSE, newQueryView, readQuery } from "../wire/query.ts";
import { writeRefusal } from "../wire/reply.ts";
import { type ClientSettings, Clients } from "./clients.ts";
import { Cookies } from "./cookies.ts";
import { OVER, RateLimit, type RateLimitSettings, type RateMemory, WITHIN } from "./rate-limit.ts";

/** Plain data: it is passed to other threads. */
export interface FrontSettings {
  readonly clients: ClientSettings;
  /** 16 bytes; "random": the memory's; null: no cookies. */
  readonly cookieSecret: Uint8Array | "random" | null;
  readonly rateLimit: RateLimitSettings | null;
  /** Part of an answer's lifetime below which it is asked anew while it is still given out; 0: never. */
  readonly prefetchBelow: number;
  /** Whether every query goes to the resolver's thread as well, to be logged. */
  readonly tell: boolean;
}

export interface FrontMemory {
  readonly cache: CacheMemory;
  readonly rates: RateMemory;
  /** 16 bytes drawn at the start. */
  readonly secret: Uint8Array;
}

export const FRONT_COUNTERS = [
  "queries",
  "hits",
  "refusedByAcl",
  "formerr",
  "notimp",
  "badvers",
  "refusedType",
  "droppedShort",
  "droppedResponse",
  "droppedOverload",
  "rateSlipped",
  "rateDropped",
  "cookiesGood",
  "prefetches",
] as const;
export type FrontCounter = (typeof FRONT_COUNTERS)[number];

const COUNTER = Object.fromEntries(FRONT_COUNTERS.map((name, i) => [name, i])) as Record<FrontCounter, number>;

const COUNTER_OF_RCODE: Readonly<Record<number, number>> = {
  [RCODE.FORMERR]: COUNTER.formerr,
  [RCODE.NOTIMP]: COUNTER.notimp,
  [RCODE.BADVERS]: COUNTER.badvers,
  [RCODE.REFUSED]: COUNTER.refusedType,
};

/** What `answer` returns where it wrote none. */
export const ASK_RESOLVER = 0;
export const NO_ANSWER = -1;

const MAX_MESSAGE = 65535;

export class Front {
  /** Of the last query: its client's view. */
  view = 0;
  /** Of the last answer: it should be asked anew. */
  refresh = false;
  /** Whether the core is told of every query, to log it. */
  tell = false;
  readonly query = newQueryView();
  readonly counters: Float64Array;
  private readonly cache: CacheReader;
  private readonly memory: FrontMemory;
  private clients!: Clients;
  private cookies!: Cookies | null;
  private limit!: RateLimit | null;
  private prefetchBelow = 0;

  /** @param counters one number for each of FRONT_COUNTERS, written by this thread only. */
  constructor(settings: FrontSettings, memory: FrontMemory, counters: Float64Array) {
    this.cache = new CacheReader(memory.cache);
    this.memory = memory;
    this.counters = counters;
    this.configure(settings);
  }

  /** Obey other settings from now on. */
  configure({ clients, cookieSecret, rateLimit, prefetchBelow, tell }: FrontSettings): void {
    this.tell = tell;
    this.clients = new Clients(clients);
    this.cookies =
      cookieSecret === null ? null : new Cookies(cookieSecret === "random" ? this.memory.secret : cookieSecret);
    this.limit = rateLimit === null ? null : new RateLimit(rateLimit, this.memory.rates);
    this.prefetchBelow = prefetchBelow;
  }

  /**
   * @param packet holds the message from byte 0, `length` long. @param tcp whether it came over TCP: no size limit, and no forged source.
   * @param address holds the client's from `at`, 4 or 16 bytes by `addressLength`. @param out receives an answer.
   * @returns the answer's length, ASK_RESOLVER, or NO_ANSWER where there is to be none.
   */
  answer(
    packet: Uint8Array,
    length: number,
    tcp: boolean,
    address: Uint8Array,
    at: number,
    addressLength: number,
    out: Uint8Array,
    nowMs: number,
  ): number {
    const { query, counters } = this;
    this.refresh = false;
    const verdict = readQuery(packet, length, query);
    if (verdict < ACCEPT) {
      this.count(COUNTER.queries);
      this.count(verdict === DROP_RESPONSE ? COUNTER.droppedResponse : COUNTER.droppedShort);
      return NO_ANSWER;
    }
    const good =
      query.cookieLength > 0 &&
      this.cookies !== null &&
      this.cookies.judge(query, packet, address, at, addressLength, Math.floor(Date.now() / 1000));
    if (good) this.count(COUNTER.cookiesGood);
    if (this.limit !== null && !tcp && !good) {
      const rate = this.limit.take(address, at, addressLength, nowMs);
      if (rate !== WITHIN) {
        this.count(COUNTER.queries);
        this.count(rate === OVER ? COUNTER.rateDropped : COUNTER.rateSlipped);
        return rate === OVER ? NO_ANSWER : writeRefusal(query, packet, RCODE.NOERROR, out, FLAG.TC);
      }
    }
    this.view = this.clients.viewOf(address, at, addressLength);
    if (this.view === NOBODY) {
      this.count(COUNTER.queries);
      this.count(COUNTER.refusedByAcl);
      return writeRefusal(query, packet, RCODE.REFUSED, out);
    }
    if (verdict > ACCEPT) {
      this.count(COUNTER.queries);
      this.count(COUNTER_OF_RCODE[verdict]!);
      return writeRefusal(query, packet, verdict, out);
    }
    const answer = this.cache.reply(query, packet, this.view, tcp ? MAX_MESSAGE : query.udpSize, out, nowMs);
    if (answer === 0) return ASK_RESOLVER;
    counters[COUNTER.queries]!++;
    counters[COUNTER.hits]!++;
    if (this.cache.freshness < this.prefetchBelow) {
      this.refresh = true;
      this.count(COUNTER.prefetches);
    }
    return answer;
  }

  countOverload(): void {
    this.count(COUNTER.queries);
    this.count(COUNTER.droppedOverload);
  }

  private count(counter: number): void {
    this.counters[counter] = this.counters[counter]! + 1;
  }
}
