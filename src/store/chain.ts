/**
 * The journal's hash chain: every line carries the hash of the line before it and its own, so that no line can be changed, taken out or put in
 * without a link breaking. Nonces are left out of the hash: a bundle for an auditor holds none, and its chain still closes.
 */
import { sha256Of } from "../engine/canonical-json.ts";
import type { Entry } from "../engine/journal.ts";
import type { Evidence } from "../engine/ports.ts";
import { isIntact } from "../engine/seal.ts";
import { withoutNonce } from "../engine/without-nonce.ts";

export interface Link {
  /** Hash of the line before; of the first line: zeros. */
  readonly prev: string;
  readonly sha256: string;
}

export const CHAIN_START = "0".repeat(64);

/** Entries of format 1 carry no link; later ones do. */
export type ChainedEntry = Entry & Partial<Link>;

/** @param prev hash of the line before. */
export function linkOf(entry: Entry, prev: string): Link {
  const { sha256: _, ...fields } = withoutNonce(entry) as ChainedEntry;
  return { prev, sha256: sha256Of({ ...fields, prev }) };
}

/** Each linked to the one before it, the first to `head`. */
export function withLinks(entries: readonly Entry[], head: string): readonly (Entry & Link)[] {
  let prev = head;
  return entries.map((entry) => {
    const link = linkOf(entry, prev);
    prev = link.sha256;
    return { ...entry, ...link };
  });
}

export type ChainFinding =
  | { readonly intact: true; readonly entries: number; readonly evidence: number; readonly head: string }
  /** `at`: the entry's number, from 1. */
  | { readonly intact: false; readonly at: number; readonly because: string };

/** The first broken link, if there is one. Lines of format 1, which had no links, count into the first link after them; a journal of them alone has nothing to hold it by. */
export function verifyChain(lines: readonly string[]): ChainFinding {
  let prev = CHAIN_START;
  let evidence = 0;
  let linked = 0;
  for (const [i, line] of lines.entries()) {
    const at = i + 1;
    const broken = (because: string): ChainFinding => ({ intact: false, at, because });
    let entry: ChainedEntry;
    try {
      entry = JSON.parse(line) as ChainedEntry;
    } catch {
      return broken("it is not JSON");
    }
    if (entry.seq !== at) return broken(`it says it is entry ${entry.seq}: entries are missing or were put in`);
    const link = linkOf(entry, prev);
    if (entry.prev === undefined && linked > 0) return broken("it carries no link, and those before it do");
    if (entry.prev !== undefined) {
      linked += 1;
      if (entry.prev !== prev)
        return broken(
          `it was written behind an entry ${at - 1} whose hash began with ${entry.prev.slice(0, 12)}, and this one's is ${prev.slice(0, 12)}`,
        );
      if (entry.sha256 !== link.sha256) return broken("what it says is not what was written: its hash does not fit");
    }
    if (entry.type === "gate.answered") {
      evidence += 1;
      if (!isIntact(entry.evidence as Evidence))
        return broken(`the evidence of ${entry.evidence.gate} is not as the gate sealed it`);
    }
    prev = link.sha256;
  }
  if (lines.length === 0) return { intact: false, at: 1, because: "the journal is empty" };
  if (linked === 0) return { intact: false, at: 1, because: "this journal is of format 1, which had no links" };
  return { intact: true, entries: lines.length, evidence, head: prev };
}

/** Hash of the last line, for the line that comes next. */
export function headOf(entries: readonly ChainedEntry[]): string {
  let prev = CHAIN_START;
  for (const entry of entries) prev = entry.sha256 ?? linkOf(entry, prev).sha256;
  return prev;
}
