/** A whole message as offsets into its bytes: what came from upstream is looked at in place and passed on as it is. */
import { CLASS_IN, HEADER_BYTES, OPTION_EDE, RCODE_MASK, TYPE } from "./constants.ts";
import { dataNamesWhole } from "./layout.ts";
import { readName, skipName } from "./name.ts";

export const ANSWER = 0;
export const AUTHORITY = 1;
export const ADDITIONAL = 2;
export type Section = typeof ANSWER | typeof AUTHORITY | typeof ADDITIONAL;

/** One resource record: every field is an offset or a number, RFC 1035 §4.1.3. */
export interface ResourceRecord {
  readonly section: Section;
  readonly owner: number;
  readonly type: number;
  readonly class: number;
  /** Seconds; a set top bit counts as 0 (RFC 2181 §8). */
  readonly ttl: number;
  readonly ttlAt: number;
  readonly data: number;
  readonly end: number;
}

export interface Message {
  readonly bytes: Uint8Array;
  readonly id: number;
  readonly flags: number;
  /** With the upper eight bits of an OPT, RFC 6891 §6.1.3. */
  readonly rcode: number;
  /** Wire form as it came; empty where there is no question. */
  readonly name: Uint8Array;
  readonly questionEnd: number;
  readonly type: number;
  readonly class: number;
  readonly records: readonly ResourceRecord[];
  readonly opt: ResourceRecord | null;
}

const NO_NAME = new Uint8Array(0);

/** Parse a message. @returns null where a length, a name or a count is wrong, where it has more than one question or OPT, or bytes follow its end. */
export function parseMessage(bytes: Uint8Array): Message | null {
  if (bytes.length < HEADER_BYTES) return null;
  const word = (at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
  const questions = word(4);
  if (questions > 1) return null;
  let at = HEADER_BYTES;
  let name: Uint8Array | null = NO_NAME;
  let type = 0;
  let cls = 0;
  if (questions === 1) {
    name = readName(bytes, at);
    if (name === null) return null;
    at = skipName(bytes, at, bytes.length);
    if (at + 4 > bytes.length) return null;
    type = word(at);
    cls = word(at + 2);
    at += 4;
  }
  const questionEnd = at;
  const records: ResourceRecord[] = [];
  let opt: ResourceRecord | null = null;
  for (const section of [ANSWER, AUTHORITY, ADDITIONAL] as const) {
    for (let count = word(6 + 2 * section); count > 0; count--) {
      const record = parseRecord(bytes, at, section);
      if (record === null) return null;
      if (record.type === TYPE.OPT) {
        if (opt !== null || section !== ADDITIONAL || bytes[record.owner] !== 0) return null;
        opt = record;
      }
      records.push(record);
      at = record.end;
    }
  }
  if (at !== bytes.length) return null;
  const flags = word(2);
  const rcode = (flags & RCODE_MASK) | (opt === null ? 0 : bytes[opt.ttlAt]! << 4);
  return { bytes, id: word(0), flags, rcode, name, questionEnd, type, class: cls, records, opt };
}

function parseRecord(bytes: Uint8Array, owner: number, section: Section): ResourceRecord | null {
  const at = skipName(bytes, owner, bytes.length);
  if (at < 0 || at + 10 > bytes.length) return null;
  const data = at + 10;
  const end = data + ((bytes[at + 8]! << 8) | bytes[at + 9]!);
  const type = (bytes[at]! << 8) | bytes[at + 1]!;
  if (end > bytes.length || !dataNamesWhole(bytes, type, data, end)) return null;
  return {
    section,
    owner,
    type,
    class: (bytes[at + 2]! << 8) | bytes[at + 3]!,
    ttl: readTtl(bytes, at + 4),
    ttlAt: at + 4,
    data,
    end,
  };
}

/** Seconds of a TTL field; one with its top bit set is 0. RFC 2181 §8. */
export function readTtl(bytes: Uint8Array, at: number): number {
  if (bytes[at]! > 127) return 0;
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** Owner of a record, uncompressed. */
export function ownerOf(message: Message, record: ResourceRecord): Uint8Array {
  return readName(message.bytes, record.owner)!;
}

/** Records of one section, without OPT, which belongs to the hop (RFC 6891 §6.1.1). */
export function sectionOf(message: Message, section: Section): ResourceRecord[] {
  return message.records.filter((r) => r.section === section && r.type !== TYPE.OPT);
}

/** The type an RRSIG covers. RFC 4034 §3.1.1. @returns 0 for any other record. */
export function coveredType(message: Message, record: ResourceRecord): number {
  if (record.type !== TYPE.RRSIG || record.end - record.data < 2) return 0;
  return (message.bytes[record.data]! << 8) | message.bytes[record.data + 1]!;
}

/** For how long a negative answer holds: the SOA's TTL or its MINIMUM field, whichever is less (RFC 2308 §5). @returns seconds, or null without a SOA. */
export function negativeTtl(message: Message): number | null {
  for (const record of message.records) {
    if (record.section !== AUTHORITY || record.type !== TYPE.SOA || record.class !== CLASS_IN) continue;
    if (record.end - record.data < 22) continue;
    return Math.min(record.ttl, readTtl(message.bytes, record.end - 4));
  }
  return null;
}

/** Info codes of the extended errors an answer carries. RFC 8914 §2. */
export function extendedErrors(message: Message): number[] {
  const codes: number[] = [];
  for (const { code, at, end } of optionsOf(message)) {
    if (code === OPTION_EDE && end - at >= 2) codes.push((message.bytes[at]! << 8) | message.bytes[at + 1]!);
  }
  return codes;
}

/** The extended-error options whole, to be handed on (RFC 8914 §3 lets a forwarder pass them); all other options belong to the hop. */
export function extendedErrorOptions(message: Message): Uint8Array {
  const parts: number[] = [];
  for (const { code, at, end } of optionsOf(message)) {
    if (code === OPTION_EDE) parts.push(...message.bytes.subarray(at - 4, end));
  }
  return Uint8Array.from(parts);
}

function* optionsOf({ bytes, opt }: Message): Generator<{ code: number; at: number; end: number }> {
  if (opt === null) return;
  let at = opt.data;
  while (at + 4 <= opt.end) {
    const end = at + 4 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (end > opt.end) return;
    yield { code: (bytes[at]! << 8) | bytes[at + 1]!, at: at + 4, end };
    at = end;
  }
}
