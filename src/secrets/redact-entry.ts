/** An entry without secrets, before the journal or anybody sees it. Names, by which a run is replayed, stay as they are. */
import type { EntryBody } from "../engine/journal.ts";
import type { Evidence } from "../engine/ports.ts";
import { sealEvidence } from "../engine/seal.ts";
import type { Redactor } from "./redactor.ts";

export function redactEntry(entry: EntryBody, redactor: Redactor): EntryBody {
  const text = (value: string): string => redactor.text(value);
  switch (entry.type) {
    case "check.outcome":
      return {
        ...entry,
        changes: redactor.deep(entry.changes),
        because: entry.because.map(text),
        refused: entry.refused === null ? null : text(entry.refused),
      };
    case "step.outcome": {
      const { armed } = entry;
      return {
        ...entry,
        changes: redactor.deep(entry.changes),
        because: entry.because.map(text),
        armed:
          armed === null
            ? null
            : { ...armed, transaction: { ...armed.transaction, because: armed.transaction.because.map(text) } },
      };
    }
    case "gate.answered": {
      const evidence = redactEvidence(entry.evidence, redactor);
      return evidence === entry.evidence ? entry : { ...entry, evidence };
    }
    case "approval.given":
      return { ...entry, why: text(entry.why) };
    case "pause.requested":
    case "pause.lifted":
      return { ...entry, by: { ...entry.by, why: text(entry.by.why) } };
    case "stop.requested":
      return entry.by === undefined ? entry : { ...entry, by: { ...entry.by, why: text(entry.by.why) } };
    default:
      return "because" in entry ? ({ ...entry, because: text(entry.because) } as EntryBody) : entry;
  }
}

/** Sealed anew only where something was taken out: what the gate sealed is the better witness. */
export function redactEvidence(evidence: Evidence, redactor: Redactor): Evidence {
  const { sha256: _, ...fields } = evidence;
  const clean = { ...fields, because: redactor.text(fields.because), observed: redactor.deep(fields.observed) };
  return JSON.stringify(clean) === JSON.stringify(fields) ? evidence : sealEvidence(clean);
}
