/** Numbers of the DNS protocol that the server reads or writes by name. RFC 1035 §3.2, §4.1; RFC 6891; RFC 8914. */

export const TYPE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  AAAA: 28,
  DNAME: 39,
  OPT: 41,
  RRSIG: 46,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
} as const;

export const CLASS_IN = 1;

export const RCODE = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
} as const;

/** Header flags as bits of the 16-bit word at offset 2. RFC 1035 §4.1.1, RFC 4035 §3.1.6, §3.2.2. */
export const FLAG = {
  QR: 0x8000,
  AA: 0x0400,
  TC: 0x0200,
  RD: 0x0100,
  RA: 0x0080,
  AD: 0x0020,
  CD: 0x0010,
} as const;

export const OPCODE_MASK = 0x7800;
export const RCODE_MASK = 0x000f;

export const HEADER_BYTES = 12;

/** Where a message's question starts. */
export const QUESTION_AT = HEADER_BYTES;

/** DO in the 16-bit flags of an OPT record. RFC 3225 §3. */
export const OPT_DO = 0x8000;

/** Largest UDP message we send or ask for: fits the minimum IPv6 MTU with its headers (DNS Flag Day 2020; RFC 9715 §3). */
export const UDP_SIZE = 1232;

/** Largest UDP message for a client that sent no OPT. RFC 1035 §4.2.1. */
export const UDP_SIZE_WITHOUT_EDNS = 512;

export const OPTION_COOKIE = 10;
export const OPTION_PADDING = 12;
export const OPTION_EDE = 15;

/** Extended errors, RFC 8914 §4. */
export const EDE = { STALE_ANSWER: 3, DNSSEC_BOGUS: 6, NO_REACHABLE_AUTHORITY: 22 } as const;

/** Extended errors that say "validation failed", RFC 8914 §4.6–4.13: indeterminate is none of them. */
export const EDE_BOGUS: ReadonlySet<number> = new Set([6, 7, 8, 9, 10, 11, 12]);
