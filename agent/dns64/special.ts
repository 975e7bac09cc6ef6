/** ipv4only.arpa and its reverse names, answered here without asking anybody: every DNS64 server is authoritative for them. RFC 8880 §7, RFC 7050 §8. */
import { parseIp4 } from "../net/ip4.ts";
import { embed } from "../net/rfc6052.ts";
import type { Policy } from "./policy.ts";
import { reverseName4 } from "./ptr.ts";
import { MessageBuilder } from "./wire/builder.ts";
import { CLASS_IN, FLAG, RCODE, TYPE } from "./wire/constants.ts";
import { ANSWER, AUTHORITY } from "./wire/message.ts";
import { suffixAt, textToName } from "./wire/name.ts";
import { ASKED } from "./wire/query.ts";
import { echoedFlags } from "./wire/reply.ts";

const NAME = textToName("ipv4only.arpa")!;
const ADDRESSES = [parseIp4("192.0.0.170")!, parseIp4("192.0.0.171")!];
const ZONES = [NAME, ...ADDRESSES.map(reverseName4)];

/** As the zone on the Internet has it, so that a client sees the same here as there. */
const TTL = 86400;

/**
 * Answer a question for one of the special names or a name below one.
 * @param name uncompressed. @param asked OR of ASKED. @returns the message, or null for any other name.
 */
export function specialAnswer(
  policy: Policy,
  name: Uint8Array,
  type: number,
  cls: number,
  asked: number,
): Uint8Array | null {
  if (cls !== CLASS_IN) return null;
  const zone = ZONES.find((z) => suffixAt(name, z) >= 0);
  if (zone === undefined) return null;
  const apex = name.length === zone.length;
  const flags = FLAG.QR | FLAG.AA | FLAG.RA | echoedFlags(asked) | (apex ? RCODE.NOERROR : RCODE.NXDOMAIN);
  const builder = new MessageBuilder(flags).question(name, type, cls);
  const data = apex ? dataOf(policy, zone, type, asked) : [];
  for (const address of data) builder.record(ANSWER, name, type, CLASS_IN, TTL, address);
  if (data.length === 0) builder.record(AUTHORITY, zone, TYPE.SOA, CLASS_IN, TTL, soaOf(zone));
  return builder.finish();
}

/** Data of the records at the apex: addresses at ipv4only.arpa, its name at the reverse names, nothing of any other type. */
function dataOf(policy: Policy, zone: Uint8Array, type: number, asked: number): Uint8Array[] {
  if (type === TYPE.SOA) return [soaOf(zone)];
  if (zone !== NAME) return type === TYPE.PTR ? [NAME] : [];
  if (type === TYPE.A) return ADDRESSES.map((a) => Uint8Array.of(a >>> 24, (a >>> 16) & 255, (a >>> 8) & 255, a & 255));
  // The two addresses are not global and yet stand under every prefix: nobody sends to them (RFC 7050 §8.2). RFC 6147 §5.5 item 3: nothing is synthesised for one who validates by itself. RFC 7050 §3 has clients ask with CD clear for that reason.
  if (type !== TYPE.AAAA || (asked & (ASKED.DO | ASKED.CD)) === (ASKED.DO | ASKED.CD)) return [];
  return ADDRESSES.flatMap((a) => policy.prefixes.map(({ prefix }) => embed(prefix, a)));
}

/** A SOA of ours for a zone served here: the zone itself as primary, `nobody.invalid` as mailbox. */
function soaOf(zone: Uint8Array): Uint8Array {
  const mailbox = textToName("nobody.invalid")!;
  const data = new Uint8Array(zone.length + mailbox.length + 20);
  data.set(zone);
  data.set(mailbox, zone.length);
  const view = new DataView(data.buffer);
  [1, 3600, 600, 604800, TTL].forEach((value, i) => {
    view.setUint32(zone.length + mailbox.length + 4 * i, value);
  });
  return data;
}
