/**
 * Answers as they are kept, and the bytes a client gets of them. Kept without id and without OPT: the id and the case of the question are
 * the asker's, OPT belongs to the hop (RFC 6891 §6.1.1), TTLs run down while an answer is kept.
 */
import { type EDE, FLAG, HEADER_BYTES, OPT_DO, OPTION_EDE, RCODE, RCODE_MASK, TYPE, UDP_SIZE } from "./constants.ts";
import { ANSWER, extendedErrorOptions, type Message } from "./message.ts";
import { piece } from "./piece.ts";
import { ASKED, type QueryView } from "./query.ts";

/** An answer ready to be patched and sent. */
export interface StoredAnswer {
  /** Whole message, id 0, no OPT. */
  readonly message: Uint8Array;
  readonly questionEnd: number;
  /** Where the additional section starts: it may be left out to fit, without TC (RFC 2181 §9). */
  readonly additional: number;
  readonly additionalCount: number;
  /** Offsets of every TTL, ascending. */
  readonly ttlAt: Uint16Array;
  /** Upper eight bits of the RCODE. */
  readonly extendedRcode: number;
  /** Options for the OPT of a client that sent one. */
  readonly options: Uint8Array;
  readonly storedAtMs: number;
  /** Monotonic; an answer of no lifetime expires when it is stored. */
  readonly expiresAtMs: number;
  /** Until when it may be given although it has expired; left out: as long as the cache allows. */
  readonly staleUntilMs?: number;
}

const NO_OPTIONS = new Uint8Array(0);
const OPT_BYTES = 11;

/**
 * Keep a message.
 * @param message as parsed; its OPT is taken off, everything else stays byte for byte.
 * @param lifetimeS for how long it may be given out again. @param nowMs monotonic.
 */
export function storeMessage(message: Message, lifetimeS: number, nowMs: number): StoredAnswer {
  const { bytes, opt } = message;
  const cut = opt === null ? 0 : opt.end - opt.owner;
  const kept = piece(bytes.length - cut);
  const before = opt === null ? bytes.length : opt.owner;
  for (let i = 0; i < before; i++) kept[i] = bytes[i]!;
  for (let i = before; i < kept.length; i++) kept[i] = bytes[i + cut]!;
  if (opt !== null) {
    const count = ((bytes[10]! << 8) | bytes[11]!) - 1;
    kept[10] = count >>> 8;
    kept[11] = count & 255;
  }
  kept[0] = 0;
  kept[1] = 0;
  const records = message.records.filter((r) => r !== opt);
  const moved = (offset: number): number => (opt !== null && offset >= opt.end ? offset - cut : offset);
  const ttlAt = new Uint16Array(records.length);
  for (let i = 0; i < ttlAt.length; i++) ttlAt[i] = moved(records[i]!.ttlAt);
  const first = records.find((r) => r.section > ANSWER + 1);
  return {
    message: kept,
    questionEnd: message.questionEnd,
    additional: first === undefined ? kept.length : moved(first.owner),
    additionalCount: (kept[10]! << 8) | kept[11]!,
    ttlAt,
    extendedRcode: message.rcode >>> 4,
    options: opt === null ? NO_OPTIONS : extendedErrorOptions(message),
    storedAtMs: nowMs,
    expiresAtMs: nowMs + lifetimeS * 1000,
  };
}

/** An answer of ours without records. @param name uncompressed question. @param lifetimeS RFC 9520 §3.2 wants failures kept for at least 1 s. @param ede extended error code, or 0. */
export function storedError(
  name: Uint8Array,
  type: number,
  cls: number,
  asked: number,
  rcode: number,
  ede: number,
  lifetimeS: number,
  nowMs: number,
): StoredAnswer {
  const message = new Uint8Array(HEADER_BYTES + name.length + 4);
  const flags = FLAG.QR | FLAG.RA | echoedFlags(asked) | (rcode & RCODE_MASK);
  message[2] = flags >>> 8;
  message[3] = flags & 255;
  message[5] = 1;
  message.set(name, HEADER_BYTES);
  const at = HEADER_BYTES + name.length;
  message[at] = type >>> 8;
  message[at + 1] = type & 255;
  message[at + 2] = cls >>> 8;
  message[at + 3] = cls & 255;
  return {
    message,
    questionEnd: message.length,
    additional: message.length,
    additionalCount: 0,
    ttlAt: new Uint16Array(0),
    extendedRcode: rcode >>> 4,
    options: ede === 0 ? NO_OPTIONS : extendedError(ede),
    storedAtMs: nowMs,
    expiresAtMs: nowMs + lifetimeS * 1000,
  };
}

/** One extended-error option without text, RFC 8914 §2. */
export function extendedError(code: (typeof EDE)[keyof typeof EDE] | number): Uint8Array {
  return Uint8Array.of(0, OPTION_EDE, 0, 2, code >>> 8, code & 255);
}

/** RD and CD of a query as they stand in its answer. RFC 1035 §4.1.1, RFC 4035 §3.2.2. */
export function echoedFlags(asked: number): number {
  return ((asked & ASKED.RD) !== 0 ? FLAG.RD : 0) | ((asked & ASKED.CD) !== 0 ? FLAG.CD : 0);
}

/** An answer as it lies in some larger piece of memory; one object, filled anew per answer. */
export interface AnswerPlace {
  readonly bytes: Uint8Array;
  /** The same memory, for the offsets of the TTLs. */
  readonly words: Uint16Array;
  /** Where the message starts in `bytes`. */
  at: number;
  length: number;
  questionEnd: number;
  additional: number;
  additionalCount: number;
  /** Index into `words`. */
  ttlFrom: number;
  ttlCount: number;
  readonly options: Uint8Array;
  /** Index into `options`. */
  optionsAt: number;
  optionsLength: number;
  extendedRcode: number;
  storedAtMs: number;
}

export function newAnswerPlace(bytes: Uint8Array, words: Uint16Array): AnswerPlace {
  return {
    bytes,
    words,
    at: 0,
    length: 0,
    questionEnd: 0,
    additional: 0,
    additionalCount: 0,
    ttlFrom: 0,
    ttlCount: 0,
    options: bytes,
    optionsAt: 0,
    optionsLength: 0,
    extendedRcode: 0,
    storedAtMs: 0.5,
  };
}

/** Write a kept answer for one asker; as writeReplyFrom. */
export function writeReply(
  stored: StoredAnswer,
  query: QueryView,
  from: Uint8Array,
  limit: number,
  out: Uint8Array,
  nowMs: number,
): number {
  const { message } = stored;
  const place: AnswerPlace = {
    bytes: message,
    words: stored.ttlAt,
    at: 0,
    length: message.length,
    questionEnd: stored.questionEnd,
    additional: stored.additional,
    additionalCount: stored.additionalCount,
    ttlFrom: 0,
    ttlCount: stored.ttlAt.length,
    options: stored.options,
    optionsAt: 0,
    optionsLength: stored.options.length,
    extendedRcode: stored.extendedRcode,
    storedAtMs: stored.storedAtMs,
  };
  return writeReplyFrom(place, query, from, limit, out, nowMs);
}

/**
 * Write the answer for one asker. Allocates nothing.
 * @param query whose id, question, OPT and size rule. @param from the packet the query was read from.
 * @param limit most bytes the transport takes: the asker's size over UDP, 65535 over TCP.
 * @param out receives the message from byte 0. @returns its length.
 */
export function writeReplyFrom(
  place: AnswerPlace,
  query: QueryView,
  from: Uint8Array,
  limit: number,
  out: Uint8Array,
  nowMs: number,
): number {
  const optBytes = query.hasOpt ? OPT_BYTES + place.optionsLength + query.cookie.length : 0;
  let body = place.length;
  let additional = place.additionalCount;
  let truncated = false;
  if (body + optBytes > limit) {
    body = place.additional;
    additional = 0;
    if (body + optBytes > limit) {
      // RFC 2181 §9: a truncated answer's records may be ignored, so none are sent.
      truncated = true;
      body = place.questionEnd;
    }
  }
  const { bytes, at } = place;
  out[0] = query.id >>> 8;
  out[1] = query.id & 255;
  out[2] = bytes[at + 2]!;
  out[3] = bytes[at + 3]!;
  for (let i = 4; i < HEADER_BYTES; i++) out[i] = bytes[at + i]!;
  let copied = HEADER_BYTES;
  if (query.questionEnd > 0) for (; copied < query.nameEnd; copied++) out[copied] = from[copied]!;
  for (; copied < body; copied++) out[copied] = bytes[at + copied]!;
  if (truncated) {
    out[2] = out[2]! | (FLAG.TC >>> 8);
    for (let i = 6; i < 12; i++) out[i] = 0;
  }
  const ageS = Math.floor((nowMs - place.storedAtMs) / 1000);
  if (ageS > 0 && !truncated) ageTtls(place, body, ageS, out);
  if (!query.hasOpt) {
    out[10] = additional >>> 8;
    out[11] = additional & 255;
    // An extended RCODE cannot be said without OPT; its low bits alone would say something else.
    if (place.extendedRcode !== 0) out[3] = (out[3]! & ~RCODE_MASK) | RCODE.SERVFAIL;
    return body;
  }
  out[10] = (additional + 1) >>> 8;
  out[11] = (additional + 1) & 255;
  const fits = body + optBytes <= limit;
  let end = body + writeOpt(out, body, place.extendedRcode, (query.asked & ASKED.DO) !== 0, query.cookie);
  if (fits && place.optionsLength > 0) end = appendOptions(place, out, body, end);
  return end;
}

/** @param opt where the OPT starts. @param end where it ends so far. @returns its new end. */
function appendOptions(
  { options, optionsAt, optionsLength }: AnswerPlace,
  out: Uint8Array,
  opt: number,
  end: number,
): number {
  for (let i = 0; i < optionsLength; i++) out[end + i] = options[optionsAt + i]!;
  const length = ((out[opt + 9]! << 8) | out[opt + 10]!) + optionsLength;
  out[opt + 9] = length >>> 8;
  out[opt + 10] = length & 255;
  return end + optionsLength;
}

function ageTtls({ words, ttlFrom, ttlCount }: AnswerPlace, body: number, ageS: number, out: Uint8Array): void {
  for (let i = 0; i < ttlCount; i++) {
    const p = words[ttlFrom + i]!;
    if (p >= body) return;
    const ttl = out[p]! > 127 ? 0 : (out[p]! << 24) | (out[p + 1]! << 16) | (out[p + 2]! << 8) | out[p + 3]!;
    const left = ttl > ageS ? ttl - ageS : 0;
    out[p] = left >>> 24;
    out[p + 1] = (left >>> 16) & 255;
    out[p + 2] = (left >>> 8) & 255;
    out[p + 3] = left & 255;
  }
}

/** OPT with our UDP size and the asker's DO (RFC 3225 §3). @returns bytes written. */
export function writeOpt(
  out: Uint8Array,
  at: number,
  extendedRcode: number,
  dnssecOk: boolean,
  options: Uint8Array,
): number {
  out[at] = 0;
  out[at + 1] = TYPE.OPT >>> 8;
  out[at + 2] = TYPE.OPT & 255;
  out[at + 3] = UDP_SIZE >>> 8;
  out[at + 4] = UDP_SIZE & 255;
  out[at + 5] = extendedRcode;
  out[at + 6] = 0;
  out[at + 7] = dnssecOk ? OPT_DO >>> 8 : 0;
  out[at + 8] = 0;
  out[at + 9] = options.length >>> 8;
  out[at + 10] = options.length & 255;
  for (let i = 0; i < options.length; i++) out[at + OPT_BYTES + i] = options[i]!;
  return OPT_BYTES + options.length;
}

/**
 * Refuse a query that is not answered from anywhere: FORMERR, NOTIMP, REFUSED, BADVERS.
 * The question is repeated where it could be read. @param flag besides, FLAG.TC or 0. @returns bytes written from byte 0.
 */
export function writeRefusal(query: QueryView, from: Uint8Array, rcode: number, out: Uint8Array, flag = 0): number {
  const body = query.questionEnd > 0 ? query.questionEnd : HEADER_BYTES;
  for (let i = HEADER_BYTES; i < body; i++) out[i] = from[i]!;
  const flags = FLAG.QR | query.opcode | FLAG.RA | flag | echoedFlags(query.asked) | (rcode & RCODE_MASK);
  out[0] = query.id >>> 8;
  out[1] = query.id & 255;
  out[2] = flags >>> 8;
  out[3] = flags & 255;
  for (let i = 4; i < HEADER_BYTES; i++) out[i] = 0;
  out[5] = query.questionEnd > 0 ? 1 : 0;
  if (!query.hasOpt) return body;
  out[11] = 1;
  return body + writeOpt(out, body, rcode >>> 4, (query.asked & ASKED.DO) !== 0, query.cookie);
}
