/** The records of DNSSEC, each read from its data: a view, or null where the data is not of that shape. RFC 4034 §2–§5, RFC 5155 §3. */
import { lowerName, readName, skipName } from "../wire/name.ts";
import { NSEC3_SHA1 } from "./numbers.ts";
import { isBitmap } from "./type-bitmap.ts";

/** RRSIG, RFC 4034 §3. Times are seconds modulo 2^32. */
export interface Signature {
  readonly covered: number;
  readonly algorithm: number;
  readonly labels: number;
  readonly originalTtl: number;
  readonly expiration: number;
  readonly inception: number;
  readonly keyTag: number;
  /** In lower case. */
  readonly signer: Uint8Array;
  /** The data before the signature, the signer in lower case: what is signed begins with it. */
  readonly head: Uint8Array;
  readonly signature: Uint8Array;
}

/** DNSKEY, RFC 4034 §2. */
export interface Key {
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly publicKey: Uint8Array;
  readonly tag: number;
  readonly data: Uint8Array;
}

/** DS, RFC 4034 §5. */
export interface DelegationSigner {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: Uint8Array;
}

/** NSEC, RFC 4034 §4. Names in lower case. */
export interface Nsec {
  readonly owner: Uint8Array;
  readonly next: Uint8Array;
  readonly types: Uint8Array;
}

/** NSEC3, RFC 5155 §3. */
export interface Nsec3 {
  /** Of the owner, 20 octets. */
  readonly hash: Uint8Array;
  readonly nextHash: Uint8Array;
  readonly flags: number;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly types: Uint8Array;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function long(bytes: Uint8Array, at: number): number {
  return ((word(bytes, at) << 16) | word(bytes, at + 2)) >>> 0;
}

/** A name that must not be compressed (RFC 4034 §3.1.7, §4.1.1). @returns its wire form as it came, or null. */
function plainName(bytes: Uint8Array, at: number, end: number): Uint8Array | null {
  const after = skipName(bytes, at, end);
  if (after < 0) return null;
  const name = readName(bytes, at, end);
  return name !== null && name.length === after - at ? name : null;
}

const SIGNATURE_FIXED = 18;

/** @param data offset of the record's data in `bytes`. @param end the first octet after it. */
export function readSignature(bytes: Uint8Array, data: number, end: number): Signature | null {
  if (end - data < SIGNATURE_FIXED + 2) return null;
  const signer = plainName(bytes, data + SIGNATURE_FIXED, end);
  if (signer === null) return null;
  const signatureAt = data + SIGNATURE_FIXED + signer.length;
  if (signatureAt >= end) return null;
  const lower = lowerName(signer);
  const head = bytes.slice(data, signatureAt);
  head.set(lower, SIGNATURE_FIXED);
  return {
    covered: word(bytes, data),
    algorithm: bytes[data + 2]!,
    labels: bytes[data + 3]!,
    originalTtl: long(bytes, data + 4),
    expiration: long(bytes, data + 8),
    inception: long(bytes, data + 12),
    keyTag: word(bytes, data + 16),
    signer: lower,
    head,
    signature: bytes.slice(signatureAt, end),
  };
}

export function readKey(bytes: Uint8Array, at: number, end: number): Key | null {
  if (end - at < 5) return null;
  const data = bytes.slice(at, end);
  return {
    flags: word(data, 0),
    protocol: data[2]!,
    algorithm: data[3]!,
    publicKey: data.subarray(4),
    tag: keyTag(data),
    data,
  };
}

/** RFC 4034 appendix B; the other sum of its B.1 is for algorithm 1, which nobody may use. @param data of a DNSKEY. */
export function keyTag(data: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (i & 1) === 0 ? data[i]! << 8 : data[i]!;
  return (sum + (sum >>> 16)) & 0xffff;
}

export function readDs(bytes: Uint8Array, at: number, end: number): DelegationSigner | null {
  if (end - at < 5) return null;
  return {
    keyTag: word(bytes, at),
    algorithm: bytes[at + 2]!,
    digestType: bytes[at + 3]!,
    digest: bytes.slice(at + 4, end),
  };
}

/** @param owner in lower case. */
export function readNsec(owner: Uint8Array, bytes: Uint8Array, at: number, end: number): Nsec | null {
  const next = plainName(bytes, at, end);
  if (next === null) return null;
  const types = bytes.slice(at + next.length, end);
  return isBitmap(types) ? { owner, next: lowerName(next), types } : null;
}

const HASH_BYTES = 20;

/** @param owner in lower case: its first label is the hash (RFC 5155 §3). Another hash than SHA-1 is not read (§8.1). */
export function readNsec3(owner: Uint8Array, bytes: Uint8Array, at: number, end: number): Nsec3 | null {
  if (end - at < 5) return null;
  const saltEnd = at + 5 + bytes[at + 4]!;
  if (bytes[at] !== NSEC3_SHA1 || saltEnd >= end) return null;
  const hashEnd = saltEnd + 1 + bytes[saltEnd]!;
  if (bytes[saltEnd] !== HASH_BYTES || hashEnd > end) return null;
  const hash = base32Hex(owner.subarray(1, 1 + owner[0]!));
  const types = bytes.slice(hashEnd, end);
  if (hash === null || hash.length !== HASH_BYTES || !isBitmap(types)) return null;
  return {
    hash,
    nextHash: bytes.slice(saltEnd + 1, hashEnd),
    flags: bytes[at + 1]!,
    iterations: word(bytes, at + 2),
    salt: bytes.slice(at + 5, saltEnd),
    types,
  };
}

/** RFC 4648 §7 without padding, lower case. @returns null where a character or the bits left over are wrong. */
function base32Hex(text: Uint8Array): Uint8Array | null {
  const octets = new Uint8Array((text.length * 5) >>> 3);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    const value = char >= 0x30 && char <= 0x39 ? char - 0x30 : char >= 0x61 && char <= 0x76 ? char - 0x61 + 10 : -1;
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      octets[at++] = (held >>> bits) & 255;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? octets : null;
}
