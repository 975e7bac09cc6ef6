/** Whether a set of records is signed by a key of its zone. RFC 4035 §5.3, RFC 6840 §5.4, §5.11. */
import type { KeyObject } from "node:crypto";
import type { Message } from "../wire/message.ts";
import { isSignedBy } from "./algorithms.ts";
import { canonicalData, signedData } from "./canonical.ts";
import { secondsBetween } from "./clock.ts";
import { HeldSignatures } from "./held-signatures.ts";
import { isWildcard, isWithin, labelCount, lastLabels, sameOctets, wildcardAt } from "./labels.ts";
import { ERROR } from "./numbers.ts";
import { readSignature, type Signature } from "./records.ts";
import type { Rrset } from "./rrset.ts";
import type { Work } from "./work.ts";

/** A key that may sign: of a supported algorithm, a zone key, not revoked. */
export interface ZoneKey {
  readonly tag: number;
  readonly algorithm: number;
  readonly key: KeyObject;
  /** Tells it from every other key. */
  readonly print: string;
}

export interface Failure {
  readonly valid: false;
  /** RFC 8914. */
  readonly error: number;
  readonly because: string;
}

export interface Verified {
  readonly valid: true;
  /** For how long it may be believed, seconds. */
  readonly ttl: number;
  /** Labels of the closest encloser where the set was made from a wildcard (RFC 4035 §5.3.4), else null. */
  readonly expandedFrom: number | null;
}

/** Signatures of one set that are looked at. */
const MOST_SIGNATURES = 8;
/** Keys that may share a tag and are tried: two by bad luck, more by bad intent. */
const MOST_KEYS_PER_TAG = 4;

/** The signatures over a set that its owner's ancestors may have made, as far as they are looked at. */
export function signaturesOf(message: Message, set: Rrset): Signature[] {
  const read = set.signatures
    .slice(0, 2 * MOST_SIGNATURES)
    .map(({ data, end }) => readSignature(message.bytes, data, end));
  // RFC 4035 §5.3.1: the signer is the zone's name, and the labels field at most the owner's count.
  const possible = read.filter(
    (s) =>
      s !== null &&
      isWithin(set.owner, s.signer) &&
      s.labels <= ownLabels(set.owner) &&
      s.labels >= labelCount(s.signer),
  );
  return (possible as Signature[]).slice(0, MOST_SIGNATURES);
}

/** Labels of an owner as an RRSIG counts them: neither the root nor a leading asterisk. RFC 4034 §3.1.3. */
function ownLabels(owner: Uint8Array): number {
  return labelCount(owner) - (isWildcard(owner) ? 1 : 0);
}

/**
 * @param signer the zone's name. @param keys of that zone. @param now seconds, null where the clock cannot be believed.
 * @param work is charged per signature tried.
 */
export function verifySet(
  message: Message,
  set: Rrset,
  signer: Uint8Array,
  keys: readonly ZoneKey[],
  now: number | null,
  work: Work,
): Verified | Failure {
  let failure: Failure = { valid: false, error: ERROR.RRSIGS_MISSING, because: "no signature of its zone" };
  const datas = set.records.map((record) => canonicalData(message, record));
  for (const signature of signaturesOf(message, set)) {
    if (!sameOctets(signature.signer, signer)) continue;
    const untimely = now === null ? null : outOfTime(signature, now);
    const matching = keys.filter((k) => k.tag === signature.keyTag && k.algorithm === signature.algorithm);
    if (matching.length === 0) failure = worse(failure, NO_KEY);
    else if (untimely !== null) failure = worse(failure, untimely);
    else {
      const owner = signedOwner(set.owner, signature);
      if (owner === null) continue;
      const data = signedData(signature, owner, set.type, set.class, datas);
      for (const { algorithm, key, print: keyPrint } of matching.slice(0, MOST_KEYS_PER_TAG)) {
        const print = HeldSignatures.print(keyPrint, data, signature.signature);
        if (work.held.has(print)) return verified(set, signature, now);
        if (!work.signature()) return TOO_MUCH;
        if (isSignedBy(algorithm, key, data, signature.signature)) {
          work.held.add(print);
          return verified(set, signature, now);
        }
        work.failed();
      }
      failure = worse(failure, WRONG);
    }
  }
  return failure;
}

const NO_KEY: Failure = { valid: false, error: ERROR.DNSKEY_MISSING, because: "no key with the signature's tag" };
const WRONG: Failure = { valid: false, error: ERROR.BOGUS, because: "wrong signature" };
const TOO_MUCH: Failure = { valid: false, error: ERROR.BOGUS, because: "too many signatures to try" };

/** Of several failures the one that says most: a signature that does not fit says more than one out of time, that more than none. */
function worse(a: Failure, b: Failure): Failure {
  const order: readonly number[] = [
    ERROR.RRSIGS_MISSING,
    ERROR.DNSKEY_MISSING,
    ERROR.SIGNATURE_NOT_YET_VALID,
    ERROR.SIGNATURE_EXPIRED,
    ERROR.BOGUS,
  ];
  return order.indexOf(b.error) > order.indexOf(a.error) ? b : a;
}

/** RFC 4035 §5.3.1: now is not before inception and not after expiration. */
function outOfTime({ inception, expiration }: Signature, now: number): Failure | null {
  if (secondsBetween(expiration, inception) < 0)
    return { valid: false, error: ERROR.SIGNATURE_EXPIRED, because: "signature expires before it begins" };
  if (secondsBetween(now, expiration) > 0)
    return { valid: false, error: ERROR.SIGNATURE_EXPIRED, because: "signature expired" };
  if (secondsBetween(inception, now) > 0)
    return { valid: false, error: ERROR.SIGNATURE_NOT_YET_VALID, because: "signature not yet valid" };
  return null;
}

/** The name that was signed, RFC 4035 §5.3.2. @returns null where it would be too long. */
function signedOwner(owner: Uint8Array, { labels }: Signature): Uint8Array | null {
  return labels === ownLabels(owner) ? owner : wildcardAt(lastLabels(owner, labels));
}

/** RFC 4035 §5.3.3: believed no longer than the received TTL, the signed TTL, and the signature's own life. */
function verified(set: Rrset, { labels, originalTtl, expiration }: Signature, now: number | null): Verified {
  const received = Math.min(...set.records.map(({ ttl }) => ttl));
  const left = now === null ? received : Math.max(0, secondsBetween(expiration, now));
  const signedTtl = originalTtl > 0x7fffffff ? 0 : originalTtl;
  return {
    valid: true,
    ttl: Math.min(received, signedTtl, left),
    expandedFrom: labels === ownLabels(set.owner) ? null : labels,
  };
}
