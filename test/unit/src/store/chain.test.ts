import { describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/engine/journal.ts";
import { sealEvidence } from "../../../../src/engine/seal.ts";
import { withoutNonce } from "../../../../src/engine/without-nonce.ts";
import { CHAIN_START, headOf, verifyChain, withLinks } from "../../../../src/store/chain.ts";

const evidence = sealEvidence({ gate: "g", name: "prefer6", finding: "pass", because: "Good.", observed: {}, at: 3 });
const ENTRIES: readonly Entry[] = [
  { type: "batch.started", batch: "b1", seq: 1, at: 1 },
  {
    type: "step.outcome",
    step: "s",
    attempt: 1,
    outcome: "changed",
    changes: [],
    because: [],
    armed: {
      nonce: "never-to-be-shown",
      transaction: {
        id: "t",
        steps: ["s"],
        state: "armed",
        armedAt: 0,
        deadline: 9,
        heartbeats: 0,
        undoScript: "u",
        because: [],
      },
    },
    seq: 2,
    at: 2,
  },
  { type: "gate.answered", task: "t", round: 0, evidence, seq: 3, at: 3 },
  { type: "batch.done", batch: "b1", outcome: "done", seq: 4, at: 4 },
];

function chained(entries: readonly Entry[] = ENTRIES): string[] {
  let prev = CHAIN_START;
  return entries.map((entry) => {
    const linked = withLinks([entry], prev)[0]!;
    prev = linked.sha256;
    return JSON.stringify(linked);
  });
}

describe("the journal's chain", () => {
  it("closes over what was written, and counts its evidence", () => {
    const lines = chained();
    const found = verifyChain(lines);
    expect(found).toMatchObject({ intact: true, entries: 4, evidence: 1 });
    expect(found.intact && found.head).toBe(headOf(lines.map((line) => JSON.parse(line))));
  });

  it("closes as well where nonces were left out", () => {
    const lines = chained().map((line) => JSON.stringify(withoutNonce(JSON.parse(line))));
    expect(lines.join()).not.toContain("never-to-be-shown");
    expect(verifyChain(lines)).toMatchObject({ intact: true });
  });

  it.each(ENTRIES.map((entry) => entry.seq))("names entry %i when it was changed", (seq) => {
    const lines = chained();
    lines[seq - 1] = JSON.stringify({ ...JSON.parse(lines[seq - 1]!), at: 99 });
    expect(verifyChain(lines)).toMatchObject({ intact: false, at: seq });
  });

  it("names the entry after one that was changed and given a fitting hash", () => {
    const lines = chained();
    const first = JSON.parse(lines[0]!);
    lines[1] = JSON.stringify(withLinks([{ ...JSON.parse(lines[1]!), outcome: "unchanged" }], first.sha256)[0]);
    expect(verifyChain(lines)).toMatchObject({ intact: false, at: 3 });
  });

  it("notices entries taken out, put in, or turned around", () => {
    const lines = chained();
    expect(verifyChain([lines[0]!, lines[2]!, lines[3]!])).toMatchObject({ intact: false, at: 2 });
    expect(verifyChain([lines[0]!, lines[0]!, ...lines.slice(1)])).toMatchObject({ intact: false, at: 2 });
    expect(verifyChain([lines[1]!, lines[0]!])).toMatchObject({ intact: false, at: 1 });
    expect(verifyChain([])).toMatchObject({ intact: false });
  });

  it("notices evidence that is not as its gate sealed it, though the chain was made anew", () => {
    const forged = ENTRIES.map((entry) =>
      entry.type === "gate.answered" ? { ...entry, evidence: { ...entry.evidence, because: "Better." } } : entry,
    );
    expect(verifyChain(chained(forged))).toMatchObject({
      intact: false,
      at: 3,
      because: expect.stringContaining("sealed"),
    });
  });

  it("takes entries of format 1 into the first link behind them", () => {
    const old = ENTRIES.slice(0, 2).map((entry) => JSON.stringify(entry));
    let prev = headOf(ENTRIES.slice(0, 2));
    const later = ENTRIES.slice(2).map((entry) => {
      const linked = withLinks([entry], prev)[0]!;
      prev = linked.sha256;
      return JSON.stringify(linked);
    });
    expect(verifyChain([...old, ...later])).toMatchObject({ intact: true });
    expect(verifyChain([JSON.stringify({ ...ENTRIES[0], at: 7 }), old[1]!, ...later])).toMatchObject({
      intact: false,
      at: 3,
    });
    expect(verifyChain(old)).toMatchObject({ intact: false, because: expect.stringContaining("format 1") });
  });
});
