/** Answers made from A records, and answers freed of excluded AAAA. RFC 6147 §5.1.4, §5.1.7, §5.4. */
import { embed } from "../net/rfc6052.ts";
import { prefixesFor } from "./exclude.ts";
import type { Policy } from "./policy.ts";
import { MessageBuilder } from "./wire/builder.ts";
import { CLASS_IN, FLAG, RCODE_MASK, TYPE } from "./wire/constants.ts";
import {
  ADDITIONAL,
  ANSWER,
  AUTHORITY,
  coveredType,
  type Message,
  ownerOf,
  type ResourceRecord,
  sectionOf,
} from "./wire/message.ts";
import { sameName } from "./wire/name.ts";

/** RFC 6147 §5.1.7: without a SOA in the negative answer, at most this many seconds. */
export const TTL_WITHOUT_SOA = 600;

/** Flags of an answer put together here: not authoritative, recursion available, and authentic only where `authentic` says so. */
function ownFlags(message: Message, authentic: boolean): number {
  const kept = message.flags & ~(FLAG.AA | FLAG.TC | FLAG.AD | RCODE_MASK);
  return kept | FLAG.QR | FLAG.RA | (authentic ? FLAG.AD : 0);
}

/**
 * The answer to the AAAA question, from the answer to the A question.
 * Chain records stay in their order with their own TTLs (§5.1.5); every A at the chain's end becomes one AAAA per prefix; RRSIGs over A go
 * with the A they signed; authority and additional are those of the A answer (§5.4), nothing in them is synthesised (§5.3.2).
 * @param usable the A records to synthesise from. @param soaTtl of the negative AAAA answer in seconds, null without one.
 * @param authentic both answers were validated: AD may be set (§5.5 item 2).
 * @returns the message, or null where it exceeds 65535 octets.
 */
export function synthesise(
  policy: Policy,
  a: Message,
  usable: readonly ResourceRecord[],
  soaTtl: number | null,
  authentic: boolean,
): Uint8Array | null {
  const builder = new MessageBuilder(ownFlags(a, authentic)).question(a.name, TYPE.AAAA, CLASS_IN);
  const sources = new Set(usable);
  for (const record of sectionOf(a, ANSWER)) {
    if (sources.has(record)) {
      const ttl = Math.min(record.ttl, soaTtl ?? TTL_WITHOUT_SOA);
      const ip4 = ip4Of(a, record);
      for (const { prefix } of prefixesFor(policy, ip4)) {
        builder.addressFrom(a, record, ttl, embed(prefix, ip4));
      }
    } else if (record.type !== TYPE.A && coveredType(a, record) !== TYPE.A) {
      builder.copy(ANSWER, a, record);
    }
  }
  return copyRest(builder, a).finish();
}

/** The A records at the chain's end that lead to at least one AAAA. */
export function usableA(policy: Policy, a: Message, addresses: readonly ResourceRecord[]): ResourceRecord[] {
  return addresses.filter((record) => prefixesFor(policy, ip4Of(a, record)).length > 0);
}

function ip4Of({ bytes }: Message, { data }: ResourceRecord): number {
  return ((bytes[data]! << 24) | (bytes[data + 1]! << 16) | (bytes[data + 2]! << 8) | bytes[data + 3]!) >>> 0;
}

/** An AAAA answer without the records in `excluded` (§5.1.4 "MUST NOT return the offending records"); what signed them cannot sign the rest. */
export function withoutExcluded(aaaa: Message, excluded: ReadonlySet<ResourceRecord>): Uint8Array | null {
  const builder = new MessageBuilder(ownFlags(aaaa, false)).question(aaaa.name, aaaa.type, aaaa.class);
  for (const record of sectionOf(aaaa, ANSWER)) {
    if (excluded.has(record) || coveredType(aaaa, record) === TYPE.AAAA) continue;
    builder.copy(ANSWER, aaaa, record);
  }
  return copyRest(builder, aaaa).finish();
}

/**
 * The answer to the AAAA question where the A question brought nothing to synthesise from, and the AAAA answer itself cannot be given:
 * the A answer's RCODE, chain and authority (§5.1.6 "the empty result or error is used as the basis").
 */
export function emptyFrom(a: Message): Uint8Array | null {
  const rcode = a.flags & RCODE_MASK;
  const builder = new MessageBuilder(ownFlags(a, false) | rcode).question(a.name, TYPE.AAAA, CLASS_IN);
  for (const record of sectionOf(a, ANSWER)) {
    if (record.type === TYPE.A || coveredType(a, record) === TYPE.A) continue;
    builder.copy(ANSWER, a, record);
  }
  return copyRest(builder, a).finish();
}

/**
 * A chain and the answer for its end in one message (§5.1.5).
 * @param chain whose CNAME and DNAME records come first. @param end the answer to the AAAA question about the name they lead to.
 * @returns null where it exceeds 65535 octets, or where the end leads back to the chain's start.
 */
export function joinChain(chain: Message, end: Message): Uint8Array | null {
  const back = sectionOf(end, ANSWER).some((r) => r.type === TYPE.CNAME && sameName(ownerOf(end, r), chain.name));
  if (back) return null;
  const authentic = (chain.flags & end.flags & FLAG.AD) !== 0;
  const builder = new MessageBuilder(ownFlags(end, authentic) | (end.flags & RCODE_MASK)).question(
    chain.name,
    TYPE.AAAA,
    CLASS_IN,
  );
  for (const record of sectionOf(chain, ANSWER)) builder.copy(ANSWER, chain, record);
  for (const record of sectionOf(end, ANSWER)) builder.copy(ANSWER, end, record);
  return copyRest(builder, end).finish();
}

function copyRest(builder: MessageBuilder, from: Message): MessageBuilder {
  for (const section of [AUTHORITY, ADDITIONAL] as const) {
    for (const record of sectionOf(from, section)) builder.copy(section, from, record);
  }
  return builder;
}
