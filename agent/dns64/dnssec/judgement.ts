/** What validation finds, and how it asks for what it still needs. */
import type { Message, ResourceRecord } from "../wire/message.ts";

/** One question of the validator's own, class IN. @property name lower case. */
export interface Question {
  readonly name: Uint8Array;
  readonly type: number;
}

/** A validation under way: yields questions, is given an answer to each (null: none), returns what it found. No I/O, no waiting. */
export type Asking<T> = Generator<readonly Question[], T, readonly (Message | null)[]>;

/** RFC 4033 §5, without "indeterminate": where nothing is trusted, nothing is secure. */
export type Security = "secure" | "insecure" | "bogus";

export interface Finding {
  readonly security: Security;
  /** RFC 8914; 0: none. */
  readonly error: number;
  readonly because: string;
}

/** The finding for a whole answer. */
export interface Judgement extends Finding {
  /** Records whose signatures hold, each with the seconds it may be believed; of a secure answer nothing else is given on. */
  readonly believed: ReadonlyMap<ResourceRecord, number>;
  /** The alias chain ends in a name that this answer says nothing about: to be asked, and put after it. */
  readonly unfinished: Uint8Array | null;
}

export const SECURE: Finding = { security: "secure", error: 0, because: "" };

export function insecure(because: string, error = 0): Finding {
  return { security: "insecure", error, because };
}

/** @param error must be one of EDE_BOGUS: the resolver asks for A after any other SERVFAIL. */
export function bogus(error: number, because: string): Finding {
  return { security: "bogus", error, because };
}

const ORDER: readonly Security[] = ["secure", "insecure", "bogus"];

/** The weaker of two; of equals the first, unless only the second says why. */
export function weaker(a: Finding, b: Finding): Finding {
  const order = ORDER.indexOf(b.security) - ORDER.indexOf(a.security);
  return order > 0 || (order === 0 && a.because === "") ? b : a;
}
