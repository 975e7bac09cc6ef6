import { expect, it } from "vitest";
import type { EntryBody, EntryType } from "../../../../src/engine/journal.ts";
import { isIntact, sealEvidence } from "../../../../src/engine/seal.ts";
import { redactEntry } from "../../../../src/secrets/redact-entry.ts";
import { Redactor } from "../../../../src/secrets/redactor.ts";
import { SAMPLES } from "../engine/samples.ts";

const SECRET = "open-sesame";
const redactor = new Redactor();
redactor.learn(SECRET);

/** The secret at the end of every text for people; names, by which a run is replayed, are left out. */
function planted(value: unknown, key = ""): unknown {
  if (typeof value === "string") return FREE.has(key) ? `${value} ${SECRET}` : value;
  if (Array.isArray(value)) return value.map((item) => planted(item, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, planted(item, name)]));
}
const FREE = new Set(["because", "why", "title", "before", "after", "refused", "observed"]);

it.each(Object.keys(SAMPLES) as EntryType[])("%s loses what is planted in it, and nothing else", (type) => {
  const sample = { ...SAMPLES[type] } as EntryBody;
  const entry = planted(
    type === "gate.answered"
      ? { ...sample, evidence: { ...SAMPLES["gate.answered"].evidence, observed: ["said"] } }
      : sample,
  ) as EntryBody;
  const clean = redactEntry(entry, redactor);
  expect(JSON.stringify(clean)).not.toContain(SECRET);
  const names = (value: object): string => JSON.stringify(value).replaceAll(/"sha256":"[^"]*"/g, "");
  expect(names(clean)).toBe(names(entry).replaceAll(SECRET, "[redacted]"));
});

it("evidence that something was taken out of is sealed anew, other evidence is not touched", () => {
  const fields = {
    gate: "g",
    name: "prefer6",
    finding: "pass",
    because: `saw ${SECRET}`,
    observed: {},
    at: 1,
  } as const;
  const dirty = redactEntry({ type: "gate.answered", task: "t", round: 0, evidence: sealEvidence(fields) }, redactor);
  expect(dirty.type === "gate.answered" && isIntact(dirty.evidence)).toBe(true);
  const clean = SAMPLES["gate.answered"];
  expect(redactEntry(clean, redactor)).toBe(clean);
});
