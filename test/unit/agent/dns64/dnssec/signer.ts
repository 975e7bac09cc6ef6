/** A zone made in the test, signed with keys made in the test: for what no name server would publish. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { canonicalData, signedData } from "../../../../../agent/dns64/dnssec/canonical.ts";
import { lastLabels, wildcardAt } from "../../../../../agent/dns64/dnssec/labels.ts";
import { type Key, readKey, readSignature } from "../../../../../agent/dns64/dnssec/records.ts";
import { MessageBuilder } from "../../../../../agent/dns64/wire/builder.ts";
import {
  ANSWER,
  type Message,
  parseMessage,
  type Section,
  sectionOf,
} from "../../../../../agent/dns64/wire/message.ts";

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly record: Key;
}

/** An ECDSA P-256 key. @param flags of its DNSKEY. */
export function newKey(flags: number): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return keyOf(privateKey, publicKey, flags);
}

/** The same key with other flags. */
export function withFlags({ privateKey, record }: SigningKey, flags: number): SigningKey {
  const data = record.data.slice();
  data[0] = flags >>> 8;
  data[1] = flags & 255;
  return { privateKey, record: readKey(data, 0, data.length)! };
}

function keyOf(privateKey: KeyObject, publicKey: KeyObject, flags: number): SigningKey {
  const { x, y } = publicKey.export({ format: "jwk" });
  const point = [...Buffer.from(x!, "base64url"), ...Buffer.from(y!, "base64url")];
  const data = Uint8Array.of(flags >>> 8, flags & 255, 3, 13, ...point);
  return { privateKey, record: readKey(data, 0, data.length)! };
}

/** As a trust anchor in zone file form. */
export function anchorText(zone: string, { record }: SigningKey): string {
  const base64 = Buffer.from(record.publicKey).toString("base64");
  return `${zone} DNSKEY ${(record.data[0]! << 8) | record.data[1]!} 3 13 ${base64}`;
}

/** A set with a signature of each key. @param now seconds. */
export interface SignedSet {
  readonly section: Section;
  readonly owner: Uint8Array;
  readonly type: number;
  readonly datas: readonly Uint8Array[];
  readonly signer: Uint8Array;
  readonly keys: readonly SigningKey[];
  /** Labels of the wildcard it is made from; left out: the owner's. */
  readonly labels?: number;
}

/** An answer with these sets, signed for the day around `now`. */
export function answerWith(
  name: Uint8Array,
  type: number,
  sets: readonly SignedSet[],
  now: number,
  rcode = 0,
): Message {
  const builder = new MessageBuilder(0x8180 | rcode).question(name, type, 1);
  for (const set of sets) {
    for (const data of set.datas) builder.record(set.section, set.owner, set.type, 1, 300, data);
    for (const key of set.keys) builder.record(set.section, set.owner, 46, 1, 300, signatureOf(set, key, now));
  }
  return parseMessage(builder.finish()!)!;
}

function signatureOf(set: SignedSet, { privateKey, record }: SigningKey, now: number): Uint8Array {
  const head = new Uint8Array(18 + set.signer.length);
  const view = new DataView(head.buffer);
  let labels = 0;
  for (let at = 0; set.owner[at]! > 0; at += set.owner[at]! + 1) labels++;
  view.setUint16(0, set.type);
  head[2] = 13;
  head[3] = set.labels ?? labels;
  view.setUint32(4, 300);
  view.setUint32(8, now + 86_400);
  view.setUint32(12, now - 86_400);
  view.setUint16(16, record.tag);
  head.set(set.signer, 18);
  const unsigned = Uint8Array.of(...head, 0);
  const signature = readSignature(unsigned, 0, unsigned.length)!;
  const owner = set.labels === undefined ? set.owner : wildcardAt(lastLabels(set.owner, set.labels))!;
  const data = signedData(signature, owner, set.type, 1, canonicalDatas(set));
  return Uint8Array.of(...head, ...sign("sha256", data, { key: privateKey, dsaEncoding: "ieee-p1363" }));
}

/** Through a message, as a validator would read them. */
function canonicalDatas({ owner, type, datas }: SignedSet): Uint8Array[] {
  const builder = new MessageBuilder(0x8180).question(owner, type, 1);
  for (const data of datas) builder.record(ANSWER, owner, type, 1, 300, data);
  const message = parseMessage(builder.finish()!)!;
  return sectionOf(message, ANSWER).map((record) => canonicalData(message, record));
}
