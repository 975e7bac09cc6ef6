/** What a client may ask, RFC 1035 §4.1 and RFC 6891: read into one reused view, so that a hit allocates nothing. */
import {
  FLAG,
  HEADER_BYTES,
  OPCODE_MASK,
  OPT_DO,
  OPTION_COOKIE,
  RCODE,
  TYPE,
  UDP_SIZE,
  UDP_SIZE_WITHOUT_EDNS,
} from "./constants.ts";
import { skipName } from "./name.ts";

/** The bits of a query that change what its answer may be; part of the cache's key. */
export const ASKED = { RD: 1, AD: 2, CD: 4, DO: 8 } as const;

/** One client query. Offsets are into the packet it was read from. */
export interface QueryView {
  id: number;
  /** The question's name lies uncompressed at 12 … nameEnd. */
  nameEnd: number;
  /** First byte after the question; 0 where there is no question that could be repeated in an answer. */
  questionEnd: number;
  type: number;
  class: number;
  /** OR of `ASKED`. */
  asked: number;
  opcode: number;
  hasOpt: boolean;
  /** Largest UDP answer this client takes, within our own limit. */
  udpSize: number;
  /** Where the data of its cookie option starts, and its length; 0 and 0 where it has none. RFC 7873 §4. */
  cookieAt: number;
  cookieLength: number;
  /** The cookie option its answer carries, whole; empty: none. */
  cookie: Uint8Array;
}

export const NO_COOKIE = new Uint8Array(0);

export function newQueryView(): QueryView {
  return {
    id: 0,
    nameEnd: 0,
    questionEnd: 0,
    type: 0,
    class: 0,
    asked: 0,
    opcode: 0,
    hasOpt: false,
    udpSize: UDP_SIZE_WITHOUT_EDNS,
    cookieAt: 0,
    cookieLength: 0,
    cookie: NO_COOKIE,
  };
}

/** What readQuery says: a query to be answered, an RCODE to be answered with, or nothing to be answered at all. */
export const DROP_SHORT = -2;
export const DROP_RESPONSE = -1;
export const ACCEPT = 0;

/**
 * Read a query.
 * @param length bytes of the message, which starts at 0. @param into is overwritten.
 * @returns ACCEPT; a positive RCODE the query must be refused with; or DROP_RESPONSE (a response is never answered: two servers would
 * answer each other for ever) or DROP_SHORT (no header, so no id to answer with).
 */
export function readQuery(bytes: Uint8Array, length: number, into: QueryView): number {
  into.questionEnd = 0;
  into.hasOpt = false;
  into.asked = 0;
  into.udpSize = UDP_SIZE_WITHOUT_EDNS;
  into.cookieLength = 0;
  into.cookie = NO_COOKIE;
  if (length < HEADER_BYTES) return DROP_SHORT;
  const flags = (bytes[2]! << 8) | bytes[3]!;
  if ((flags & FLAG.QR) !== 0) return DROP_RESPONSE;
  into.id = (bytes[0]! << 8) | bytes[1]!;
  into.opcode = flags & OPCODE_MASK;
  if ((flags & FLAG.RD) !== 0) into.asked |= ASKED.RD;
  if ((flags & FLAG.CD) !== 0) into.asked |= ASKED.CD;
  if ((flags & FLAG.AD) !== 0) into.asked |= ASKED.AD;
  if (into.opcode !== 0) return RCODE.NOTIMP;
  // One question, and no records but additional ones: RFC 9619 §4 for the count, RFC 1035 §4.1.1 for the rest.
  if (((bytes[4]! << 8) | bytes[5]!) !== 1) return RCODE.FORMERR;
  if ((bytes[6]! | bytes[7]! | bytes[8]!) !== 0) return RCODE.FORMERR;
  const nameEnd = plainNameEnd(bytes, length);
  if (nameEnd < 0 || nameEnd + 4 > length) return RCODE.FORMERR;
  into.nameEnd = nameEnd;
  into.type = (bytes[nameEnd]! << 8) | bytes[nameEnd + 1]!;
  into.class = (bytes[nameEnd + 2]! << 8) | bytes[nameEnd + 3]!;
  into.questionEnd = nameEnd + 4;
  const authorityCount = bytes[9]!;
  const additionalCount = (bytes[10]! << 8) | bytes[11]!;
  const records = readRecords(bytes, length, into, authorityCount, additionalCount);
  if (records !== ACCEPT) return records;
  if (into.type === TYPE.OPT) return RCODE.FORMERR;
  // A zone transfer is many messages and belongs to the authoritative server.
  if (into.type === TYPE.AXFR || into.type === TYPE.IXFR) return RCODE.REFUSED;
  return authorityCount === 0 ? ACCEPT : RCODE.FORMERR;
}

/** End of the question's name. A pointer there could lead only into the header, so it is malformed. */
function plainNameEnd(bytes: Uint8Array, length: number): number {
  let at = HEADER_BYTES;
  for (;;) {
    if (at >= length) return -1;
    const label = bytes[at]!;
    if (label > 63) return -1;
    at += label + 1;
    if (at - HEADER_BYTES > 255) return -1;
    if (label === 0) return at;
  }
}

/** The records after the question: at most one OPT, owned by the root (RFC 6891 §6.1.1), version 0 (§6.1.3); nothing after the last record. */
function readRecords(
  bytes: Uint8Array,
  length: number,
  into: QueryView,
  authorityCount: number,
  additionalCount: number,
): number {
  let at = into.questionEnd;
  let version = 0;
  for (let i = 0; i < authorityCount + additionalCount; i++) {
    const owner = at;
    at = skipName(bytes, at, length);
    if (at < 0 || at + 10 > length) return RCODE.FORMERR;
    const dataEnd = at + 10 + ((bytes[at + 8]! << 8) | bytes[at + 9]!);
    if (dataEnd > length) return RCODE.FORMERR;
    if (((bytes[at]! << 8) | bytes[at + 1]!) === TYPE.OPT) {
      if (into.hasOpt || bytes[owner] !== 0 || i < authorityCount) return RCODE.FORMERR;
      if (!optionsWhole(bytes, at + 10, dataEnd, into)) return RCODE.FORMERR;
      into.hasOpt = true;
      const size = (bytes[at + 2]! << 8) | bytes[at + 3]!;
      // RFC 6891 §6.2.3: values below 512 are 512.
      into.udpSize = Math.min(Math.max(size, UDP_SIZE_WITHOUT_EDNS), UDP_SIZE);
      version = bytes[at + 5]!;
      if ((((bytes[at + 6]! << 8) | bytes[at + 7]!) & OPT_DO) !== 0) into.asked |= ASKED.DO;
    }
    at = dataEnd;
  }
  if (at !== length) return RCODE.FORMERR;
  return version === 0 ? ACCEPT : RCODE.BADVERS;
}

/** Whether the options of an OPT fill its data exactly (RFC 6891 §6.1.2) and a cookie among them has a possible length; notes the first cookie. */
function optionsWhole(bytes: Uint8Array, from: number, end: number, into: QueryView): boolean {
  let at = from;
  while (at + 4 <= end) {
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (bytes[at] === 0 && bytes[at + 1] === OPTION_COOKIE && into.cookieLength === 0) {
      // RFC 7873 §5.2.2: a client cookie is 8 octets, a server cookie 8 to 32 more; any other length is FORMERR.
      if (length !== 8 && (length < 16 || length > 40)) return false;
      into.cookieAt = at + 4;
      into.cookieLength = length;
    }
    at += 4 + length;
  }
  return at === end;
}
