/** Proofs by NSEC that something is not there. RFC 4035 §5.4, RFC 6840 §4. Names are in lower case. */
import { TYPE } from "../wire/constants.ts";
import { commonAncestor, compareNames, isBelow, isWithin, labelCount, sameOctets, wildcardAt } from "./labels.ts";
import { SEC } from "./numbers.ts";
import type { Nsec } from "./records.ts";
import { hasType } from "./type-bitmap.ts";

/** Records of one zone whose signatures hold. */
export interface NsecProof {
  readonly zone: Uint8Array;
  readonly records: readonly Nsec[];
}

/** What a DS question's denial says about the name. */
export type Cut = "delegated" | "not-delegated";

/** NODATA: the name is there without the type, or a wildcard answers for it without the type. */
export function provesNoData(proof: NsecProof, name: Uint8Array, type: number): boolean {
  if (proof.records.some((nsec) => isNoDataAt(nsec, name, type) || isEmptyNonTerminal(proof, nsec, name))) return true;
  return proof.records.some((nsec) => {
    const wildcard = wildcardFor(proof, nsec, name);
    return wildcard !== null && proof.records.some((other) => isNoDataAt(other, wildcard, type));
  });
}

/** NXDOMAIN: neither the name nor a wildcard that would answer for it. */
export function provesNameError(proof: NsecProof, name: Uint8Array): boolean {
  return proof.records.some((nsec) => {
    const wildcard = wildcardFor(proof, nsec, name);
    return wildcard !== null && proof.records.some((other) => covers(proof, other, wildcard));
  });
}

/** That a wildcard whose parent has `labels` labels was the right one to answer: nothing closer exists. RFC 4035 §5.3.4. */
export function provesWildcard(proof: NsecProof, name: Uint8Array, labels: number): boolean {
  return proof.records.some((nsec) => {
    const encloser = encloserBy(proof, nsec, name);
    return encloser !== null && labelCount(encloser) === labels;
  });
}

/** What is at a name that has no DS. @returns null where it is not proven. */
export function provesNoDs(proof: NsecProof, name: Uint8Array): Cut | null {
  const at = proof.records.find((nsec) => isNoDataAt(nsec, name, SEC.DS));
  if (at !== undefined) return hasType(at.types, TYPE.NS) ? "delegated" : "not-delegated";
  const noName = provesNameError(proof, name) || provesNoData(proof, name, SEC.DS);
  return noName ? "not-delegated" : null;
}

/** Whether this record stands at the name and says that neither the type nor an alias is there. RFC 6840 §4.3 for the alias. */
function isNoDataAt({ owner, types }: Nsec, name: Uint8Array, type: number): boolean {
  if (!sameOctets(owner, name) || hasType(types, type) || hasType(types, TYPE.CNAME)) return false;
  // A DS is the parent's: the child's own apex cannot deny it (RFC 4035 §5.2, RFC 6840 §4.4). All else is the child's (§4.1).
  if (type === SEC.DS) return !hasType(types, TYPE.SOA) || name.length === 1;
  return !isDelegation(types);
}

function isDelegation(types: Uint8Array): boolean {
  return hasType(types, TYPE.NS) && !hasType(types, TYPE.SOA);
}

/** The name has no records, and names below it do. */
function isEmptyNonTerminal(proof: NsecProof, nsec: Nsec, name: Uint8Array): boolean {
  return covers(proof, nsec, name) && isBelow(nsec.next, name);
}

/** Whether the name lies between this record's owner and the next one. */
function covers({ zone }: NsecProof, { owner, next, types }: Nsec, name: Uint8Array): boolean {
  if (!isWithin(name, zone) || compareNames(owner, name) >= 0) return false;
  // The zone's last record leads back to its apex; no other may lead backwards.
  const last = sameOctets(next, zone);
  if (!last && (compareNames(owner, next) >= 0 || compareNames(name, next) >= 0)) return false;
  // RFC 6840 §4.1: below a delegation or a DNAME another zone or another name decides.
  return !(isBelow(name, owner) && (isDelegation(types) || hasType(types, TYPE.DNAME)));
}

/** The closest encloser of a name that this record shows not to exist, else null. RFC 4035 §3.1.3.2. */
function encloserBy(proof: NsecProof, nsec: Nsec, name: Uint8Array): Uint8Array | null {
  if (!covers(proof, nsec, name) || isBelow(nsec.next, name)) return null;
  const byOwner = commonAncestor(name, nsec.owner);
  const byNext = commonAncestor(name, nsec.next);
  return byOwner.length > byNext.length ? byOwner : byNext;
}

function wildcardFor(proof: NsecProof, nsec: Nsec, name: Uint8Array): Uint8Array | null {
  const encloser = encloserBy(proof, nsec, name);
  return encloser === null ? null : wildcardAt(encloser);
}
