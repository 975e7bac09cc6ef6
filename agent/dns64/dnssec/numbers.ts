/** Numbers of DNSSEC that the validator reads or writes by name. RFC 4034, RFC 5155, RFC 8914. */

export const SEC = { DS: 43, RRSIG: 46, NSEC: 47, DNSKEY: 48, NSEC3: 50, NSEC3PARAM: 51 } as const;

/** Types that only a client with DO gets, unless it asked for them. RFC 4035 §3.2.1, RFC 5155 §7.2. */
export const AUTHENTICATING: ReadonlySet<number> = new Set([SEC.RRSIG, SEC.NSEC, SEC.NSEC3]);

/** Flags of a DNSKEY, RFC 4034 §2.1.1 and RFC 5011 §7. */
export const KEY_FLAG = { ZONE: 0x0100, REVOKED: 0x0080 } as const;

/** The only protocol value a DNSKEY may have, RFC 4034 §2.1.2. */
export const KEY_PROTOCOL = 3;

/** Flag of an NSEC3, RFC 5155 §3.1.2.1; a record with any other flag is ignored (§8.2). */
export const NSEC3_OPT_OUT = 1;
/** SHA-1, the only hash there is. RFC 5155 §11. */
export const NSEC3_SHA1 = 1;

/** Extended errors about validation, RFC 8914 §4. */
export const ERROR = {
  UNSUPPORTED_ALGORITHM: 1,
  UNSUPPORTED_DIGEST: 2,
  BOGUS: 6,
  SIGNATURE_EXPIRED: 7,
  SIGNATURE_NOT_YET_VALID: 8,
  DNSKEY_MISSING: 9,
  RRSIGS_MISSING: 10,
  NO_ZONE_KEY: 11,
  NSEC_MISSING: 12,
  NSEC3_ITERATIONS: 27,
} as const;
