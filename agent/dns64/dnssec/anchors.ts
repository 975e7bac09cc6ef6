/** Where trust begins: keys or digests of keys that the operator gave, and names below which nothing is validated. RFC 4035 §4.4, RFC 7646. */
import { lowerName, nameKey, nameToText, textToName } from "../wire/name.ts";
import { digestOf, importKey, isSupportedAlgorithm, isSupportedDigest } from "./algorithms.ts";
import { parentOf, sameOctets } from "./labels.ts";
import { KEY_FLAG, KEY_PROTOCOL } from "./numbers.ts";
import { type DelegationSigner, type Key, readDs, readKey } from "./records.ts";

/** One DS or DNSKEY to be trusted. */
export interface Anchor {
  /** In lower case. */
  readonly zone: Uint8Array;
  readonly trusted: { readonly ds: DelegationSigner } | { readonly key: Key };
}

/** The root's keys as IANA publishes them (root-anchors.xml): KSK-2017 and KSK-2024. */
export const ROOT_ANCHORS: readonly string[] = [
  ". DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
  ". DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
];

/** What stands at or above a name and decides for it. */
export type Nearest =
  | { readonly at: Uint8Array; readonly anchors: readonly Anchor[] }
  | { readonly at: Uint8Array; readonly anchors: null };

export class TrustAnchors {
  private readonly byZone = new Map<string, Anchor[]>();
  private readonly unvalidated: ReadonlySet<string>;

  /** @param unvalidated names, uncompressed, at and below which nothing is validated (RFC 7646) unless an anchor stands nearer. */
  constructor(anchors: readonly Anchor[], unvalidated: readonly Uint8Array[] = []) {
    for (const anchor of anchors) {
      const key = nameKey(anchor.zone);
      this.byZone.set(key, [...(this.byZone.get(key) ?? []), anchor]);
    }
    this.unvalidated = new Set(unvalidated.map(nameKey));
  }

  at(zone: Uint8Array): readonly Anchor[] {
    return this.byZone.get(nameKey(zone)) ?? [];
  }

  /** The nearest anchor at or above a name. @returns `anchors` null for a name that is not validated, null where nothing says anything. */
  nearest(name: Uint8Array): Nearest | null {
    for (let at: Uint8Array | null = name; at !== null; at = parentOf(at)) {
      const anchors = this.at(at);
      if (anchors.length > 0) return { at, anchors };
      if (this.unvalidated.has(nameKey(at))) return { at, anchors: null };
    }
    return null;
  }

  /** Trust a key no more: its owner has revoked it (RFC 5011 §2.1). @returns whether it was trusted. */
  revoke(zone: Uint8Array, key: Key): boolean {
    const before = this.at(zone);
    const kept = before.filter((anchor) => !isAnchoredBy(key, anchor));
    // The place stays, empty of keys: below it nothing can be trusted any more, and must not become insecure.
    this.byZone.set(nameKey(zone), kept.length > 0 ? kept : [{ zone, trusted: { ds: NO_KEY } }]);
    return kept.length < before.length;
  }
}

/** A digest that no key has. */
const NO_KEY: DelegationSigner = { keyTag: 0, algorithm: 0, digestType: 0, digest: new Uint8Array(0) };

/** Whether this is the key that the anchor names. */
export function isAnchoredBy(key: Key, { zone, trusted }: Anchor): boolean {
  if ("key" in trusted) return sameOctets(trusted.key.data, key.data);
  return isNamedBy(key, trusted.ds, zone);
}

/** Whether a DS is of this key. RFC 4035 §5.2. @param zone in lower case. */
export function isNamedBy(key: Key, ds: DelegationSigner, zone: Uint8Array): boolean {
  if (ds.keyTag !== key.tag || ds.algorithm !== key.algorithm) return false;
  const digest = digestOf(ds.digestType, zone, key.data);
  return digest !== null && sameOctets(digest, ds.digest);
}

/** Of RFC 5011 §4's states as Unbound writes them after `;;state=`: VALID and MISSING are trusted, all others are not. */
const TRUSTED_STATES: ReadonlySet<string> = new Set(["2", "3"]);

/**
 * Read DS and DNSKEY records, one a line or in parentheses, with or without TTL and class; `;` begins a comment, in which Unbound and
 * others note a key's RFC 5011 state. Keys that are not key-signing keys or are revoked are passed over.
 * @returns the anchors, or what is wrong with the first line that is.
 */
export function parseAnchors(text: string): { readonly anchors: Anchor[] } | { readonly problem: string } {
  const anchors: Anchor[] = [];
  for (const { fields, comment } of recordsOf(text)) {
    const state = /;;\s*state=(\d)/.exec(comment)?.[1];
    const anchor = parseAnchor(fields);
    if (typeof anchor === "string") return { problem: anchor };
    if (anchor !== null && (state === undefined || TRUSTED_STATES.has(state))) anchors.push(anchor);
  }
  return { anchors };
}

function* recordsOf(text: string): Generator<{ fields: string[]; comment: string }> {
  let fields: string[] = [];
  let comment = "";
  let depth = 0;
  for (const line of text.split(/\r?\n/)) {
    const semicolon = line.indexOf(";");
    const content = semicolon < 0 ? line : line.slice(0, semicolon);
    if (semicolon >= 0) comment += line.slice(semicolon);
    for (const token of content.match(/[()]|[^\s()]+/g) ?? []) {
      if (token === "(") depth++;
      else if (token === ")") depth--;
      else fields.push(token.replace(/^"(.*)"$/, "$1"));
    }
    if (depth > 0) continue;
    if (fields.length > 0) yield { fields, comment };
    fields = [];
    comment = "";
  }
  if (fields.length > 0) yield { fields, comment };
}

/** @returns what is wrong, or null for a key that is not to be trusted. */
function parseAnchor(fields: readonly string[]): Anchor | string | null {
  const [ownerText = "", ...rest] = fields;
  const owner = textToName(ownerText);
  if (owner === null) return `${ownerText} is not a domain name`;
  const zone = lowerName(owner);
  while (rest.length > 0 && (/^\d+$/.test(rest[0]!) || rest[0]!.toUpperCase() === "IN")) rest.shift();
  const [type = "", first, second, third, ...data] = rest;
  const numbers = [first, second, third].map((field) =>
    field !== undefined && /^\d{1,5}$/.test(field) ? Number(field) : -1,
  );
  if (type.toUpperCase() === "DS") return dsAnchor(zone, numbers, data.join(""));
  if (type.toUpperCase() === "DNSKEY") return keyAnchor(zone, numbers, data.join(""));
  return `${fields.slice(0, 4).join(" ")}: write \`ZONE DS TAG ALGORITHM DIGEST-TYPE DIGEST\` or \`ZONE DNSKEY FLAGS 3 ALGORITHM KEY\``;
}

function dsAnchor(zone: Uint8Array, [tag, algorithm, type]: readonly number[], hex: string): Anchor | string {
  const place = `DS of ${nameToText(zone)}`;
  if (!inRange(tag!, 65535) || !inRange(algorithm!, 255) || !inRange(type!, 255))
    return `${place}: tag, algorithm and digest type are numbers`;
  if (!isSupportedAlgorithm(algorithm!)) return `${place}: algorithm ${algorithm} is not supported`;
  if (!isSupportedDigest(type!))
    return `${place}: digest type ${type} is not supported, 2 (SHA-256) and 4 (SHA-384) are`;
  if (!/^([0-9a-f]{2})+$/i.test(hex) || hex.length !== (type === 2 ? 64 : 96))
    return `${place}: the digest is not ${type === 2 ? 32 : 48} octets in hexadecimal`;
  const data = Uint8Array.of(tag! >>> 8, tag! & 255, algorithm!, type!, ...Buffer.from(hex, "hex"));
  return { zone, trusted: { ds: readDs(data, 0, data.length)! } };
}

function keyAnchor(
  zone: Uint8Array,
  [flags, protocol, algorithm]: readonly number[],
  base64: string,
): Anchor | string | null {
  const place = `DNSKEY of ${nameToText(zone)}`;
  if (!inRange(flags!, 65535) || !inRange(algorithm!, 255)) return `${place}: flags and algorithm are numbers`;
  if (protocol !== KEY_PROTOCOL) return `${place}: the protocol is not 3`;
  if (!isSupportedAlgorithm(algorithm!)) return `${place}: algorithm ${algorithm} is not supported`;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return `${place}: the key is not base64`;
  const data = Uint8Array.of(flags! >>> 8, flags! & 255, protocol, algorithm!, ...Buffer.from(base64, "base64"));
  const key = readKey(data, 0, data.length);
  if (key === null || importKey(key.algorithm, key.publicKey) === null)
    return `${place}: not a key of algorithm ${algorithm}`;
  if ((key.flags & KEY_FLAG.ZONE) === 0) return `${place}: not a zone key (flag 256)`;
  return (key.flags & KEY_FLAG.REVOKED) === 0 ? { zone, trusted: { key } } : null;
}

function inRange(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}
