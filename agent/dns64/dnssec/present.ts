/** What a client gets of an answer that was judged. RFC 4035 §3.2, RFC 6840 §5.7, §5.8, RFC 8914. */
import { MessageBuilder } from "../wire/builder.ts";
import { CLASS_IN, FLAG, OPTION_EDE, RCODE, RCODE_MASK, TYPE, UDP_SIZE } from "../wire/constants.ts";
import {
  ADDITIONAL,
  ANSWER,
  AUTHORITY,
  type Message,
  parseMessage,
  type ResourceRecord,
  type Section,
  sectionOf,
} from "../wire/message.ts";
import { ASKED } from "../wire/query.ts";
import { echoedFlags } from "../wire/reply.ts";
import type { Finding } from "./judgement.ts";
import { ROOT } from "./labels.ts";
import { AUTHENTICATING } from "./numbers.ts";

/** One message that was judged; an alias chain that upstream left unfinished has more. */
export interface Part {
  readonly message: Message;
  readonly believed: ReadonlyMap<ResourceRecord, number>;
}

/**
 * @param name of the question, uncompressed. @param asked OR of ASKED. @param parts in the chain's order. @param finding for all of them.
 * @param timely whether the times of signatures could be checked: nothing is authentic without.
 */
export function presented(
  name: Uint8Array,
  type: number,
  asked: number,
  parts: readonly Part[],
  finding: Finding,
  timely: boolean,
): Message {
  const { message: last } = parts.at(-1)!;
  if (finding.security === "bogus" || last.rcode > RCODE_MASK) return failure(name, type, asked, finding);
  const secure = finding.security === "secure";
  // RFC 6840 §5.8: AD is for those who ask, by AD or by DO.
  const authentic = secure && timely && (asked & (ASKED.AD | ASKED.DO)) !== 0;
  const flags = FLAG.QR | FLAG.RA | echoedFlags(asked) | (authentic ? FLAG.AD : 0) | (last.flags & RCODE_MASK);
  const builder = new MessageBuilder(flags).question(name, type, CLASS_IN);
  const isWanted = wantedTypes(type, asked);
  const copy = (section: Section, { message, believed }: Part): void => {
    for (const record of sectionOf(message, section)) {
      if (!isWanted(record.type)) continue;
      // What did not prove to be the zone's stays out of an answer that is called authentic (RFC 4035 §3.2.3).
      const ttl = believed.get(record) ?? (secure ? null : record.ttl);
      if (ttl !== null) builder.copy(section, message, { ...record, ttl: Math.min(ttl, record.ttl) });
    }
  };
  for (const part of parts) copy(ANSWER, part);
  for (const part of secure ? parts : [parts.at(-1)!]) copy(AUTHORITY, part);
  if (!secure) copy(ADDITIONAL, parts.at(-1)!);
  if (finding.error !== 0) explain(builder, finding);
  const bytes = builder.finish();
  return bytes === null ? failure(name, type, asked, finding) : parseMessage(bytes)!;
}

/** RFC 4035 §3.2.1: without DO no authenticating records but those that were asked for. */
function wantedTypes(type: number, asked: number): (type: number) => boolean {
  if ((asked & ASKED.DO) !== 0) return () => true;
  return (one) => !AUTHENTICATING.has(one) || one === type || type === TYPE.ANY;
}

/** RFC 4035 §5.5: SERVFAIL; RFC 8914 says why. */
export function failure(name: Uint8Array, type: number, asked: number, finding: Finding): Message {
  const flags = FLAG.QR | FLAG.RA | echoedFlags(asked) | RCODE.SERVFAIL;
  const builder = new MessageBuilder(flags).question(name, type, CLASS_IN);
  if (finding.error !== 0) explain(builder, finding);
  return parseMessage(builder.finish()!)!;
}

/** An OPT with one extended error and its text, RFC 8914 §2. */
function explain(builder: MessageBuilder, { error, because }: Finding): void {
  const text = Buffer.from(because, "utf8").subarray(0, 200);
  const length = 2 + text.length;
  const option = Uint8Array.of(0, OPTION_EDE, length >>> 8, length & 255, error >>> 8, error & 255, ...text);
  builder.record(ADDITIONAL, ROOT, TYPE.OPT, UDP_SIZE, 0, option);
}
