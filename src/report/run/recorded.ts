/** A run as the store kept it, and what became of its steps and batches. */

import type { HostFacts } from "../../../agent/protocol/facts.ts";
import type { Change, Millis } from "../../../agent/protocol/messages.ts";
import type { Entry, Exit } from "../../engine/journal.ts";
import type { Batch, ExecutionPlan, StepRun } from "../../plan/execution.ts";
import type { Subject } from "../../plan/subject.ts";

export interface RecordedRun {
  readonly run: string;
  readonly entries: readonly Entry[];
  readonly execution: ExecutionPlan;
  /** As they were when the run began. */
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly subject: Subject;
  /** Hash of the journal's last entry; null where its chain does not close. */
  readonly head: string | null;
}

export type StepWord = "pending" | "refused" | "unchanged" | "armed" | "kept" | "failed" | "undone" | "undo-failed";

export interface StepRecord {
  readonly step: StepRun;
  readonly batch: Batch;
  readonly word: StepWord;
  readonly changes: readonly Change[];
  /** When it last became what it is. */
  readonly at: Millis;
  readonly because: string;
}

export function stepIndex(
  execution: ExecutionPlan,
): ReadonlyMap<string, { readonly step: StepRun; readonly batch: Batch }> {
  const index = new Map<string, { step: StepRun; batch: Batch }>();
  for (const batch of execution.batches)
    for (const task of batch.tasks)
      if (task.kind === "apply") for (const step of task.steps) index.set(step.id, { step, batch });
  return index;
}

/**
 * Follows the steps through the journal.
 * @param onChange called after each entry that made a step something else.
 */
export function followSteps(
  run: RecordedRun,
  onChange: (at: Millis, record: StepRecord) => void = () => undefined,
): ReadonlyMap<string, StepRecord> {
  const index = stepIndex(run.execution);
  const records = new Map<string, StepRecord>();
  for (const entry of run.entries) {
    const next = stepAfter(entry, records);
    if (next === null) continue;
    const place = index.get(next.id);
    if (place === undefined) continue;
    const before = records.get(next.id);
    const record: StepRecord = {
      ...place,
      word: next.word,
      changes: next.changes ?? before?.changes ?? [],
      at: entry.at,
      because: next.because,
    };
    records.set(next.id, record);
    onChange(entry.at, record);
  }
  return records;
}

interface Next {
  readonly id: string;
  readonly word: StepWord;
  readonly because: string;
  readonly changes?: readonly Change[];
}

function stepAfter(entry: Entry, records: ReadonlyMap<string, StepRecord>): Next | null {
  switch (entry.type) {
    case "check.outcome":
      if (entry.refused !== null) return { id: entry.step, word: "refused", because: entry.refused };
      // Found as wanted; one that would change is heard of again when it does.
      return entry.changes.length === 0 && !records.has(entry.step)
        ? { id: entry.step, word: "unchanged", because: entry.because.join("; "), changes: [] }
        : null;
    case "step.outcome": {
      const word = entry.outcome === "unchanged" ? "unchanged" : entry.armed === null ? "kept" : "armed";
      return { id: entry.step, word, because: entry.because.join("; "), changes: entry.changes };
    }
    case "step.failed":
      return { id: entry.step, word: "failed", because: entry.because };
    case "commit.outcome":
      return entry.ok ? { id: entry.step, word: "kept", because: entry.because } : null;
    case "undo.outcome":
      return { id: entry.step, word: entry.outcome === "failed" ? "undo-failed" : "undone", because: entry.because };
    case "settle.outcome": {
      const word = { committed: "kept", undone: "undone", "never-started": "pending", failed: "undo-failed" } as const;
      return { id: entry.step, word: word[entry.found], because: entry.because };
    }
    default:
      return null;
  }
}

export interface RunEnd {
  readonly at: Millis;
  readonly exit: Exit;
  readonly because: string;
}

/** How it stands now: a run that was resumed has not ended before it ends again. */
export function endOf(entries: readonly Entry[]): RunEnd | null {
  const last = entries.findLast((entry) => ["run.ended", "run.resumed", "rollback.started"].includes(entry.type));
  return last?.type === "run.ended" ? { at: last.at, exit: last.exit, because: last.because } : null;
}
