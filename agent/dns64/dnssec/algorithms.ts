/** Signature algorithms and digests, by node:crypto. Nothing here throws: a key or signature of the wrong shape does not verify. */
import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";

interface Algorithm {
  /** Null where the algorithm hashes by itself. */
  readonly hash: "sha256" | "sha384" | "sha512" | null;
  readonly key: (publicKey: Uint8Array) => JsonWebKey | null;
}

/**
 * RFC 8624 §3.1 for what a validator must know. RSA with SHA-1 (5, 7) is left out: RFC 9905 §2, "Operators of validating resolvers MUST
 * treat RSASHA1 and RSASHA1-NSEC3-SHA1 as unsupported", and so are DSA, GOST and RSA with MD5.
 */
const ALGORITHMS: ReadonlyMap<number, Algorithm> = new Map<number, Algorithm>([
  [8, { hash: "sha256", key: (key) => rsa(key, 512) }], // RFC 5702 §2.1
  [10, { hash: "sha512", key: (key) => rsa(key, 1024) }], // RFC 5702 §2.2
  [13, { hash: "sha256", key: (key) => curve(key, "P-256", 32) }], // RFC 6605 §4
  [14, { hash: "sha384", key: (key) => curve(key, "P-384", 48) }],
  [15, { hash: null, key: (key) => edwards(key, "Ed25519", 32) }], // RFC 8080 §3
  [16, { hash: null, key: (key) => edwards(key, "Ed448", 57) }],
]);

const ELLIPTIC: ReadonlySet<number> = new Set([13, 14]);

/** Larger keys cost more than a signature is worth to an attacker who wants us busy. RFC 5702 §2 allows no larger one. */
const MOST_RSA_BITS = 4096;
/** RFC 3110 §2 allows any; nobody uses more than 65537, and the time to verify grows with it. */
const MOST_EXPONENT_BYTES = 8;

export function isSupportedAlgorithm(algorithm: number): boolean {
  return ALGORITHMS.has(algorithm);
}

/** A public key ready to verify with, or null where it is not one. @param publicKey as in a DNSKEY. */
export function importKey(algorithm: number, publicKey: Uint8Array): KeyObject | null {
  const key = ALGORITHMS.get(algorithm)?.key(publicKey) ?? null;
  if (key === null) return null;
  try {
    return createPublicKey({ key, format: "jwk" });
  } catch {
    return null;
  }
}

export function isSignedBy(algorithm: number, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  const known = ALGORITHMS.get(algorithm);
  if (known === undefined) return false;
  try {
    // RFC 6605 §4: r and s, one after the other.
    const options = ELLIPTIC.has(algorithm) ? { key, dsaEncoding: "ieee-p1363" as const } : key;
    return verify(known.hash, data, options, signature);
  } catch {
    return false;
  }
}

/** Digests of DS records: SHA-256 (RFC 4509) and SHA-384 (RFC 6605). SHA-1 is not accepted any more (RFC 9905 §2). */
const DIGESTS: ReadonlyMap<number, "sha256" | "sha384"> = new Map([
  [2, "sha256"],
  [4, "sha384"],
] as const);

export function isSupportedDigest(digestType: number): boolean {
  return DIGESTS.has(digestType);
}

/** The digest of a key, RFC 4034 §5.1.4. @param owner in lower case. @param data of the DNSKEY. @returns null for a digest not supported. */
export function digestOf(digestType: number, owner: Uint8Array, data: Uint8Array): Uint8Array | null {
  const hash = DIGESTS.get(digestType);
  return hash === undefined ? null : createHash(hash).update(owner).update(data).digest();
}

function base64Url(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString("base64url");
}

/** RFC 3110 §2. */
function rsa(key: Uint8Array, fewestBits: number): JsonWebKey | null {
  const long = key[0] === 0;
  const exponentAt = long ? 3 : 1;
  const exponentBytes = long ? (key[1]! << 8) | key[2]! : key[0]!;
  const exponent = withoutLeadingZeros(key.subarray(exponentAt, exponentAt + exponentBytes));
  const modulus = withoutLeadingZeros(key.subarray(exponentAt + exponentBytes));
  const bits = modulus.length * 8 - (modulus.length === 0 ? 0 : Math.clz32(modulus[0]!) - 24);
  if (exponent.length === 0 || exponent.length > MOST_EXPONENT_BYTES) return null;
  if (bits < fewestBits || bits > MOST_RSA_BITS) return null;
  return { kty: "RSA", n: base64Url(modulus), e: base64Url(exponent) };
}

function withoutLeadingZeros(octets: Uint8Array): Uint8Array {
  let at = 0;
  while (at < octets.length && octets[at] === 0) at++;
  return octets.subarray(at);
}

function curve(key: Uint8Array, crv: string, bytes: number): JsonWebKey | null {
  if (key.length !== 2 * bytes) return null;
  return { kty: "EC", crv, x: base64Url(key.subarray(0, bytes)), y: base64Url(key.subarray(bytes)) };
}

function edwards(key: Uint8Array, crv: string, bytes: number): JsonWebKey | null {
  return key.length === bytes ? { kty: "OKP", crv, x: base64Url(key) } : null;
}
