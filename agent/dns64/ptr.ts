/** Reverse questions for addresses inside a translation prefix. RFC 6147 §5.3.1, RFC 3596 §2.5. */
import type { Prefix6 } from "../net/prefix.ts";
import { extract, WELL_KNOWN_PREFIX } from "../net/rfc6052.ts";
import type { Policy } from "./policy.ts";
import { MessageBuilder } from "./wire/builder.ts";
import { CLASS_IN, FLAG, RCODE_MASK, TYPE } from "./wire/constants.ts";
import { ADDITIONAL, ANSWER, AUTHORITY, type Message, sectionOf } from "./wire/message.ts";
import { lowerOctet, sameName, textToName } from "./wire/name.ts";
import { echoedFlags } from "./wire/reply.ts";

const IP6_ARPA = textToName("ip6.arpa")!;
const NIBBLES = 32;
const NAME_BYTES = 2 * NIBBLES + IP6_ARPA.length;

/** How long the synthesised CNAME holds: what it says follows from the configuration alone, so it lasts as long as what it leads to. */
const CNAME_TTL_CAP = 3600;

/** The address a full ip6.arpa name stands for. @param name uncompressed. @returns 16 bytes, or null for any other name. */
export function addressOfReverseName(name: Uint8Array): Uint8Array | null {
  if (name.length !== NAME_BYTES || !sameName(name.subarray(2 * NIBBLES), IP6_ARPA)) return null;
  const bytes = new Uint8Array(16);
  for (let i = 0; i < NIBBLES; i++) {
    if (name[2 * i] !== 1) return null;
    const nibble = nibbleOf(lowerOctet(name[2 * i + 1]!));
    if (nibble < 0) return null;
    // The name's first nibble is the address's last.
    const at = 15 - (i >> 1);
    bytes[at] = bytes[at]! | (i % 2 === 0 ? nibble : nibble << 4);
  }
  return bytes;
}

function nibbleOf(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  return octet >= 0x61 && octet <= 0x66 ? octet - 0x57 : -1;
}

/**
 * The in-addr.arpa name behind a reverse question for one of our prefixes or the well-known one (§5.3.1 names both), uncompressed;
 * null where the question is like any other.
 */
export function reverseTarget(policy: Policy, name: Uint8Array): Uint8Array | null {
  const address = addressOfReverseName(name);
  if (address === null) return null;
  const prefixes: Prefix6[] = [...policy.prefixes.map((p) => p.prefix), WELL_KNOWN_PREFIX];
  for (const prefix of prefixes) {
    const ip4 = extract(prefix, address);
    if (ip4 !== null) return reverseName4(ip4);
  }
  return null;
}

/** @param address unsigned 32-bit. */
export function reverseName4(address: number): Uint8Array {
  const octets = [address & 255, (address >>> 8) & 255, (address >>> 16) & 255, address >>> 24];
  return textToName(`${octets.join(".")}.in-addr.arpa`)!;
}

/**
 * The answer to a reverse question: a CNAME to the in-addr.arpa name and what was found there (§5.3.1, second way).
 * The RFC would have the CNAME only where no other CNAME follows. We follow one: delegations smaller than a /24 are made of exactly such a
 * CNAME (RFC 2317), and refusing them would lose the names this way of answering is for.
 * Without a PTR at the end there is no CNAME ("there is RDATA at the PTR"): the RCODE found there is given, and no authority section, since
 * its SOA is not one for the name that was asked.
 * @param name the question's, uncompressed. @param found the answer for the in-addr.arpa name. @returns null where it exceeds 65535 octets.
 */
export function reverseAnswer(name: Uint8Array, found: Message): Uint8Array | null {
  const kept = found.flags & (FLAG.RD | FLAG.CD);
  const answer = sectionOf(found, ANSWER);
  const pointers = answer.filter((r) => r.type === TYPE.PTR && r.class === CLASS_IN);
  if (found.rcode !== 0 || pointers.length === 0) {
    return new MessageBuilder(FLAG.QR | FLAG.RA | kept | (found.flags & RCODE_MASK))
      .question(name, TYPE.PTR, CLASS_IN)
      .finish();
  }
  const ttl = Math.min(CNAME_TTL_CAP, ...answer.map((r) => r.ttl));
  const builder = new MessageBuilder(FLAG.QR | FLAG.RA | kept)
    .question(name, TYPE.PTR, CLASS_IN)
    .pointer(ANSWER, name, TYPE.CNAME, CLASS_IN, ttl, found.name);
  for (const section of [ANSWER, AUTHORITY, ADDITIONAL] as const) {
    for (const record of sectionOf(found, section)) builder.copy(section, found, record);
  }
  return builder.finish();
}

/** The answer to a reverse question under one of our prefixes where one name stands for all of them (§5.3.1, first way). */
export function reverseNamed(name: Uint8Array, target: Uint8Array, asked: number): Uint8Array {
  return new MessageBuilder(FLAG.QR | FLAG.AA | FLAG.RA | echoedFlags(asked))
    .question(name, TYPE.PTR, CLASS_IN)
    .pointer(ANSWER, name, TYPE.PTR, CLASS_IN, CNAME_TTL_CAP, target)
    .finish()!;
}
