/**
 * Which keys a zone has, found from the nearest anchor down. RFC 4035 §5.
 * A signed answer names its zone, so that zone's DS is asked for at once and its signer says which zone is above. Where nothing is signed the
 * names are walked one label at a time from the last zone known to be secure, until one is proven to be delegated without DS.
 */
import { RCODE, TYPE } from "../wire/constants.ts";
import { ANSWER, AUTHORITY, type Message } from "../wire/message.ts";
import type { Anchor } from "./anchors.ts";
import type { Context } from "./context.ts";
import { type Denial, denialOf, noDs } from "./denial.ts";
import { type Asking, bogus, type Finding, insecure } from "./judgement.ts";
import { isBelow, isWithin, namesBelow, parentOf, sameOctets } from "./labels.ts";
import { ERROR, SEC } from "./numbers.ts";
import { type DelegationSigner, readDs } from "./records.ts";
import { type Rrset, rrsetsOf } from "./rrset.ts";
import { signaturesOf, verifySet } from "./signature.ts";
import { type KeysFound, keysByAnchors, keysByDs, usableSigners } from "./zone-keys.ts";
import type { ZoneState } from "./zone-states.ts";

type Secure = Extract<ZoneState, { status: "secure" }>;

interface Known {
  readonly at: Uint8Array;
  readonly state: ZoneState;
}

/** The zone of exactly this name, `inside` where none begins there. */
export function* zoneAt(ctx: Context, zone: Uint8Array): Asking<ZoneState> {
  const held = ctx.zones.find(zone, ctx.nowMs);
  if (held !== null) return held;
  const known = yield* nearestKnown(ctx, zone);
  if (known.state.status !== "secure" || sameOctets(known.at, zone)) return known.state;
  const [ds = null, keys = null] = yield* ask(ctx, [
    { name: zone, type: SEC.DS },
    { name: zone, type: SEC.DNSKEY },
  ]);
  const meanwhile = ctx.zones.find(zone, ctx.nowMs);
  if (meanwhile !== null) return meanwhile;
  const signer = ds === null ? null : signerAbove(ds, zone, known.at);
  const parent = signer === null || sameOctets(signer, known.at) ? known.state : yield* zoneAt(ctx, signer);
  if (signer !== null && parent.status === "secure") return settle(ctx, zone, parent, ds, keys);
  if (signer !== null && parent.status !== "inside") return parent;
  const found = yield* walk(ctx, known, zone);
  return found.status === "secure" && !sameOctets(found.zone, zone) ? INSIDE : found;
}

/** The state of the zone that a name without signatures lies in. */
export function* zoneAround(ctx: Context, name: Uint8Array): Asking<ZoneState> {
  const known = yield* nearestKnown(ctx, name);
  return known.state.status === "secure" ? yield* walk(ctx, known, name) : known.state;
}

const INSIDE: ZoneState = { status: "inside" };

function* ask(
  ctx: Context,
  questions: readonly { name: Uint8Array; type: number }[],
): Asking<readonly (Message | null)[]> {
  for (const _ of questions) if (!ctx.work.question()) return questions.map(() => null);
  return yield questions;
}

/** The nearest zone at or above a name whose state is known, brought up from its anchor if need be. */
function* nearestKnown(ctx: Context, name: Uint8Array): Asking<Known> {
  const nearest = ctx.anchors.nearest(name);
  if (nearest === null) return { at: name, state: unsigned("no trust anchor covers it") };
  if (nearest.anchors === null) return { at: nearest.at, state: unsigned("not validated by configuration") };
  for (let at = name; at.length > nearest.at.length; at = parentOf(at)!) {
    const state = ctx.zones.find(at, ctx.nowMs);
    if (state !== null && state.status !== "inside") return { at, state };
  }
  return { at: nearest.at, state: yield* anchored(ctx, nearest.at, nearest.anchors) };
}

function unsigned(because: string): ZoneState {
  return { status: "insecure", finding: insecure(because) };
}

function* anchored(ctx: Context, zone: Uint8Array, anchors: readonly Anchor[]): Asking<ZoneState> {
  const held = ctx.zones.find(zone, ctx.nowMs);
  if (held !== null) return held;
  const [answer = null] = yield* ask(ctx, [{ name: zone, type: SEC.DNSKEY }]);
  return ctx.zones.find(zone, ctx.nowMs) ?? keep(ctx, zone, keysByAnchors(ctx, zone, anchors, answer));
}

/** One label at a time from a secure zone towards a name, as far as zones are secure. */
function* walk(ctx: Context, from: Known, to: Uint8Array): Asking<ZoneState> {
  let zone = from.state as Secure;
  for (const name of namesBelow(from.at, to)) {
    let state = ctx.zones.find(name, ctx.nowMs);
    if (state === null) {
      const [ds = null] = yield* ask(ctx, [{ name, type: SEC.DS }]);
      const cut = delegation(ctx, name, zone, ds);
      if (!("signers" in cut)) state = keepCut(ctx, name, cut);
      else {
        const [keys = null] = yield* ask(ctx, [{ name, type: SEC.DNSKEY }]);
        state = keep(ctx, name, keysByDs(ctx, name, cut.signers, keys), cut.ttl);
      }
    }
    if (state.status === "inside") continue;
    if (state.status !== "secure") return state;
    zone = state;
  }
  return zone;
}

/** Both answers are there: decide and remember. */
function settle(ctx: Context, zone: Uint8Array, parent: Secure, ds: Message | null, keys: Message | null): ZoneState {
  const cut = delegation(ctx, zone, parent, ds);
  return "signers" in cut ? keep(ctx, zone, keysByDs(ctx, zone, cut.signers, keys), cut.ttl) : keepCut(ctx, zone, cut);
}

function keep(ctx: Context, zone: Uint8Array, found: KeysFound, ttl = Number.POSITIVE_INFINITY): ZoneState {
  if (found.keys === null) return ctx.zones.keep(zone, { status: "bogus", finding: found.finding }, 0, ctx.nowMs);
  return ctx.zones.keep(zone, { status: "secure", zone, keys: found.keys }, Math.min(ttl, found.ttl), ctx.nowMs);
}

function keepCut(ctx: Context, name: Uint8Array, { state, ttl }: { state: ZoneState; ttl: number }): ZoneState {
  return ctx.zones.keep(name, state, ttl, ctx.nowMs);
}

/** Of the signers in a DS answer the nearest above the name, at or below `top`; null where nothing there is signed so. */
function signerAbove(answer: Message, name: Uint8Array, top: Uint8Array): Uint8Array | null {
  let nearest: Uint8Array | null = null;
  for (const section of [ANSWER, AUTHORITY] as const) {
    for (const set of rrsetsOf(answer, section)) {
      for (const { signer } of signaturesOf(answer, set)) {
        const fits = isBelow(name, signer) && isWithin(signer, top);
        if (fits && (nearest === null || signer.length > nearest.length)) nearest = signer;
      }
    }
  }
  return nearest;
}

/** What a secure parent says about a name: its DS records, or how it is without them. */
type Delegation =
  | { readonly signers: readonly DelegationSigner[]; readonly ttl: number }
  | { readonly state: ZoneState; readonly ttl: number };

function delegation(ctx: Context, name: Uint8Array, parent: Secure, answer: Message | null): Delegation {
  if (answer === null || (answer.rcode !== RCODE.NOERROR && answer.rcode !== RCODE.NXDOMAIN))
    return refused(bogus(ERROR.BOGUS, "no answer to the DS question"));
  const sets = rrsetsOf(answer, ANSWER);
  const ds = sets.find((set) => set.type === SEC.DS && sameOctets(set.owner, name));
  if (ds !== undefined) return signersIn(ctx, answer, ds, parent);
  const alias = sets.find((set) => isAliasOf(set, name));
  if (alias !== undefined) {
    // An alias is not a delegation (RFC 6840 §4.3), and neither is anything below a DNAME.
    const verified = verifySet(answer, alias, parent.zone, parent.keys, ctx.now, ctx.work);
    return verified.valid
      ? { state: INSIDE, ttl: verified.ttl }
      : refused(bogus(verified.error, `DS question: ${verified.because}`));
  }
  const denial = denialOf(ctx, answer, parent.zone, parent.keys);
  const found = noDs(denial, name);
  const ttl = lifetimeOf(denial);
  if (found === "not-delegated") return { state: INSIDE, ttl };
  if (found === "delegated") return { state: unsigned("delegated without DS"), ttl };
  return { state: { status: found.security === "insecure" ? "insecure" : "bogus", finding: found }, ttl };
}

function isAliasOf({ type, owner }: Rrset, name: Uint8Array): boolean {
  return (type === TYPE.CNAME && sameOctets(owner, name)) || (type === TYPE.DNAME && isBelow(name, owner));
}

function signersIn(ctx: Context, answer: Message, set: Rrset, parent: Secure): Delegation {
  const verified = verifySet(answer, set, parent.zone, parent.keys, ctx.now, ctx.work);
  if (!verified.valid) return refused(bogus(verified.error, `DS: ${verified.because}`));
  if (verified.expandedFrom !== null) return refused(bogus(ERROR.BOGUS, "DS made from a wildcard"));
  const signers = set.records.map(({ data, end }) => readDs(answer.bytes, data, end)).filter((one) => one !== null);
  const usable = usableSigners(signers).slice(0, MOST_SIGNERS);
  if (usable.length > 0) return { signers: usable, ttl: verified.ttl };
  // RFC 4035 §5.2: with no algorithm that we know the zone counts as unsigned; RFC 6840 §5.2 says the same of digests.
  const known = usableSigners(signers.map((one) => ({ ...one, digestType: 2 }))).length > 0;
  const finding = known
    ? insecure("DS with unsupported digests only", ERROR.UNSUPPORTED_DIGEST)
    : insecure("DS with unsupported algorithms only", ERROR.UNSUPPORTED_ALGORITHM);
  return { state: { status: "insecure", finding }, ttl: verified.ttl };
}

const MOST_SIGNERS = 16;

function refused(finding: Finding): Delegation {
  return { state: { status: "bogus", finding }, ttl: 0 };
}

function lifetimeOf({ believed }: Denial): number {
  return Math.min(...believed.values());
}
