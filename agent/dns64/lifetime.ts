/** For how long an answer may be given out again. RFC 2308 §5, RFC 8767 §4, RFC 9520 §3.2. */
import { RCODE, TYPE } from "./wire/constants.ts";
import { ANSWER, type Message, negativeTtl, sectionOf } from "./wire/message.ts";

/** RFC 9520 §3.2: "MUST cache resolution failures for at least 1 second"; no longer, so that a recovered upstream is noticed. */
export const FAILURE_LIFETIME_S = 1;

/** An answer made without the AAAA answer that timed out or failed: soon asked anew, since the real AAAA may come back. */
export const UNCERTAIN_LIFETIME_S = 30;

const LONGEST_POSITIVE_S = 86_400;
/** RFC 2308 §5: one to three hours have been found to work well. */
const LONGEST_NEGATIVE_S = 10_800;

/** @returns seconds; 0: not at all. */
export function lifetimeOf(message: Message): number {
  if (message.rcode !== RCODE.NOERROR && message.rcode !== RCODE.NXDOMAIN) return FAILURE_LIFETIME_S;
  let shortest = LONGEST_POSITIVE_S;
  for (const record of message.records) if (record.type !== TYPE.OPT) shortest = Math.min(shortest, record.ttl);
  if (message.rcode === RCODE.NOERROR && hasData(message)) return shortest;
  // RFC 2308 §5: without a SOA a negative answer is not cached.
  const negative = negativeTtl(message);
  return negative === null ? 0 : Math.min(shortest, negative, LONGEST_NEGATIVE_S);
}

function hasData(message: Message): boolean {
  return sectionOf(message, ANSWER).some((r) => message.type === TYPE.ANY || r.type === message.type);
}
