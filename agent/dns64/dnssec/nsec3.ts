/** Proofs by NSEC3 that something is not there. RFC 5155 §8. Names are in lower case. */
import { createHash } from "node:crypto";
import { TYPE } from "../wire/constants.ts";
import { nameKey } from "../wire/name.ts";
import { compareOctets, isWithin, labelCount, lastLabels, parentOf, sameOctets, wildcardAt } from "./labels.ts";
import { NSEC3_OPT_OUT, SEC } from "./numbers.ts";
import type { Nsec3 } from "./records.ts";
import { hasType } from "./type-bitmap.ts";
import type { Work } from "./work.ts";

/** RFC 9276 §3.2: more may be answered as insecure. */
export const MOST_ITERATIONS = 100;

/** Records of one zone whose signatures hold, all of the same parameters (§8.2). */
export class Nsec3Proof {
  readonly zone: Uint8Array;
  readonly records: readonly Nsec3[];
  private readonly work: Work;
  private readonly hashes = new Map<string, Uint8Array>();
  /** Set once a hash was refused: nothing is proven then. */
  exhausted = false;

  constructor(zone: Uint8Array, records: readonly Nsec3[], work: Work) {
    const first = records[0];
    this.zone = zone;
    this.work = work;
    this.records = records.filter(
      (r) => first !== undefined && r.iterations === first.iterations && sameOctets(r.salt, first.salt),
    );
  }

  /** Whether they may be believed but cost more than they should. */
  get excessive(): boolean {
    return this.records.some(({ iterations }) => iterations > MOST_ITERATIONS);
  }

  /** §8.3: the record at a name. */
  at(name: Uint8Array): Nsec3 | null {
    const hash = this.hashOf(name);
    return hash === null ? null : (this.records.find((r) => sameOctets(r.hash, hash)) ?? null);
  }

  /** The record between whose hash and the next the name's hash lies. */
  covering(name: Uint8Array): Nsec3 | null {
    const hash = this.hashOf(name);
    return hash === null ? null : (this.records.find((r) => isBetween(r, hash)) ?? null);
  }

  private hashOf(name: Uint8Array): Uint8Array | null {
    const first = this.records[0];
    if (first === undefined || !isWithin(name, this.zone)) return null;
    const key = nameKey(name);
    const known = this.hashes.get(key);
    if (known !== undefined) return known;
    if (!this.work.hash(first.iterations + 1)) {
      this.exhausted = true;
      return null;
    }
    const hash = nsec3Hash(name, first.salt, first.iterations);
    this.hashes.set(key, hash);
    return hash;
  }
}

/** §5. @param name in lower case. */
export function nsec3Hash(name: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array {
  let hash: Uint8Array = createHash("sha1").update(name).update(salt).digest();
  for (let i = 0; i < iterations; i++) hash = createHash("sha1").update(hash).update(salt).digest();
  return hash;
}

function isBetween({ hash, nextHash }: Nsec3, wanted: Uint8Array): boolean {
  const after = compareOctets(hash, wanted) < 0;
  const before = compareOctets(wanted, nextHash) < 0;
  // The last record leads back to the first (§3.1.7); a zone of one name has one that leads to itself.
  return compareOctets(hash, nextHash) < 0 ? after && before : after || before;
}

export type Nsec3Finding = "proven" | "opt-out" | "unproven";

interface Encloser {
  readonly name: Uint8Array;
  readonly optOut: boolean;
}

/** §8.3: the closest name that exists, with the proof that the next closer one does not. */
function closestEncloser(proof: Nsec3Proof, name: Uint8Array): Encloser | null {
  let nextCloser: Uint8Array | null = null;
  for (let candidate: Uint8Array | null = name; candidate !== null; candidate = parentOf(candidate)) {
    if (!isWithin(candidate, proof.zone)) return null;
    const at = proof.at(candidate);
    if (at !== null) {
      if (nextCloser === null || hasType(at.types, TYPE.DNAME) || isDelegation(at.types)) return null;
      const covering = proof.covering(nextCloser);
      return covering === null ? null : { name: candidate, optOut: (covering.flags & NSEC3_OPT_OUT) !== 0 };
    }
    nextCloser = candidate;
  }
  return null;
}

function isDelegation(types: Uint8Array): boolean {
  return hasType(types, TYPE.NS) && !hasType(types, TYPE.SOA);
}

/** §8.5, §8.6, §8.7. */
export function nsec3NoData(proof: Nsec3Proof, name: Uint8Array, type: number): Nsec3Finding {
  const at = proof.at(name);
  if (at !== null) return isNoDataAt(at, name, type) ? "proven" : "unproven";
  const encloser = closestEncloser(proof, name);
  if (encloser === null) return "unproven";
  const wildcard = wildcardAt(encloser.name);
  const atWildcard = wildcard === null ? null : proof.at(wildcard);
  if (atWildcard !== null && wildcard !== null && isNoDataAt(atWildcard, wildcard, type))
    return encloser.optOut ? "opt-out" : "proven";
  // §8.6, and as its erratum 3441 has it: names that only unsigned delegations make exist may be left out too.
  return encloser.optOut ? "opt-out" : "unproven";
}

/** §8.4. */
export function nsec3NameError(proof: Nsec3Proof, name: Uint8Array): Nsec3Finding {
  const encloser = closestEncloser(proof, name);
  if (encloser === null) return "unproven";
  const wildcard = wildcardAt(encloser.name);
  if (wildcard !== null && proof.covering(wildcard) === null) return "unproven";
  // §9.2: with opt-out the name may be that of an unsigned delegation.
  return encloser.optOut ? "opt-out" : "proven";
}

/** §8.8. @param labels of the wildcard's parent. */
export function nsec3Wildcard(proof: Nsec3Proof, name: Uint8Array, labels: number): Nsec3Finding {
  if (labels >= labelCount(name)) return "unproven";
  const covering = proof.covering(lastLabels(name, labels + 1));
  if (covering === null) return "unproven";
  return (covering.flags & NSEC3_OPT_OUT) !== 0 ? "opt-out" : "proven";
}

/** §8.9: what is at a name that has no DS. @returns null where it is not proven. */
export function nsec3NoDs(proof: Nsec3Proof, name: Uint8Array): "delegated" | "not-delegated" | null {
  const at = proof.at(name);
  if (at !== null) {
    if (!isNoDataAt(at, name, SEC.DS)) return null;
    return hasType(at.types, TYPE.NS) ? "delegated" : "not-delegated";
  }
  const encloser = closestEncloser(proof, name);
  if (encloser === null) return null;
  return encloser.optOut ? "delegated" : "not-delegated";
}

function isNoDataAt({ types }: Nsec3, name: Uint8Array, type: number): boolean {
  if (hasType(types, type) || hasType(types, TYPE.CNAME)) return false;
  // As with NSEC: a DS is denied by the parent, all else by the child (RFC 6840 §4.1, §4.4).
  if (type === SEC.DS) return !hasType(types, TYPE.SOA) || name.length === 1;
  return !isDelegation(types);
}
