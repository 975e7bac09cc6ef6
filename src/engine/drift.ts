/** What a fleet was brought to and should still be: the kept steps of a plan's runs, the latest of each. Pure. */
import { type StepRun, stepsOf } from "../plan/execution.ts";
import type { RunState } from "./state.ts";

/** @param runs oldest first. A step that a later run undid is no longer expected. */
export function expectedSteps(runs: readonly RunState[]): readonly StepRun[] {
  const expected = new Map<string, StepRun>();
  for (const state of runs) {
    for (const step of state.execution.batches.flatMap(stepsOf)) {
      const status = state.steps[step.id]?.status;
      if (status === "kept") {
        // Map order is the order of asking: the latest word of a host comes last.
        expected.delete(step.id);
        expected.set(step.id, step);
      } else if (status === "undone") expected.delete(step.id);
    }
  }
  return [...expected.values()];
}
