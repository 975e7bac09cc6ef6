/** One whole answer: every link of its alias chain, its data or the denial at the end. RFC 4035 §5.3–§5.5, RFC 5155 §8. */
import { CLASS_IN, RCODE, TYPE } from "../wire/constants.ts";
import { ANSWER, AUTHORITY, type Message, type ResourceRecord } from "../wire/message.ts";
import { lowerName, nameKey, readName, suffixAt } from "../wire/name.ts";
import { zoneAround, zoneAt } from "./chain-of-trust.ts";
import type { Context } from "./context.ts";
import { type Denial, denialOf, nameError, noData, wildcardRight } from "./denial.ts";
import { type Asking, bogus, type Finding, insecure, type Judgement, SECURE, weaker } from "./judgement.ts";
import { isBelow, isWithin, parentOf, sameOctets } from "./labels.ts";
import { ERROR, SEC } from "./numbers.ts";
import { type Rrset, rrsetsOf } from "./rrset.ts";
import { signaturesOf, verifySet } from "./signature.ts";
import type { ZoneState } from "./zone-states.ts";

const LONGEST_CHAIN = 16;
/** Zones that may claim to have signed one set or one denial. */
const MOST_SIGNERS = 2;

type Secure = Extract<ZoneState, { status: "secure" }>;

/** What was found so far of an answer. */
class Findings {
  finding: Finding = SECURE;
  readonly believed = new Map<ResourceRecord, number>();

  add(finding: Finding): void {
    this.finding = weaker(this.finding, finding);
  }

  /** @param ttl seconds. */
  believe(records: Iterable<ResourceRecord>, ttl: number): void {
    for (const record of records) this.believed.set(record, ttl);
  }

  judgement(unfinished: Uint8Array | null = null): Judgement {
    return { ...this.finding, believed: this.believed, unfinished };
  }
}

/** Judge an answer to a question of class IN. @param name of the question, lower case. */
export function* judge(ctx: Context, name: Uint8Array, type: number, message: Message): Asking<Judgement> {
  const found = new Findings();
  if (message.rcode !== RCODE.NOERROR && message.rcode !== RCODE.NXDOMAIN) {
    found.add(insecure("an error is nobody's data"));
    return found.judgement();
  }
  // RFC 4035 §3.2.3: signatures are not signed, so there is nothing to say about them.
  if (type === SEC.RRSIG) {
    found.add(insecure("signatures are not signed"));
    return found.judgement();
  }
  const sets = rrsetsOf(message, ANSWER).filter((set) => set.class === CLASS_IN);
  const seen = new Set<string>();
  let at = name;
  for (let link = 0; link < LONGEST_CHAIN; link++) {
    const data = sets.filter((set) => sameOctets(set.owner, at) && (type === TYPE.ANY || set.type === type));
    if (data.length > 0) {
      for (const set of data) yield* judgeSet(ctx, message, set, found);
      // The RCODE is not signed: over data it must be that of data (RFC 2308 §2.1 speaks of the chain's end, which is here).
      if (message.rcode !== RCODE.NOERROR) found.add(bogus(ERROR.BOGUS, "name error beside data of that name"));
      return found.judgement();
    }
    seen.add(nameKey(at));
    const next = yield* judgeLink(ctx, message, sets, at, found);
    if (next === null) break;
    if (next === "broken" || seen.has(nameKey(next))) {
      found.add(bogus(ERROR.BOGUS, "alias chain that loops or does not fit together"));
      return found.judgement();
    }
    at = next;
  }
  const isDenied = message.rcode === RCODE.NXDOMAIN || rrsetsOf(message, AUTHORITY).some(isOfDenial);
  if (!isDenied && seen.size > 1) return found.judgement(at);
  yield* judgeDenial(ctx, message, at, type, found);
  return found.judgement();
}

function isOfDenial({ type }: Rrset): boolean {
  return type === TYPE.SOA || type === SEC.NSEC || type === SEC.NSEC3;
}

/** Judge the alias at a name. @returns where it leads; null where there is none. */
function* judgeLink(
  ctx: Context,
  message: Message,
  sets: readonly Rrset[],
  at: Uint8Array,
  found: Findings,
): Asking<Uint8Array | "broken" | null> {
  const cname = sets.find((set) => set.type === TYPE.CNAME && sameOctets(set.owner, at));
  const dname = sets.find((set) => set.type === TYPE.DNAME && isBelow(at, set.owner));
  if (cname === undefined && dname === undefined) return null;
  const target = cname === undefined ? null : nameIn(message, cname);
  if (cname !== undefined && (dname === undefined || cname.signatures.length > 0)) {
    yield* judgeSet(ctx, message, cname, found);
    return target ?? "broken";
  }
  // RFC 6672 §5.3.1: the CNAME is unsigned and must be what the DNAME makes of the name.
  yield* judgeSet(ctx, message, dname!, found);
  const substituted = substitute(at, dname!.owner, nameIn(message, dname!));
  if (substituted === null) return "broken";
  if (cname !== undefined) {
    if (target === null || !sameOctets(target, substituted) || cname.records.length > 1) return "broken";
    found.believe(cname.records, found.believed.get(dname!.records[0]!) ?? 0);
  }
  return substituted;
}

/** The one name in a set's data; aliases are alone (RFC 2181 §10.1, RFC 6672 §2.4). */
function nameIn({ bytes }: Message, { records }: Rrset): Uint8Array | null {
  if (records.length > 1) return null;
  const name = readName(bytes, records[0]!.data, records[0]!.end);
  return name === null ? null : lowerName(name);
}

function substitute(name: Uint8Array, owner: Uint8Array, target: Uint8Array | null): Uint8Array | null {
  const cut = suffixAt(name, owner);
  if (target === null || cut + target.length > 255) return null;
  const joined = new Uint8Array(cut + target.length);
  joined.set(name.subarray(0, cut));
  joined.set(target, cut);
  return joined;
}

/** Judge one set of the answer section, and where it was made from a wildcard that this was right. */
function* judgeSet(ctx: Context, message: Message, set: Rrset, found: Findings): Asking<void> {
  const zone = yield* zoneOf(ctx, message, set);
  if (zone.status !== "secure") {
    found.add(zone.finding);
    return;
  }
  const verified = verifySet(message, set, zone.zone, zone.keys, ctx.now, ctx.work);
  if (!verified.valid) {
    found.add(bogus(verified.error, verified.because));
    return;
  }
  found.believe([...set.records, ...set.signatures], verified.ttl);
  if (verified.expandedFrom === null) return;
  const denial = denialOf(ctx, message, zone.zone, zone.keys);
  found.add(wildcardRight(denial, set.owner, verified.expandedFrom));
  believeAll(found, denial);
}

function believeAll(found: Findings, { believed }: Denial): void {
  for (const [record, ttl] of believed) found.believed.set(record, ttl);
}

type Judged = Secure | { readonly status: "insecure" | "bogus"; readonly finding: Finding };

/** The zone that signed a set; where nobody did, or nobody who could, what the zone around it is. */
function* zoneOf(ctx: Context, message: Message, set: Rrset): Asking<Judged> {
  // A DS is the parent's to sign, never the zone's own (RFC 4035 §2.4, §5.2).
  const place = set.type === SEC.DS ? (parentOf(set.owner) ?? set.owner) : set.owner;
  const signers = signersFor(ctx, place, [signaturesOf(message, set).map(({ signer }) => signer)]);
  const signed = yield* firstZone(ctx, signers);
  if (signed !== null) return signed;
  const around = yield* zoneAround(ctx, place);
  if (around.status === "insecure" || around.status === "bogus") return around;
  return unsignedBut(set.signatures.length > 0 ? "no signature of its zone" : "no signature");
}

function unsignedBut(because: string): Judged {
  return { status: "bogus", finding: bogus(ERROR.RRSIGS_MISSING, `${because}, and the zone is signed`) };
}

/**
 * Zones that claim to have signed, nearest first. None above the nearest anchor: what is above says nothing about what the operator anchored.
 * @param place the name they must be at or above.
 */
function signersFor(ctx: Context, place: Uint8Array, claimed: readonly (readonly Uint8Array[])[]): Uint8Array[] {
  const top = ctx.anchors.nearest(place);
  if (top === null || top.anchors === null) return [];
  const fitting = claimed.flat().filter((signer) => isWithin(place, signer) && isWithin(signer, top.at));
  const distinct = fitting.filter((signer, i) => fitting.findIndex((other) => sameOctets(other, signer)) === i);
  return distinct.sort((a, b) => b.length - a.length).slice(0, MOST_SIGNERS);
}

/** The first of these names that is a zone. */
function* firstZone(ctx: Context, names: readonly Uint8Array[]): Asking<Judged | null> {
  for (const name of names) {
    const state = yield* zoneAt(ctx, name);
    if (state.status !== "inside") return state;
  }
  return null;
}

/** Judge that a name, or a type at it, does not exist. */
function* judgeDenial(ctx: Context, message: Message, name: Uint8Array, type: number, found: Findings): Asking<void> {
  const place = type === SEC.DS ? (parentOf(name) ?? name) : name;
  const sets = rrsetsOf(message, AUTHORITY).filter((set) => set.class === CLASS_IN);
  const deniers = sets.filter((set) => set.type === SEC.NSEC || set.type === SEC.NSEC3);
  const claimed = deniers.map((set) => signaturesOf(message, set).map(({ signer }) => signer));
  const signed = yield* firstZone(ctx, signersFor(ctx, place, claimed));
  const zone = signed ?? (yield* zoneAround(ctx, place));
  if (zone.status === "inside") return;
  const finding = zone.status === "secure" ? deny(ctx, message, name, type, zone, sets, found) : zone.finding;
  if (signed?.status === "secure" && finding.security === "bogus") {
    // What proves nothing may be there for an alias above an unsigned delegation, in which the name lies.
    const around = yield* zoneAround(ctx, place);
    found.add(around.status === "insecure" ? around.finding : finding);
  } else found.add(finding);
}

/** What the denial records of one secure zone prove, and whether its SOA holds. */
function deny(
  ctx: Context,
  message: Message,
  name: Uint8Array,
  type: number,
  { zone, keys }: Secure,
  sets: readonly Rrset[],
  found: Findings,
): Finding {
  const deniers = sets.filter((set) => set.type === SEC.NSEC || set.type === SEC.NSEC3);
  if (deniers.length === 0) return bogus(ERROR.NSEC_MISSING, "nothing proves the absence, and the zone is signed");
  if (deniers.every(({ signatures }) => signatures.length === 0))
    return bogus(ERROR.RRSIGS_MISSING, "no signature over the denial of existence");
  const denial = denialOf(ctx, message, zone, keys);
  let finding = message.rcode === RCODE.NXDOMAIN ? nameError(denial, name) : noData(denial, name, type);
  believeAll(found, denial);
  for (const soa of sets.filter((set) => set.type === TYPE.SOA)) {
    // It says for how long all this holds (RFC 2308 §5), so it must be the zone's own.
    const verified = verifySet(message, soa, zone, keys, ctx.now, ctx.work);
    if (verified.valid && sameOctets(soa.owner, zone)) found.believe([...soa.records, ...soa.signatures], verified.ttl);
    else if (verified.valid) finding = weaker(finding, bogus(ERROR.BOGUS, "SOA of another name"));
    else finding = weaker(finding, bogus(verified.error, `SOA: ${verified.because}`));
  }
  return finding;
}
