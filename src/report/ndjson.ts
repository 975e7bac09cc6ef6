/** The run as NDJSON on stdout, after the version line; every line has a `type`. */
import type { Entry } from "../engine/journal.ts";
import { findStep, type RunState } from "../engine/state.ts";
import { withoutNonce } from "../engine/without-nonce.ts";
import { changeId } from "./change-list.ts";

/** @returns lines with their newline: the journal's entry, then one `change` line for each change it planned (dry run) or made. */
export function eventLines(entry: Entry, state: RunState, run: string): string {
  return line({ ...withoutNonce(entry), run }) + changes(entry, state, run).map(line).join("");
}

function changes(entry: Entry, state: RunState, run: string): readonly object[] {
  const planned = entry.type === "check.outcome" && state.mode === "dry-run";
  const made = entry.type === "step.outcome" && entry.outcome === "changed";
  if (!planned && !made) return [];
  const { step } = findStep(state.execution, entry.step);
  return entry.changes.map((change) => ({
    type: "change",
    run,
    id: changeId(step.id, change),
    made,
    step: step.id,
    host: step.host,
    title: change.title,
    before: change.before,
    after: change.after,
  }));
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
