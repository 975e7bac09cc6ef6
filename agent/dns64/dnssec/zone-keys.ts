/** From trusted digests or keys to the keys of a zone. RFC 4035 §5.2, §5.3. */
import { ANSWER, type Message, type ResourceRecord } from "../wire/message.ts";
import { importKey, isSupportedAlgorithm, isSupportedDigest } from "./algorithms.ts";
import { type Anchor, isAnchoredBy, isNamedBy, type TrustAnchors } from "./anchors.ts";
import type { Context } from "./context.ts";
import { bogus, type Finding } from "./judgement.ts";
import { sameOctets } from "./labels.ts";
import { ERROR, KEY_FLAG, KEY_PROTOCOL, SEC } from "./numbers.ts";
import { type DelegationSigner, type Key, readKey } from "./records.ts";
import { rrsetsOf } from "./rrset.ts";
import { verifySet, type ZoneKey } from "./signature.ts";

/** Keys of one zone that are looked at; the largest honest sets, mid-rollover, have half as many. */
const MOST_KEYS = 16;

export type KeysFound =
  | { readonly keys: readonly ZoneKey[]; readonly ttl: number }
  | { readonly keys: null; readonly finding: Finding };

/** Of a DS set, what can be used: supported both ways. RFC 4035 §5.2; SHA-1 is out altogether (RFC 9905), so RFC 4509 §3 has nothing to prefer. */
export function usableSigners(signers: readonly DelegationSigner[]): DelegationSigner[] {
  return signers.filter((ds) => isSupportedAlgorithm(ds.algorithm) && isSupportedDigest(ds.digestType));
}

/** Keys of a zone that the parent named. @param answer to the DNSKEY question. */
export function keysByDs(
  ctx: Context,
  zone: Uint8Array,
  signers: readonly DelegationSigner[],
  answer: Message | null,
): KeysFound {
  return keysTrusted(ctx, zone, answer, (key) => signers.some((ds) => isNamedBy(key, ds, zone)));
}

/** Keys of a zone that the operator named. A trusted key that its zone has revoked is dropped for good. */
export function keysByAnchors(
  ctx: Context,
  zone: Uint8Array,
  anchors: readonly Anchor[],
  answer: Message | null,
): KeysFound {
  if (answer !== null) dropRevoked(ctx, ctx.anchors, zone, answer);
  const trusted = anchors.filter((anchor) => ctx.anchors.at(zone).includes(anchor));
  return keysTrusted(ctx, zone, answer, (key) => trusted.some((anchor) => isAnchoredBy(key, anchor)));
}

function keysTrusted(
  ctx: Context,
  zone: Uint8Array,
  answer: Message | null,
  isTrusted: (key: Key) => boolean,
): KeysFound {
  if (answer === null) return failed(ERROR.DNSKEY_MISSING, "no answer to the DNSKEY question");
  const set = keySet(answer, zone);
  if (set === undefined) return failed(ERROR.DNSKEY_MISSING, "no DNSKEY");
  const read = set.records.map((record) => keyOf(answer, record)).filter((key) => key !== null);
  const zoneKeys = read.filter((key) => (key.flags & KEY_FLAG.ZONE) !== 0 && key.protocol === KEY_PROTOCOL);
  if (zoneKeys.length === 0) return failed(ERROR.NO_ZONE_KEY, "no DNSKEY with the zone key bit");
  const usable = zoneKeys.filter((key) => (key.flags & KEY_FLAG.REVOKED) === 0);
  const trusted = usable.filter(isTrusted).slice(0, MOST_KEYS);
  if (trusted.length === 0) return failed(ERROR.DNSKEY_MISSING, "no DNSKEY is the trusted one");
  const verified = verifySet(answer, set, zone, imported(trusted), ctx.now, ctx.work);
  if (!verified.valid) return failed(verified.error, `DNSKEY: ${verified.because}`);
  // Beyond the cap the trusted ones stay: an answer signed by one of them is not lost to padding.
  const others = usable.filter((key) => !trusted.includes(key));
  return { keys: imported([...trusted, ...others].slice(0, MOST_KEYS)), ttl: verified.ttl };
}

function failed(error: number, because: string): KeysFound {
  return { keys: null, finding: bogus(error, because) };
}

function keySet(answer: Message, zone: Uint8Array) {
  return rrsetsOf(answer, ANSWER).find((set) => set.type === SEC.DNSKEY && sameOctets(set.owner, zone));
}

function keyOf({ bytes }: Message, { data, end }: ResourceRecord): Key | null {
  return readKey(bytes, data, end);
}

function imported(keys: readonly Key[]): ZoneKey[] {
  return keys.flatMap(({ tag, algorithm, publicKey, data }) => {
    const key = importKey(algorithm, publicKey);
    return key === null ? [] : [{ tag, algorithm, key, print: Buffer.from(data).toString("latin1") }];
  });
}

/** RFC 5011 §2.1: a key seen with the REVOKE bit in a set that it signs itself is trusted no more. */
function dropRevoked(ctx: Context, anchors: TrustAnchors, zone: Uint8Array, answer: Message): void {
  const set = keySet(answer, zone);
  if (set === undefined) return;
  for (const record of set.records.slice(0, MOST_KEYS)) {
    const revoked = keyOf(answer, record);
    if (revoked === null || (revoked.flags & KEY_FLAG.REVOKED) === 0) continue;
    const before = revoked.data.slice();
    before[1] = before[1]! & ~KEY_FLAG.REVOKED;
    const trusted = readKey(before, 0, before.length)!;
    if (!anchors.at(zone).some((anchor) => isAnchoredBy(trusted, anchor))) continue;
    if (verifySet(answer, set, zone, imported([revoked]), ctx.now, ctx.work).valid) anchors.revoke(zone, trusted);
  }
}
