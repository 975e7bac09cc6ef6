/**
 * Ask the upstream resolvers: which one, when again, over what, and which datagrams to believe. Pure: time, randomness and bytes come in,
 * effects go out as data; the server's I/O carries them out and reports back by exchange.
 */
import { EDE_BOGUS, FLAG, OPCODE_MASK, OPTION_PADDING, RCODE } from "./wire/constants.ts";
import { extendedErrors, type Message, parseMessage } from "./wire/message.ts";
import { sameName } from "./wire/name.ts";
import { piece, pieceOf } from "./wire/piece.ts";
import { ASKED } from "./wire/query.ts";
import { echoedFlags, writeOpt } from "./wire/reply.ts";

/** What the I/O is to do. A `udp` exchange has a socket to itself on a random port (RFC 5452 §9.2), connected to the upstream. */
export type UpstreamEffect =
  | { readonly do: "udp" | "tcp"; readonly exchange: number; readonly upstream: number; readonly message: Uint8Array }
  | { readonly do: "close"; readonly exchange: number };

/** What became of a question: an answer to be believed, or none in time. */
export type Outcome = { readonly answer: Message } | { readonly answer: null };

export interface UpstreamCounters {
  udpQueries: number;
  tcpQueries: number;
  answers: number;
  timeouts: number;
  unreachable: number;
  /** Datagrams not believed, by reason. */
  wrongId: number;
  wrongQuestion: number;
  wrongCase: number;
  malformed: number;
}

interface Exchange {
  readonly id: number;
  readonly ask: Ask;
  readonly upstream: number;
  readonly transport: "udp" | "tcp";
  readonly dnsId: number;
  /** As sent, with its mixed case. */
  readonly name: Uint8Array;
  readonly withOpt: boolean;
  /** Opened because the answer before it was cut, or came in another case. */
  readonly after: "" | "truncation" | "case";
}

interface Ask {
  readonly name: Uint8Array;
  readonly type: number;
  readonly class: number;
  readonly asked: number;
  readonly startedMs: number;
  order: readonly number[];
  readonly done: (outcome: Outcome, nowMs: number) => void;
  /** Index into STARTS_MS of the next attempt. */
  attempt: number;
  open: Set<Exchange>;
  /** An answer that says "not me": given if nobody has a better one. */
  poor: Message | null;
  finished: boolean;
}

interface UpstreamState {
  readonly stream: boolean;
  failuresInARow: number;
  downUntilMs: number;
  /** It has just failed once: others are asked first, so that the next question does not wait for it too. */
  doubtedUntilMs: number;
  /** Later than now once it has shown that it does not understand OPT. */
  noEdnsUntilMs: number;
  /** Later than now once it has shown that it does not give the question's case back. */
  noCaseUntilMs: number;
}

/** When attempts start, ms after the question: quick at first, since a lost datagram is likelier than a slow answer. */
const STARTS_MS = [0, 350, 900, 1700, 2800] as const;
/** Below the five seconds after which a stub resolver gives up: it learns that we failed instead of waiting in vain. */
const DEADLINE_MS = 4000;
const DOWN_AFTER_FAILURES = 4;
const DOUBTED_FOR_MS = 2000;
const DOWN_FOR_MS = 10_000;
const LACK_BELIEVED_FOR_MS = 600_000;
/** With nothing in flight, this many refused attempts are enough. */
const REFUSALS_ENOUGH = 3;
const MAX_EXCHANGES = 4096;

export interface Random {
  /** Uniform in 0 … 2^32 - 1, not to be guessed. */
  uint32(): number;
}

export class Upstreams {
  readonly counters: UpstreamCounters = {
    udpQueries: 0,
    tcpQueries: 0,
    answers: 0,
    timeouts: 0,
    unreachable: 0,
    wrongId: 0,
    wrongQuestion: 0,
    wrongCase: 0,
    malformed: 0,
  };
  /** Taken and emptied by the caller after every call. */
  effects: UpstreamEffect[] = [];
  private states: UpstreamState[] = [];
  private readonly exchanges = new Map<number, Exchange>();
  private readonly asks = new Set<Ask>();
  private readonly random: Random;
  private nextExchange = 1;

  /** @param streams per upstream: whether it is asked over streams only. */
  constructor(streams: readonly boolean[], random: Random) {
    this.random = random;
    this.replace(streams, 0);
  }

  /** Other upstreams from now on; questions under way are asked of them anew. */
  replace(streams: readonly boolean[], nowMs: number): void {
    this.states = streams.map((stream) => ({
      stream,
      failuresInARow: 0,
      downUntilMs: 0,
      doubtedUntilMs: 0,
      noEdnsUntilMs: 0,
      noCaseUntilMs: 0,
    }));
    for (const ask of this.asks) {
      for (const exchange of [...ask.open]) this.close(exchange);
      ask.order = this.orderAt(nowMs);
      this.tryNext(ask, nowMs);
    }
  }

  get inFlight(): number {
    return this.exchanges.size;
  }

  /** Per upstream: whether it is held to be down, and what it was found not to do. */
  status(nowMs: number): { down: boolean; edns: boolean; keepsCase: boolean }[] {
    return this.states.map((s) => ({
      down: s.downUntilMs > nowMs,
      edns: s.noEdnsUntilMs <= nowMs,
      keepsCase: s.noCaseUntilMs <= nowMs,
    }));
  }

  /** Ask a question. @param name uncompressed, lower case. @param asked OR of ASKED, passed on as asked. @param done called once, not from within this call. @returns false where too much is in flight. */
  ask(
    name: Uint8Array,
    type: number,
    cls: number,
    asked: number,
    nowMs: number,
    done: (outcome: Outcome, nowMs: number) => void,
  ): boolean {
    if (this.exchanges.size >= MAX_EXCHANGES) return false;
    const ask: Ask = {
      name,
      type,
      class: cls,
      asked,
      startedMs: nowMs,
      order: this.orderAt(nowMs),
      done,
      attempt: 0,
      open: new Set(),
      poor: null,
      finished: false,
    };
    this.asks.add(ask);
    this.tryNext(ask, nowMs);
    return true;
  }

  /** A datagram or a whole TCP message for an exchange. @param bytes not retained unless believed. */
  received(exchangeId: number, bytes: Uint8Array, nowMs: number): void {
    const exchange = this.exchanges.get(exchangeId);
    if (exchange === undefined) return;
    const problem = this.judge(exchange, bytes);
    if (typeof problem === "string") {
      this.counters[problem]++;
      if (problem === "wrongCase") this.askWithoutCase(exchange, nowMs);
      else if (problem === "malformed") this.attemptFailed(exchange, nowMs);
      return;
    }
    this.believed(exchange, problem, nowMs);
  }

  /** The exchange cannot succeed: port or host unreachable, connection refused or cut. */
  failed(exchangeId: number, nowMs: number): void {
    const exchange = this.exchanges.get(exchangeId);
    if (exchange === undefined) return;
    this.counters.unreachable++;
    this.failure(exchange.upstream, nowMs);
    this.attemptFailed(exchange, nowMs);
  }

  /** Start the attempts that are due and give up on what has waited too long; to be called every few ms while anything is asked. */
  wake(nowMs: number): void {
    for (const ask of [...this.asks]) {
      if (ask.finished || wakeOf(ask) > nowMs) continue;
      if (ask.poor !== null || nowMs >= ask.startedMs + DEADLINE_MS) {
        this.giveUp(ask, nowMs);
      } else {
        for (const { upstream } of ask.open) this.failure(upstream, nowMs);
        this.tryNext(ask, nowMs);
      }
    }
  }

  private orderAt(nowMs: number): number[] {
    const rank = ({ downUntilMs, doubtedUntilMs }: UpstreamState): number =>
      downUntilMs > nowMs ? 2 : doubtedUntilMs > nowMs ? 1 : 0;
    return this.states.map((_, i) => i).sort((a, b) => rank(this.states[a]!) - rank(this.states[b]!) || a - b);
  }

  private tryNext(ask: Ask, nowMs: number): void {
    const upstream = ask.order[ask.attempt % ask.order.length]!;
    ask.attempt++;
    this.open(ask, upstream, this.states[upstream]!.stream ? "tcp" : "udp", "", nowMs);
  }

  private open(ask: Ask, upstream: number, transport: "udp" | "tcp", after: Exchange["after"], nowMs: number): void {
    if (this.exchanges.size >= MAX_EXCHANGES) {
      this.endIfExhausted(ask, nowMs);
      return;
    }
    const state = this.states[upstream]!;
    const exchange: Exchange = {
      id: this.nextExchange++,
      ask,
      upstream,
      transport,
      dnsId: this.random.uint32() & 0xffff,
      name: state.noCaseUntilMs <= nowMs ? this.mixCase(ask.name) : ask.name,
      withOpt: state.noEdnsUntilMs <= nowMs,
      after,
    };
    this.exchanges.set(exchange.id, exchange);
    ask.open.add(exchange);
    this.counters[transport === "udp" ? "udpQueries" : "tcpQueries"]++;
    this.effects.push({ do: transport, exchange: exchange.id, upstream, message: queryBytes(exchange, state.stream) });
  }

  /** Draw the case of every letter (draft-vixie-dnsext-dns0x20): a forger must guess it. */
  private mixCase(name: Uint8Array): Uint8Array {
    const mixed = pieceOf(name);
    let bits = 0;
    let left = 0;
    for (let i = 0; i < mixed.length; i++) {
      const octet = mixed[i]!;
      if (octet < 0x61 || octet > 0x7a) continue;
      if (left === 0) {
        bits = this.random.uint32();
        left = 32;
      }
      if ((bits & 1) !== 0) mixed[i] = octet - 0x20;
      bits >>>= 1;
      left--;
    }
    return mixed;
  }

  /** Whether these bytes answer this exchange. RFC 5452 §9.1: id, question and (by the connected socket) addresses and ports. */
  private judge(
    exchange: Exchange,
    bytes: Uint8Array,
  ): Message | "wrongId" | "wrongQuestion" | "wrongCase" | "malformed" {
    if (bytes.length < 2 || ((bytes[0]! << 8) | bytes[1]!) !== exchange.dnsId) return "wrongId";
    const message = parseMessage(bytes);
    if (message === null) return "malformed";
    if ((message.flags & FLAG.QR) === 0 || (message.flags & OPCODE_MASK) !== 0) return "wrongQuestion";
    // Some servers repeat no question in an error.
    if (message.name.length === 0 && message.rcode !== RCODE.NOERROR && message.rcode !== RCODE.NXDOMAIN)
      return message;
    const { ask } = exchange;
    if (message.type !== ask.type || message.class !== ask.class || !sameName(message.name, ask.name))
      return "wrongQuestion";
    // Over TCP nobody off the path can answer: case says nothing more.
    if (exchange.transport === "udp" && !sameBytes(message.name, exchange.name)) return "wrongCase";
    return message;
  }

  private believed(exchange: Exchange, message: Message, nowMs: number): void {
    const { ask, upstream } = exchange;
    const state = this.states[upstream]!;
    state.failuresInARow = 0;
    state.downUntilMs = 0;
    state.doubtedUntilMs = 0;
    this.counters.answers++;
    if (exchange.withOpt && message.opt === null && refusesEdns(message)) {
      // RFC 6891 §6.2.2: FORMERR (or NOTIMP) without OPT says that OPT is not understood.
      state.noEdnsUntilMs = nowMs + LACK_BELIEVED_FOR_MS;
      this.close(exchange);
      this.open(ask, upstream, exchange.transport, exchange.after, nowMs);
      return;
    }
    if ((message.flags & FLAG.TC) !== 0) {
      this.close(exchange);
      // RFC 2181 §9, RFC 7766 §5: what is cut is not used; ask again over TCP.
      if (exchange.transport === "udp") this.open(ask, upstream, "tcp", "truncation", nowMs);
      else this.endIfExhausted(ask, nowMs);
      return;
    }
    const whole = message.name.length === 0 ? withQuestion(message, ask) : message;
    if (!saysNotMe(whole)) {
      this.finish(ask, whole, nowMs);
      return;
    }
    ask.poor = whole;
    this.close(exchange);
    if (ask.attempt < ask.order.length) this.tryNext(ask, nowMs);
    // Another upstream may still answer; until the next attempt would be due it may.
    else if (![...ask.open].some((other) => other.upstream !== upstream)) this.finish(ask, whole, nowMs);
  }

  /**
   * The right answer but for the case: an upstream that does not give it back, or a forger who guessed id and port. TCP tells them apart;
   * where TCP is refused, the question is asked in lower case.
   */
  private askWithoutCase(exchange: Exchange, nowMs: number): void {
    const { ask, upstream } = exchange;
    this.states[upstream]!.noCaseUntilMs = nowMs + LACK_BELIEVED_FOR_MS;
    this.close(exchange);
    this.open(ask, upstream, "tcp", "case", nowMs);
  }

  private attemptFailed(exchange: Exchange, nowMs: number): void {
    const { ask, upstream, transport, after } = exchange;
    this.close(exchange);
    if (transport === "tcp" && after === "case") {
      this.open(ask, upstream, "udp", "case", nowMs);
      return;
    }
    if (ask.attempt < ask.order.length) this.tryNext(ask, nowMs);
    else this.endIfExhausted(ask, nowMs);
  }

  /** With nothing open and nothing left to try there is nothing to wait for. */
  private endIfExhausted(ask: Ask, nowMs: number): void {
    const enough = ask.attempt >= Math.max(REFUSALS_ENOUGH, ask.order.length);
    if (ask.open.size === 0 && (enough || ask.poor !== null)) this.giveUp(ask, nowMs);
  }

  private giveUp(ask: Ask, nowMs: number): void {
    for (const { upstream } of ask.open) this.failure(upstream, nowMs);
    if (ask.poor === null) this.counters.timeouts++;
    this.finish(ask, ask.poor, nowMs);
  }

  private failure(upstream: number, nowMs: number): void {
    const state = this.states[upstream]!;
    state.failuresInARow++;
    state.doubtedUntilMs = nowMs + DOUBTED_FOR_MS;
    if (state.failuresInARow >= DOWN_AFTER_FAILURES) state.downUntilMs = nowMs + DOWN_FOR_MS;
  }

  private finish(ask: Ask, answer: Message | null, nowMs: number): void {
    ask.finished = true;
    for (const exchange of [...ask.open]) this.close(exchange);
    this.asks.delete(ask);
    ask.done({ answer }, nowMs);
  }

  private close(exchange: Exchange): void {
    this.exchanges.delete(exchange.id);
    exchange.ask.open.delete(exchange);
    this.effects.push({ do: "close", exchange: exchange.id });
  }
}

function wakeOf(ask: Ask): number {
  const next = ask.attempt < STARTS_MS.length ? STARTS_MS[ask.attempt]! : DEADLINE_MS;
  return ask.startedMs + next;
}

/** RFC 8467 §4.1: a query that travels encrypted is padded to a multiple of this. */
const PADDED_TO = 128;
const OPT_BYTES = 11;

function queryBytes({ ask, name, dnsId, withOpt }: Exchange, padded: boolean): Uint8Array {
  const questionEnd = 12 + name.length + 4;
  const options = withOpt && padded ? padding(questionEnd + OPT_BYTES) : NO_OPTIONS;
  const message = piece(questionEnd + (withOpt ? OPT_BYTES + options.length : 0));
  const flags = echoedFlags(ask.asked) | ((ask.asked & ASKED.AD) !== 0 ? FLAG.AD : 0);
  writeWord(message, 0, dnsId);
  writeWord(message, 2, flags);
  writeQuestion(message, name, ask);
  if (withOpt) {
    message[11] = 1;
    writeOpt(message, questionEnd, 0, (ask.asked & ASKED.DO) !== 0, options);
  }
  return message;
}

function writeQuestion(message: Uint8Array, name: Uint8Array, ask: Ask): void {
  message[5] = 1;
  for (let i = 0; i < name.length; i++) message[12 + i] = name[i]!;
  writeWord(message, 12 + name.length, ask.type);
  writeWord(message, 14 + name.length, ask.class);
}

function writeWord(message: Uint8Array, at: number, value: number): void {
  message[at] = value >>> 8;
  message[at + 1] = value & 255;
}

const NO_OPTIONS = new Uint8Array(0);

/** A padding option (RFC 7830 §3) after so many bytes of message. */
function padding(after: number): Uint8Array {
  const fill = PADDED_TO - 1 - ((after + 4 + PADDED_TO - 1) % PADDED_TO);
  const option = new Uint8Array(4 + fill);
  option[1] = OPTION_PADDING;
  option[3] = fill;
  return option;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function refusesEdns(message: Message): boolean {
  return message.rcode === RCODE.FORMERR || message.rcode === RCODE.NOTIMP;
}

/** An RCODE that another upstream may not share. A failed validation is an answer: asking one who does not validate would undo it. */
function saysNotMe(message: Message): boolean {
  if (message.rcode === RCODE.SERVFAIL) return !extendedErrors(message).some((code) => EDE_BOGUS.has(code));
  return message.rcode === RCODE.REFUSED || message.rcode === RCODE.NOTIMP || message.rcode === RCODE.FORMERR;
}

/** An error without its question, with the question put back. */
function withQuestion(message: Message, ask: Ask): Message {
  const bytes = new Uint8Array(12 + ask.name.length + 4);
  bytes.set(message.bytes.subarray(0, 4));
  writeQuestion(bytes, ask.name, ask);
  return parseMessage(bytes)!;
}
