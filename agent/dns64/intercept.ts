/** What RFC 6147 has a DNS64 do with each answer it gets, in the order of §5.1. Pure: answers in, a decision out. */
import { addressesAt, terminalName } from "./chain.ts";
import { isExcludedAaaa, isIgnoredName } from "./exclude.ts";
import type { Policy } from "./policy.ts";
import { emptyFrom, synthesise, usableA } from "./synthesize.ts";
import { CLASS_IN, EDE_BOGUS, FLAG, RCODE, TYPE } from "./wire/constants.ts";
import { extendedErrors, type Message, negativeTtl, type ResourceRecord } from "./wire/message.ts";
import { sameName } from "./wire/name.ts";
import { ASKED } from "./wire/query.ts";

const BOTH = ASKED.DO | ASKED.CD;

/**
 * Whether a question is one we may make records for.
 * §5.1: type AAAA, class IN; in any other class "as though no DNS64 function is configured".
 * §5.5 item 3: with CD and DO set the asker validates by itself, and "MUST NOT perform synthesis".
 * With DO alone we synthesise (§5.5 item 2, §3 case 3): such an asker leaves validation to its resolver, and one that does not would be as
 * badly off with the empty answer that remains. With CD alone too: without DO it gets no signatures that it could check.
 */
export function mayIntercept(type: number, cls: number, asked: number): boolean {
  return type === TYPE.AAAA && cls === CLASS_IN && (asked & BOTH) !== BOTH;
}

/** Whether AAAA are not even asked for: the operator said that this name's IPv6 is broken. @param name uncompressed. */
export function skipsAaaa(policy: Policy, name: Uint8Array): boolean {
  return isIgnoredName(policy, name);
}

/** What the answer to the AAAA question leads to. */
export type AaaaVerdict =
  | { readonly do: "return" }
  | { readonly do: "return-filtered"; readonly excluded: ReadonlySet<ResourceRecord> }
  /** SERVFAIL that a validating upstream may mean as "bogus": find out before asking for A. */
  | { readonly do: "probe-validation" }
  /** @see AaaaResult */
  | ({ readonly do: "ask-a" } & AaaaResult);

/** What is kept of the AAAA stage while A is asked for. */
export interface AaaaResult {
  /** To be returned as it came where A brings nothing; null where it is an error or holds excluded records. */
  readonly empty: Message | null;
  /** Of its SOA, seconds. */
  readonly soaTtl: number | null;
  /** It was validated by an upstream that is believed. */
  readonly authentic: boolean;
}

export const NO_AAAA: AaaaResult = { empty: null, soaTtl: null, authentic: false };

/** @param answer null: none in time, which counts as SERVFAIL (§5.1.3). @param asked OR of ASKED. */
export function afterAaaa(policy: Policy, answer: Message | null, asked: number): AaaaVerdict {
  if (answer === null) return { do: "ask-a", ...NO_AAAA };
  // §5.1.2: Name Error is final.
  if (answer.rcode === RCODE.NXDOMAIN) return { do: "return" };
  if (answer.rcode !== RCODE.NOERROR) {
    // §5.5 item 2: data that does not validate is SERVFAIL, and is not a reason to ask for A.
    if (extendedErrors(answer).some((code) => EDE_BOGUS.has(code))) return { do: "return" };
    const doubtful = policy.upstreamValidates && answer.rcode === RCODE.SERVFAIL && (asked & ASKED.CD) === 0;
    if (doubtful) return { do: "probe-validation" };
    // §5.1.2: "Any other RCODE is treated as though the RCODE were 0 and the answer section were empty".
    return { do: "ask-a", ...NO_AAAA, soaTtl: negativeTtl(answer) };
  }
  const terminal = terminalName(answer);
  const addresses = terminal === null ? [] : addressesAt(answer, terminal, TYPE.AAAA);
  const excluded = addresses.filter((r) => isExcludedAaaa(policy, answer.bytes, r.data));
  // §5.1.1, §5.1.4.
  if (excluded.length < addresses.length) {
    return excluded.length === 0 ? { do: "return" } : { do: "return-filtered", excluded: new Set(excluded) };
  }
  return {
    do: "ask-a",
    empty: excluded.length === 0 ? answer : null,
    soaTtl: negativeTtl(answer),
    authentic: (policy.upstreamValidates || policy.validatedHere) && (answer.flags & FLAG.AD) !== 0,
  };
}

/** The probe's answer (the same question with CD): data now where there was SERVFAIL means that validation failed; silence leaves it open, and what is open is not believed. */
export function failedValidation(probe: Message | null): boolean {
  return probe === null || probe.rcode === RCODE.NOERROR || probe.rcode === RCODE.NXDOMAIN;
}

/** The answer to the AAAA question once A has been asked for. */
export type Conclusion =
  | { readonly do: "synthesised"; readonly message: Uint8Array }
  | { readonly do: "aaaa-as-it-came"; readonly message: Message }
  | { readonly do: "empty-of-a"; readonly message: Uint8Array }
  | { readonly do: "servfail" };

/** The chain leaves what this upstream answers for in one go: its end is to be asked about, and the chain put before that answer. */
export type Follow = { readonly do: "follow"; readonly terminal: Uint8Array; readonly otherwise: Conclusion };

/** §5.1.6, §5.4. @param a null: no answer in time. */
export function afterA(policy: Policy, aaaa: AaaaResult, a: Message | null): Conclusion | Follow {
  if (a === null) return { do: "servfail" };
  const terminal = a.rcode === RCODE.NOERROR ? terminalName(a) : null;
  const addresses = terminal === null ? [] : addressesAt(a, terminal, TYPE.A);
  const usable = usableA(policy, a, addresses);
  if (usable.length > 0) {
    const authentic = aaaa.authentic && (a.flags & FLAG.AD) !== 0;
    const message = synthesise(policy, a, usable, aaaa.soaTtl, authentic);
    return message === null ? { do: "servfail" } : { do: "synthesised", message };
  }
  const nothing = withoutAddresses(aaaa, a);
  // §5.1.5: "followed until the first terminating A or AAAA record is reached". With a SOA the chain's end is known to have none.
  const unfinished =
    terminal !== null && addresses.length === 0 && !sameName(terminal, a.name) && negativeTtl(a) === null;
  return unfinished ? { do: "follow", terminal, otherwise: nothing } : nothing;
}

function withoutAddresses(aaaa: AaaaResult, a: Message): Conclusion {
  // §5.4: "If there is an empty answer, then the DNS64 responds ... with the answer the DNS64 received to the original query".
  if (a.rcode === RCODE.NOERROR && aaaa.empty !== null) return { do: "aaaa-as-it-came", message: aaaa.empty };
  const message = emptyFrom(a);
  return message === null ? { do: "servfail" } : { do: "empty-of-a", message };
}
