/** Denials: the NSEC and NSEC3 records of an answer whose signatures hold, and what they prove. */
import { AUTHORITY, type Message, type ResourceRecord } from "../wire/message.ts";
import type { Context } from "./context.ts";
import { bogus, type Finding, insecure, SECURE } from "./judgement.ts";
import { parentOf, sameOctets } from "./labels.ts";
import { type NsecProof, provesNameError, provesNoData, provesNoDs, provesWildcard } from "./nsec.ts";
import {
  MOST_ITERATIONS,
  type Nsec3Finding,
  Nsec3Proof,
  nsec3NameError,
  nsec3NoData,
  nsec3NoDs,
  nsec3Wildcard,
} from "./nsec3.ts";
import { ERROR, NSEC3_OPT_OUT, SEC } from "./numbers.ts";
import { type Nsec, type Nsec3, readNsec, readNsec3 } from "./records.ts";
import { rrsetsOf } from "./rrset.ts";
import { signaturesOf, verifySet, type ZoneKey } from "./signature.ts";

export interface Denial {
  readonly nsec: NsecProof;
  readonly nsec3: Nsec3Proof;
  /** What held, with the seconds it may be believed. */
  readonly believed: ReadonlyMap<ResourceRecord, number>;
  /** Why a record was not believed, if one was not. */
  readonly failure: Finding | null;
}

/** Sets of one answer that are looked at: a proof needs three, an alias chain through wildcards one more per link. */
const MOST_SETS = 16;

/** Verify the denial records that one zone made. */
export function denialOf(ctx: Context, message: Message, zone: Uint8Array, keys: readonly ZoneKey[]): Denial {
  const nsec: Nsec[] = [];
  const nsec3: Nsec3[] = [];
  const believed = new Map<ResourceRecord, number>();
  let failure: Finding | null = null;
  const sets = rrsetsOf(message, AUTHORITY).filter(({ type }) => type === SEC.NSEC || type === SEC.NSEC3);
  for (const set of sets.slice(0, MOST_SETS)) {
    if (!signaturesOf(message, set).some(({ signer }) => sameOctets(signer, zone))) continue;
    const verified = verifySet(message, set, zone, keys, ctx.now, ctx.work);
    // A denial made from a wildcard would speak for a range that nobody signed.
    if (!verified.valid || verified.expandedFrom !== null) {
      failure ??= verified.valid
        ? bogus(ERROR.NSEC_MISSING, "denial made from a wildcard")
        : bogus(verified.error, `denial of existence: ${verified.because}`);
      continue;
    }
    for (const { data, end } of set.records) {
      if (set.type === SEC.NSEC) pushIf(nsec, readNsec(set.owner, message.bytes, data, end));
      else if (sameOctets(parentOf(set.owner) ?? set.owner, zone))
        pushIf(nsec3, readNsec3(set.owner, message.bytes, data, end));
    }
    for (const record of [...set.records, ...set.signatures]) believed.set(record, verified.ttl);
  }
  // RFC 5155 §8.2: records with flags we do not know are ignored.
  const known = nsec3.filter(({ flags }) => (flags & ~NSEC3_OPT_OUT) === 0);
  return { nsec: { zone, records: nsec }, nsec3: new Nsec3Proof(zone, known, ctx.work), believed, failure };
}

function pushIf<T>(list: T[], value: T | null): void {
  if (value !== null) list.push(value);
}

export function noData(denial: Denial, name: Uint8Array, type: number): Finding {
  if (provesNoData(denial.nsec, name, type)) return SECURE;
  return hashed(denial, () => nsec3NoData(denial.nsec3, name, type), "the type's absence is not proven");
}

export function nameError(denial: Denial, name: Uint8Array): Finding {
  if (provesNameError(denial.nsec, name)) return SECURE;
  return hashed(denial, () => nsec3NameError(denial.nsec3, name), "the name's absence is not proven");
}

/** @param labels of the parent of the wildcard that the answer was made from. */
export function wildcardRight(denial: Denial, name: Uint8Array, labels: number): Finding {
  if (provesWildcard(denial.nsec, name, labels)) return SECURE;
  return hashed(denial, () => nsec3Wildcard(denial.nsec3, name, labels), "that no closer name exists is not proven");
}

/** What is at a name without DS: an unsigned delegation, or nothing that begins a zone. */
export function noDs(denial: Denial, name: Uint8Array): "delegated" | "not-delegated" | Finding {
  const byNsec = provesNoDs(denial.nsec, name);
  if (byNsec !== null) return byNsec;
  if (denial.nsec3.excessive) return tooManyIterations();
  return nsec3NoDs(denial.nsec3, name) ?? unproven(denial, "the absence of a DS is not proven");
}

function hashed(denial: Denial, find: () => Nsec3Finding, otherwise: string): Finding {
  // Before anything is hashed: RFC 9276 §3.2 lets the answer count as insecure, the signatures having been checked.
  if (denial.nsec3.excessive) return tooManyIterations();
  const finding = find();
  if (finding === "proven") return SECURE;
  return finding === "opt-out" ? insecure("inside an opt-out range") : unproven(denial, otherwise);
}

function tooManyIterations(): Finding {
  return insecure(`NSEC3 with more than ${MOST_ITERATIONS} iterations`, ERROR.NSEC3_ITERATIONS);
}

function unproven({ nsec3, failure }: Denial, because: string): Finding {
  if (nsec3.exhausted) return bogus(ERROR.BOGUS, "too many hashes to compute");
  return failure ?? bogus(ERROR.NSEC_MISSING, because);
}
