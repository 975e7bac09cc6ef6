/** What a fleet was brought to and should still be: the kept steps of a plan's runs, the latest of each. Pure. */
import { type StepRun, stepsOf } from "../plan/execution.ts";
import { makesGateway } from "./gateways.ts";
import type { RunState } from "./state.ts";

/** @param runs oldest first. A step that a later run undid is no longer expected. */
export function expectedSteps(runs: readonly RunState[]): readonly StepRun[] {
  const expected = new Map<string, StepRun>();
  for (const state of runs) {
    for (const step of state.execution.batches.flatMap(stepsOf)) {
      const status = state.steps[step.id]?.status;
      if (status === "kept") {
        // Map order is the order of asking: the latest word of a host comes last.
        expected.delete(placeOf(step));
        expected.set(placeOf(step), step);
        // What it was a gateway by is undone, or will be when its last session has ended.
        if (step.module === "nat64-retire")
          for (const [place, other] of expected)
            if (other.host === step.host && makesGateway(other)) expected.delete(place);
      } else if (status === "undone") expected.delete(placeOf(step));
    }
  }
  return [...expected.values()];
}

/** With one gateway more or less the others may be in other batches than before. */
function placeOf(step: StepRun): string {
  return makesGateway(step) ? step.id.replace(/\/batch-\d+\//, "/") : step.id;
}
