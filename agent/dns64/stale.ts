/** Answers past their end, given while nobody answers. RFC 8767. */
import { EDE, EDE_BOGUS, OPTION_EDE, RCODE, RCODE_MASK } from "./wire/constants.ts";
import { extendedError, type StoredAnswer } from "./wire/reply.ts";

/** RFC 8767 §5: how long a client waits before it gets the stale answer while the question is still out. */
export const STALE_AFTER_MS = 1800;

/** RFC 8767 §4, §5: the TTL a stale answer is given, and how long until the upstreams are asked again. */
const STALE_TTL_S = 30;

/** Whether a kept answer is better than this one: it only says that nobody could be asked. A failed validation says more than that. */
export function saysNothing({ message, options }: StoredAnswer): boolean {
  const rcode = message[3]! & RCODE_MASK;
  if (rcode !== RCODE.SERVFAIL && rcode !== RCODE.REFUSED) return false;
  for (let at = 0; at + 6 <= options.length; at += 4 + ((options[at + 2]! << 8) | options[at + 3]!)) {
    const code = (options[at + 4]! << 8) | options[at + 5]!;
    if (options[at + 1] === OPTION_EDE && EDE_BOGUS.has(code)) return false;
  }
  return true;
}

/** Whether an answer may be given after its end: errors may not. */
export function mayGoStale({ message }: StoredAnswer): boolean {
  const rcode = message[3]! & RCODE_MASK;
  return rcode === RCODE.NOERROR || rcode === RCODE.NXDOMAIN;
}

/** The answer with short TTLs and an extended error that says what it is (RFC 8914 §4.4); to be kept until it is worth asking again, and no longer than before. */
export function asStale(kept: StoredAnswer, nowMs: number): StoredAnswer {
  const message = kept.message.slice();
  const view = new DataView(message.buffer);
  for (const at of kept.ttlAt) view.setUint32(at, STALE_TTL_S);
  const until = kept.staleUntilMs ?? nowMs;
  return {
    ...kept,
    message,
    options: extendedError(EDE.STALE_ANSWER),
    storedAtMs: nowMs,
    expiresAtMs: Math.min(nowMs + 1000 * STALE_TTL_S, until),
    staleUntilMs: until,
  };
}
