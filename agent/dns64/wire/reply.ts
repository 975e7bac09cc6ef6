/**
 * Answers as they are kept, and the bytes a client gets of them. Kept without id and without OPT: the id and the case of the question are
 * the asker's, OPT belongs to the hop (RFC 6891 §6.1.1), TTLs run down while an answer is kept.
 */
import { type EDE, FLAG, HEADER_BYTES, OPT_DO, OPTION_EDE, RCODE, RCODE_MASK, TYPE, UDP_SIZE } from "./constants.ts";
import { ANSWER, extendedErrorOptions, type Message } from "./message.ts";
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
  const kept = new Uint8Array(bytes.length - cut);
  if (opt === null) {
    kept.set(bytes);
  } else {
    kept.set(bytes.subarray(0, opt.owner));
    kept.set(bytes.subarray(opt.end), opt.owner);
    const count = ((bytes[10]! << 8) | bytes[11]!) - 1;
    kept[10] = count >>> 8;
    kept[11] = count & 255;
  }
  kept[0] = 0;
  kept[1] = 0;
  const records = message.records.filter((r) => r !== opt);
  const moved = (offset: number): number => (opt !== null && offset >= opt.end ? offset - cut : offset);
  const first = records.find((r) => r.section > ANSWER + 1);
  return {
    message: kept,
    questionEnd: message.questionEnd,
    additional: first === undefined ? kept.length : moved(first.owner),
    additionalCount: (kept[10]! << 8) | kept[11]!,
    ttlAt: Uint16Array.from(records, (r) => moved(r.ttlAt)),
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

/**
 * Write the answer for one asker. Allocates nothing.
 * @param query whose id, question, OPT and size rule. @param from the packet the query was read from.
 * @param limit most bytes the transport takes: the asker's size over UDP, 65535 over TCP.
 * @param out receives the message at `at`. @returns its length.
 */
export function writeReply(
  stored: StoredAnswer,
  query: QueryView,
  from: Uint8Array,
  limit: number,
  out: Uint8Array,
  at: number,
  nowMs: number,
): number {
  const optBytes = query.hasOpt ? OPT_BYTES + stored.options.length : 0;
  let body = stored.message.length;
  let additional = stored.additionalCount;
  let truncated = false;
  if (body + optBytes > limit) {
    body = stored.additional;
    additional = 0;
    if (body + optBytes > limit) {
      // RFC 2181 §9: a truncated answer's records may be ignored, so none are sent.
      truncated = true;
      body = stored.questionEnd;
    }
  }
  const { message } = stored;
  for (let i = 2; i < body; i++) out[at + i] = message[i]!;
  out[at] = query.id >>> 8;
  out[at + 1] = query.id & 255;
  if (stored.questionEnd > HEADER_BYTES && query.questionEnd > 0) {
    for (let i = HEADER_BYTES; i < query.nameEnd; i++) out[at + i] = from[i]!;
  }
  if (truncated) {
    out[at + 2] = out[at + 2]! | (FLAG.TC >>> 8);
    for (let i = 6; i < 12; i++) out[at + i] = 0;
  }
  const ageS = Math.floor((nowMs - stored.storedAtMs) / 1000);
  if (ageS > 0 && !truncated) ageTtls(stored.ttlAt, body, ageS, out, at);
  if (!query.hasOpt) {
    out[at + 10] = additional >>> 8;
    out[at + 11] = additional & 255;
    // An extended RCODE cannot be said without OPT; its low bits alone would say something else.
    if (stored.extendedRcode !== 0) out[at + 3] = (out[at + 3]! & ~RCODE_MASK) | RCODE.SERVFAIL;
    return body;
  }
  out[at + 10] = (additional + 1) >>> 8;
  out[at + 11] = (additional + 1) & 255;
  const options = body + optBytes <= limit ? stored.options : NO_OPTIONS;
  return body + writeOpt(out, at + body, stored.extendedRcode, (query.asked & ASKED.DO) !== 0, options);
}

function ageTtls(ttlAt: Uint16Array, body: number, ageS: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < ttlAt.length; i++) {
    const offset = ttlAt[i]!;
    if (offset >= body) return;
    const p = at + offset;
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
  out.set(options, at + OPT_BYTES);
  return OPT_BYTES + options.length;
}

/**
 * Refuse a query that is not answered from anywhere: FORMERR, NOTIMP, REFUSED, BADVERS.
 * The question is repeated where it could be read. @returns bytes written at `at`.
 */
export function writeRefusal(query: QueryView, from: Uint8Array, rcode: number, out: Uint8Array, at: number): number {
  const body = query.questionEnd > 0 ? query.questionEnd : HEADER_BYTES;
  for (let i = HEADER_BYTES; i < body; i++) out[at + i] = from[i]!;
  const flags = FLAG.QR | query.opcode | FLAG.RA | echoedFlags(query.asked) | (rcode & RCODE_MASK);
  out[at] = query.id >>> 8;
  out[at + 1] = query.id & 255;
  out[at + 2] = flags >>> 8;
  out[at + 3] = flags & 255;
  for (let i = 4; i < HEADER_BYTES; i++) out[at + i] = 0;
  out[at + 5] = query.questionEnd > 0 ? 1 : 0;
  if (!query.hasOpt) return body;
  out[at + 11] = 1;
  return body + writeOpt(out, at + body, rcode >>> 4, (query.asked & ASKED.DO) !== 0, NO_OPTIONS);
}
