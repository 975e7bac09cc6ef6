/** A gate is made of parts, each with its own finding; the gate's finding is the worst of them. */
import type { Finding } from "../engine/ports.ts";

export interface Part {
  /** What was asked, and from where: `mon1: GET http://api1:8080/`. */
  readonly asked: string;
  readonly finding: Finding;
  /** What came back, and for fail and unknown what to do. */
  readonly because: string;
  readonly observed: unknown;
}

export interface Judgement {
  readonly finding: Finding;
  readonly because: string;
  readonly observed: unknown;
}

export function pass(asked: string, because: string, observed: unknown): Part {
  return { asked, finding: "pass", because, observed };
}

export function fail(asked: string, because: string, observed: unknown): Part {
  return { asked, finding: "fail", because, observed };
}

export function unknown(asked: string, because: string, observed: unknown = null): Part {
  return { asked, finding: "unknown", because, observed };
}

/**
 * fail before unknown before pass; nothing asked is unknown.
 * @param passed the sentence where all passed.
 */
export function conclude(parts: readonly Part[], passed: string): Judgement {
  const finding = worst(parts);
  const first = parts.filter((part) => part.finding === finding);
  const observed = { parts };
  if (finding === "pass") return { finding, because: passed, observed };
  if (parts.length === 0) return { finding, because: "Nothing could be asked: the gate is about no host.", observed };
  const more = first.length > 1 ? ` (and ${first.length - 1} more)` : "";
  return { finding, because: `${first[0]!.because}${more}`, observed };
}

export function worst(parts: readonly { readonly finding: Finding }[]): Finding {
  if (parts.some(({ finding }) => finding === "fail")) return "fail";
  if (parts.length === 0 || parts.some(({ finding }) => finding === "unknown")) return "unknown";
  return "pass";
}

/** What one vantage point has to say. */
export interface Voice {
  readonly from: string;
  readonly parts: readonly Part[];
}

/**
 * Join what several vantage points say to one thing: a single failure fails; to pass, `need` of them must have passed, and then those
 * that could not ask do not count.
 */
export function agree(asked: string, need: number, voices: readonly Voice[], passed: string): Part {
  const findings = voices.map(({ from, parts }) => ({ from, finding: worst(parts) }));
  const passes = findings.filter(({ finding }) => finding === "pass").length;
  const observed = { need, voices };
  const spoken = (finding: Finding): string =>
    voices.flatMap(({ parts }) => parts).find((part) => part.finding === finding)?.because ?? "Nobody could ask.";
  if (findings.some(({ finding }) => finding === "fail")) return fail(asked, spoken("fail"), observed);
  if (passes >= Math.max(1, need)) return pass(asked, passed, observed);
  const counted = need > 1 ? ` ${passes} of ${need} needed vantage points passed.` : "";
  return unknown(asked, `${spoken("unknown")}${counted}`, observed);
}
