/**
 * The server without its sockets: a query's bytes go in, an answer's bytes come out at once or later as an effect. Pure but for what it
 * remembers; time, randomness and the upstreams' answers are arguments.
 */
import { AnswerCache } from "./cache/answers.ts";
import { type CacheMemory, newCacheMemory } from "./cache/memory.ts";
import type { Ask, LocalValidation } from "./dnssec/validation.ts";
import { GivenNames } from "./given-names.ts";
import {
  type AaaaResult,
  afterA,
  afterAaaa,
  type Conclusion,
  failedValidation,
  mayIntercept,
  NO_AAAA,
  skipsAaaa,
} from "./intercept.ts";
import { FAILURE_LIFETIME_S, lifetimeOf, UNCERTAIN_LIFETIME_S } from "./lifetime.ts";
import type { Policy } from "./policy.ts";
import { reverseAnswer, reverseNamed, reverseTarget } from "./ptr.ts";
import { noQueriesYet } from "./query-counters.ts";
import { restoreCase } from "./restore-case.ts";
import { specialAnswer } from "./special.ts";
import { asStale, STALE_AFTER_MS, saysNothing } from "./stale.ts";
import { joinChain, withoutExcluded } from "./synthesize.ts";
import { type Random, type UpstreamEffect, Upstreams } from "./upstream.ts";
import { NOBODY, VIEW_SHIFT, withView } from "./view.ts";
import { CLASS_IN, EDE, QUESTION_AT, RCODE, RCODE_MASK, TYPE } from "./wire/constants.ts";
import { type Message, parseMessage } from "./wire/message.ts";
import { lowerName, nameKey } from "./wire/name.ts";
import { pieceOf } from "./wire/piece.ts";
import { ACCEPT, ASKED, DROP_RESPONSE, NO_COOKIE, newQueryView, type QueryView, readQuery } from "./wire/query.ts";
import { type StoredAnswer, storedError, storeMessage, writeRefusal, writeReply } from "./wire/reply.ts";

/** What the I/O is to do. `client` is what fromClient was given. */
export type Effect = UpstreamEffect | { readonly do: "reply"; readonly client: unknown; readonly message: Uint8Array };

export interface ResolverLimits {
  readonly cacheEntries: number;
  readonly cacheBytes: number;
  /** For how long an expired answer may be given while nobody answers. */
  readonly staleMs: number;
  /** Questions being asked upstream at once. */
  readonly jobs: number;
  /** Clients waiting for them. */
  readonly askers: number;
}

export const DEFAULT_LIMITS: ResolverLimits = {
  cacheEntries: 500_000,
  cacheBytes: 96 << 20,
  staleMs: 86_400_000,
  jobs: 2048,
  askers: 10_000,
};

/** From here on A is asked for although AAAA is still out. RFC 6147 §5.1.8 leaves it open; a dead AAAA server must not cost the client its answer. */
const ASK_A_AFTER_MS = 700;
/** From here on AAAA counts as timed out (§5.1.3) where A has been answered. */
const AAAA_PATIENCE_MS = 2000;

/** Unfinished chains followed for one question. */
const LONGEST_CHAIN = 8;

const MAX_MESSAGE = 65535;

/** Answers about ipv4only.arpa are made from the configuration: kept only to be given faster. */
const SPECIAL_LIFETIME_S = 3600;

/** What fromClient returns where it wrote no answer. */
export const PENDING = 0;
export const DROPPED = -1;

interface Asker {
  readonly client: unknown;
  readonly query: QueryView;
  readonly packet: Uint8Array;
  readonly limit: number;
}

/** @param whole what was kept just now, as it was parsed; null: to be read from what is kept. */
type Listener = (answer: StoredAnswer, nowMs: number, whole: Message | null) => void;

/** One question on its way. */
interface Job {
  readonly key: string;
  readonly name: Uint8Array;
  readonly type: number;
  readonly class: number;
  readonly asked: number;
  readonly startedMs: number;
  /** How many chains were followed to come to this question. */
  readonly depth: number;
  /** Whether what is kept is to be asked anew. */
  readonly refresh: boolean;
  readonly askers: Asker[];
  readonly listeners: Listener[];
  /** Of an AAAA question: what is known so far. */
  aaaa: AaaaResult | "asked" | "probing" | "validating";
  /** It was made without an AAAA answer that may yet come. */
  uncertain: boolean;
  a: StoredAnswer | "not asked" | "asked";
  aWhole: Message | null;
  done: boolean;
}

export class Resolver {
  readonly counters = noQueriesYet();
  readonly givenNames = new GivenNames();
  readonly upstreams: Upstreams;
  readonly cache: AnswerCache;
  private policies: readonly Policy[];
  private readonly limits: ResolverLimits;
  private readonly validation: LocalValidation | null;
  private readonly view = newQueryView();
  private readonly jobs = new Map<string, Job>();
  private waiting = 0;
  private replies: Effect[] = [];
  private readonly scratch = new Uint8Array(MAX_MESSAGE);

  /** @param policies of view 0, 1, …. @param streams per upstream: whether it is asked over streams only. @param validation judges what upstreams answer; null: nobody does here. */
  constructor(
    policies: readonly Policy[],
    streams: readonly boolean[],
    random: Random,
    limits: ResolverLimits = DEFAULT_LIMITS,
    validation: LocalValidation | null = null,
    memory: CacheMemory = newCacheMemory(limits.cacheBytes, limits.cacheEntries, random.uint32()),
  ) {
    this.policies = policies;
    this.limits = limits;
    this.validation = validation;
    this.upstreams = new Upstreams(streams, random);
    this.cache = new AnswerCache({ entries: limits.cacheEntries, bytes: limits.cacheBytes }, memory, limits.staleMs);
  }

  /** Whether `wake` must be called now and then. */
  get busy(): boolean {
    return this.jobs.size > 0 || this.upstreams.inFlight > 0;
  }

  get pending(): number {
    return this.jobs.size;
  }

  /**
   * One message from a client.
   * @param packet holds the message from byte 0; not retained. @param length of the message. @param tcp whether it came over TCP: no size limit then.
   * @param client given back with a later reply. @param view number of the client's view, NOBODY where it may not ask.
   * @param cookie option the answer carries, if the query has an OPT; retained.
   * @param out receives an immediate answer from byte 0. @returns its length; PENDING where it comes later as an effect, DROPPED where none will.
   */
  fromClient(
    packet: Uint8Array,
    length: number,
    tcp: boolean,
    client: unknown,
    view: number,
    out: Uint8Array,
    nowMs: number,
    cookie: Uint8Array = NO_COOKIE,
  ): number {
    const query = this.view;
    this.counters.queries++;
    const verdict = readQuery(packet, length, query);
    if (verdict < ACCEPT) {
      this.counters[verdict === DROP_RESPONSE ? "droppedResponse" : "droppedShort"]++;
      return DROPPED;
    }
    query.cookie = cookie;
    if (view === NOBODY) {
      this.counters.refusedByAcl++;
      return writeRefusal(query, packet, RCODE.REFUSED, out);
    }
    if (verdict > ACCEPT) {
      this.counters[REFUSALS[verdict]!]++;
      return writeRefusal(query, packet, verdict, out);
    }
    const limit = tcp ? MAX_MESSAGE : query.udpSize;
    const cached = this.cache.reply(query, packet, view, limit, out, nowMs);
    if (cached > 0) {
      this.counters.hits++;
      return cached;
    }
    const name = lowerName(packet.subarray(QUESTION_AT, query.nameEnd));
    const asked = withView(query.asked, query.type, view);
    const special = specialAnswer(this.policyOf(asked), name, query.type, query.class, query.asked);
    if (special !== null) {
      this.counters.special++;
      const answer = storeMessage(parseMessage(special)!, SPECIAL_LIFETIME_S, nowMs);
      // Names below them are without number.
      if ((answer.message[3]! & RCODE_MASK) === RCODE.NOERROR)
        this.cache.put(name, query.type, query.class, asked, answer, nowMs);
      return writeReply(answer, query, packet, limit, out, nowMs);
    }
    const asker = { client, query: { ...query }, packet: pieceOf(packet, 0, query.questionEnd), limit };
    const waits =
      this.waiting < this.limits.askers &&
      this.join(name, query.type, query.class, asked, nowMs, (job) => {
        this.waiting++;
        job.askers.push(asker);
      });
    if (waits) return PENDING;
    this.counters.droppedOverload++;
    return DROPPED;
  }

  /** Ask anew what is kept, as it ends soon and is still asked for. @param packet of a query for it. */
  refresh(packet: Uint8Array, length: number, view: number, nowMs: number): void {
    const query = this.view;
    if (readQuery(packet, length, query) !== ACCEPT) return;
    const { type, class: cls } = query;
    const name = lowerName(packet.subarray(QUESTION_AT, query.nameEnd));
    this.join(name, type, cls, withView(query.asked, type, view), nowMs, () => {}, 0, true);
  }

  /** Other policies from now on; what was made by those that changed is forgotten. */
  configure(policies: readonly Policy[], changed: ReadonlySet<number>): void {
    this.policies = policies;
    this.cache.forget((view) => !changed.has(view));
  }

  private policyOf(asked: number): Policy {
    return this.policies[asked >>> VIEW_SHIFT]!;
  }

  /** What an upstream sent for an exchange. @param bytes retained. */
  fromUpstream(exchange: number, bytes: Uint8Array, nowMs: number): void {
    this.upstreams.received(exchange, bytes, nowMs);
  }

  upstreamFailed(exchange: number, nowMs: number): void {
    this.upstreams.failed(exchange, nowMs);
  }

  /** Let time pass. */
  wake(nowMs: number): void {
    this.upstreams.wake(nowMs);
    for (const job of [...this.jobs.values()]) {
      if (job.askers.length > 0 && nowMs >= job.startedMs + STALE_AFTER_MS) this.answerStale(job, nowMs);
      if (job.done || job.aaaa !== "asked" || !isAaaaJob(job)) continue;
      const late = nowMs >= job.startedMs + AAAA_PATIENCE_MS;
      // RFC 6147 §5.5: one who validates "MUST validate the negative answer for AAAA queries before proceeding to query for A": not ahead of time.
      const early = this.validation === null && nowMs >= job.startedMs + ASK_A_AFTER_MS;
      if (job.a === "not asked" && early) this.askA(job, nowMs);
      if (late && (typeof job.a !== "string" || job.a === "not asked")) this.aaaaSettled(job, NO_AAAA, true, nowMs);
    }
  }

  /** What is to be done, oldest first; taking it empties it. */
  takeEffects(): Effect[] {
    if (this.upstreams.effects.length === 0 && this.replies.length === 0) return NOTHING;
    const taken: Effect[] = this.upstreams.effects;
    for (const reply of this.replies) taken.push(reply);
    this.upstreams.effects = [];
    this.replies = [];
    return taken;
  }

  /** Join the job for a question, or begin it. @param name lower case. @param enter called before it can end. @returns false where too many are under way. */
  private join(
    name: Uint8Array,
    type: number,
    cls: number,
    asked: number,
    nowMs: number,
    enter: (job: Job) => void,
    depth = 0,
    refresh = false,
  ): boolean {
    const key = `${nameKey(name)}/${type}/${cls}/${asked}/${depth}`;
    const there = this.jobs.get(key);
    if (there !== undefined) {
      this.counters.joined++;
      enter(there);
      return true;
    }
    if (this.jobs.size >= this.limits.jobs) return false;
    this.counters.misses++;
    const job: Job = {
      key,
      name,
      type,
      class: cls,
      asked,
      startedMs: nowMs,
      depth,
      refresh,
      askers: [],
      listeners: [],
      aaaa: "asked",
      uncertain: false,
      a: "not asked",
      aWhole: null,
      done: false,
    };
    this.jobs.set(key, job);
    enter(job);
    this.begin(job, nowMs);
    return true;
  }

  /** RFC 6147 §5: AAAA (§5.1), PTR of our prefixes (§5.3.1), and everything else passed on (§5.3.3). */
  private begin(job: Job, nowMs: number): void {
    const { name, type, class: cls, asked } = job;
    if (mayIntercept(type, cls, asked)) {
      if (skipsAaaa(this.policyOf(asked), name)) {
        job.aaaa = NO_AAAA;
        this.askA(job, nowMs);
        return;
      }
      this.ask(job, asked, nowMs, (answer, at) => this.aaaaAnswered(job, answer, at));
      return;
    }
    const selfValidating = (asked & ASKED.DO) !== 0 && (asked & ASKED.CD) !== 0;
    const target =
      type === TYPE.PTR && cls === CLASS_IN && !selfValidating ? reverseTarget(this.policyOf(asked), name) : null;
    const { ptr } = this.policyOf(asked);
    if (target !== null && ptr !== "pass") {
      this.counters.reverse++;
      if (ptr !== "cname") {
        this.finishWith(job, parseMessage(reverseNamed(name, ptr.name, asked))!, nowMs);
        return;
      }
      this.lookUp(target, TYPE.PTR, CLASS_IN, asked, nowMs, (found, at) => this.reverseFound(job, found, at));
      return;
    }
    this.ask(job, asked, nowMs, (answer, at) => {
      if (answer === null) this.finishFailed(job, at);
      else this.finishWith(job, answer, at);
    });
  }

  private ask(job: Job, asked: number, nowMs: number, then: (answer: Message | null, nowMs: number) => void): void {
    const { name, type, class: cls } = job;
    const flags = this.validation?.flagsFor(asked, cls) ?? asked;
    const begun = this.upstreams.ask(name, type, cls, flags, nowMs, ({ answer }, at) => {
      if (job.done) return;
      if (answer === null || this.validation === null) then(answer, at);
      else this.validate(this.validation, job, asked, answer, at, then);
    });
    if (!begun) this.finishFailed(job, nowMs);
  }

  /** Hand on what validation makes of an answer. While it goes on, AAAA has been answered: it does not time out (§5.1.3). */
  private validate(
    validation: LocalValidation,
    job: Job,
    asked: number,
    answer: Message,
    nowMs: number,
    then: (answer: Message, nowMs: number) => void,
  ): void {
    const before = job.aaaa;
    if (before === "asked") job.aaaa = "validating";
    const ask: Ask = (name, type, flags, atMs, answered) =>
      this.upstreams.ask(name, type, CLASS_IN, flags, atMs, (outcome, at) => answered(outcome.answer, at));
    validation.validate(job.name, job.type, job.class, asked, answer, ask, nowMs, (judged, at) => {
      if (job.done) return;
      if (job.aaaa === "validating") job.aaaa = before;
      then(judged, at);
    });
  }

  /** Find the answer to another question, wherever it comes from. */
  private lookUp(
    name: Uint8Array,
    type: number,
    cls: number,
    asked: number,
    nowMs: number,
    then: Listener,
    depth = 0,
    refresh = false,
  ): void {
    const special = specialAnswer(this.policyOf(asked), name, type, cls, asked);
    if (special !== null) {
      then(storeMessage(parseMessage(special)!, 0, nowMs), nowMs, null);
      return;
    }
    const hit = refresh ? null : this.cache.find(name, 0, name.length, type, cls, asked, nowMs);
    if (hit !== null) {
      then(hit, nowMs, null);
      return;
    }
    const joined = this.join(name, type, cls, asked, nowMs, (job) => job.listeners.push(then), depth, refresh);
    if (!joined) then(storedError(name, type, cls, asked, RCODE.SERVFAIL, 0, 0, nowMs), nowMs, null);
  }

  private aaaaAnswered(job: Job, answer: Message | null, nowMs: number): void {
    if (job.aaaa !== "asked") return;
    const verdict = afterAaaa(this.policyOf(job.asked), answer, job.asked);
    switch (verdict.do) {
      case "return":
        this.finishWith(job, answer!, nowMs);
        return;
      case "return-filtered": {
        const bytes = withoutExcluded(answer!, verdict.excluded);
        this.counters.filtered++;
        if (bytes === null) this.finishFailed(job, nowMs);
        else this.finishWith(job, parseMessage(bytes)!, nowMs);
        return;
      }
      case "probe-validation":
        job.aaaa = "probing";
        this.ask(job, job.asked | ASKED.CD, nowMs, (probe, at) => {
          if (failedValidation(probe)) this.finish(job, this.error(job, EDE.DNSSEC_BOGUS, at), at);
          else this.aaaaSettled(job, NO_AAAA, true, at);
        });
        return;
      case "ask-a":
        // An error or silence may pass: what is made without the AAAA answer is not kept for long.
        this.aaaaSettled(job, verdict, answer === null || answer.rcode !== RCODE.NOERROR, nowMs);
        return;
    }
  }

  private aaaaSettled(job: Job, result: AaaaResult, uncertain: boolean, nowMs: number): void {
    // What was known of AAAA before is likelier than that there is none.
    if (uncertain && this.keptFor(job, nowMs) !== null) {
      this.finishFailed(job, nowMs);
      return;
    }
    job.aaaa = result;
    job.uncertain = uncertain;
    if (job.a === "not asked") this.askA(job, nowMs);
    else if (job.a !== "asked") this.bothKnown(job, job.a, nowMs);
  }

  private askA(job: Job, nowMs: number): void {
    job.a = "asked";
    const then: Listener = (answer, at, whole) => {
      job.a = answer;
      job.aWhole = whole;
      if (!job.done && typeof job.aaaa !== "string") this.bothKnown(job, answer, at);
    };
    this.lookUp(job.name, TYPE.A, CLASS_IN, withView(job.asked, TYPE.A, 0), nowMs, then, 0, job.refresh);
  }

  private bothKnown(job: Job, stored: StoredAnswer, nowMs: number): void {
    const a = job.aWhole ?? this.messageOf(stored, nowMs);
    const final = afterA(this.policyOf(job.asked), job.aaaa as AaaaResult, a);
    if (final.do !== "follow") this.conclude(job, final, stored, nowMs);
    else if (job.depth >= LONGEST_CHAIN) this.conclude(job, final.otherwise, stored, nowMs);
    else {
      const { terminal, otherwise } = final;
      const then = (end: StoredAnswer, at: number): void => this.endFound(job, a!, end, otherwise, at);
      this.lookUp(lowerName(terminal), TYPE.AAAA, CLASS_IN, job.asked, nowMs, then, job.depth + 1);
    }
  }

  /** The end of a chain that the upstream left unfinished. @param otherwise the answer where the end brings none. */
  private endFound(job: Job, chain: Message, stored: StoredAnswer, otherwise: Conclusion, nowMs: number): void {
    if (job.done) return;
    const end = this.messageOf(stored, nowMs);
    const known = end !== null && (end.rcode === RCODE.NOERROR || end.rcode === RCODE.NXDOMAIN);
    const bytes = known ? joinChain(chain, end) : null;
    if (bytes === null) this.conclude(job, otherwise, stored, nowMs);
    else this.finishWith(job, parseMessage(bytes)!, nowMs);
  }

  private conclude(job: Job, final: Conclusion, stored: StoredAnswer, nowMs: number): void {
    switch (final.do) {
      case "aaaa-as-it-came":
        this.finishWith(job, final.message, nowMs);
        return;
      case "servfail":
        this.finishFailed(job, nowMs);
        return;
      case "synthesised":
      case "empty-of-a": {
        const message = parseMessage(final.message)!;
        if (final.do === "synthesised") {
          this.counters.synthesised++;
          this.givenNames.remember(this.policyOf(job.asked), message);
        }
        const made = storeMessage(message, lifetimeFor(job, message), nowMs);
        // Made without the AAAA answer, it is no better than silence once it has ended.
        const kept = job.uncertain ? { ...made, staleUntilMs: made.expiresAtMs } : made;
        this.finish(job, { ...kept, extendedRcode: stored.extendedRcode, options: stored.options }, nowMs);
        return;
      }
    }
  }

  private reverseFound(job: Job, stored: StoredAnswer, nowMs: number): void {
    if (job.done) return;
    const found = this.messageOf(stored, nowMs);
    const bytes = found === null ? null : reverseAnswer(job.name, found);
    if (bytes === null) this.finishFailed(job, nowMs);
    else this.finishWith(job, parseMessage(bytes)!, nowMs);
  }

  /** A kept answer as a message, its TTLs run down to now. */
  private messageOf(stored: StoredAnswer, nowMs: number): Message | null {
    const query = { ...newQueryView(), questionEnd: 0 };
    const length = writeReply(stored, query, stored.message, MAX_MESSAGE, this.scratch, nowMs);
    return parseMessage(pieceOf(this.scratch, 0, length));
  }

  private finishWith(job: Job, message: Message, nowMs: number): void {
    restoreCase(message, job.askers[0]?.packet.subarray(QUESTION_AT) ?? job.name);
    this.finish(job, storeMessage(message, lifetimeFor(job, message), nowMs), nowMs, message);
  }

  private finishFailed(job: Job, nowMs: number): void {
    this.finish(job, this.error(job, EDE.NO_REACHABLE_AUTHORITY, nowMs), nowMs);
  }

  private error(job: Job, ede: number, nowMs: number): StoredAnswer {
    return storedError(job.name, job.type, job.class, job.asked, RCODE.SERVFAIL, ede, FAILURE_LIFETIME_S, nowMs);
  }

  /** Keep the answer and give it to everybody who waits for it; or the one that was kept, where this one says only that nobody could be asked. */
  private finish(job: Job, found: StoredAnswer, nowMs: number, whole: Message | null = null): void {
    job.done = true;
    this.jobs.delete(job.key);
    const kept = saysNothing(found) ? this.keptFor(job, nowMs) : null;
    const answer = kept === null ? found : kept.expiresAtMs > nowMs ? kept : asStale(kept, nowMs);
    if (kept !== null && kept !== answer) this.counters.stale++;
    if ((answer.message[3]! & RCODE_MASK) === RCODE.SERVFAIL) this.counters.servfail++;
    if (kept !== answer) this.cache.put(job.name, job.type, job.class, job.asked, answer, nowMs);
    this.giveTo(job, answer, nowMs);
    // An extended RCODE belongs to the hop: who reads what is kept sees SERVFAIL.
    const same = answer === found && found.extendedRcode === 0 ? whole : null;
    for (const listener of job.listeners) listener(answer, nowMs, same);
  }

  /** RFC 8767 §5: who has waited long enough gets what there is; the question goes on for the others. */
  private answerStale(job: Job, nowMs: number): void {
    const kept = this.keptFor(job, nowMs);
    if (kept === null) return;
    this.counters.stale++;
    this.giveTo(job, asStale(kept, nowMs), nowMs);
  }

  private keptFor({ name, type, class: cls, asked }: Job, nowMs: number): StoredAnswer | null {
    return this.cache.findStale(name, type, cls, asked, nowMs);
  }

  private giveTo(job: Job, answer: StoredAnswer, nowMs: number): void {
    const askers = job.askers.splice(0);
    this.waiting -= askers.length;
    for (const { client, query, packet, limit } of askers) {
      const length = writeReply(answer, query, packet, limit, this.scratch, nowMs);
      this.replies.push({ do: "reply", client, message: pieceOf(this.scratch, 0, length) });
    }
  }
}

const NOTHING: Effect[] = [];

const REFUSALS: Readonly<Record<number, "formerr" | "notimp" | "badvers" | "refusedType">> = {
  [RCODE.FORMERR]: "formerr",
  [RCODE.NOTIMP]: "notimp",
  [RCODE.BADVERS]: "badvers",
  [RCODE.REFUSED]: "refusedType",
};

function lifetimeFor(job: Job, message: Message): number {
  const lifetime = lifetimeOf(message);
  return job.uncertain ? Math.min(lifetime, UNCERTAIN_LIFETIME_S) : lifetime;
}

function isAaaaJob(job: Job): boolean {
  return mayIntercept(job.type, job.class, job.asked);
}
