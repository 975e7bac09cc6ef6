/** Which steps of a run a rollback takes back. Pure. */
import { type StepRun, stepsOf } from "../plan/execution.ts";
import { PHASES, type PhaseId } from "../plan/plan.ts";
import type { RunState } from "./state.ts";

export interface RollbackScope {
  /** Only steps of this service. */
  readonly service: string | null;
  /** Only steps on this host. */
  readonly host: string | null;
  /** Down to where this phase was done: later phases go. Null: everything. */
  readonly to: PhaseId | null;
}

export type Rollback =
  | { readonly kind: "steps"; readonly steps: readonly string[] }
  /** What still stands on what would go. */
  | { readonly kind: "refused"; readonly because: string };

/** @param standing what all runs of the plan together brought about and nobody took back, this run's included. */
export function planRollback(state: RunState, scope: RollbackScope, standing: readonly StepRun[]): Rollback {
  const chosen = state.execution.batches.flatMap((batch) =>
    stepsOf(batch).filter(
      (step) =>
        ["kept", "undo-failed"].includes(state.steps[step.id]?.status ?? "") &&
        (scope.service === null || batch.service === scope.service) &&
        (scope.host === null || step.host === scope.host) &&
        (scope.to === null || PHASES.indexOf(batch.phase) > PHASES.indexOf(scope.to)),
    ),
  );
  const ids = new Set(chosen.map(({ id }) => id));
  const stays = standing.filter(({ id }) => !ids.has(id));
  // Whoever has no IPv4 lives by the translator and the resolvers: the last of them stays while anybody does.
  const lost = chosen.find((step) => isProvider(step) && !stays.some((s) => isProvider(s) && s.module === step.module));
  const dependent = stays.find(({ id }) => /^phase-[34]\//.test(id));
  if (lost !== undefined && dependent !== undefined) {
    const [phase, what] = dependent.id.split("/");
    const who = what === dependent.host ? dependent.host : `${what} on ${dependent.host}`;
    return {
      kind: "refused",
      because: `${lost.host} is the last to have "${lost.title}", and ${who} depends on it since ${phase}. Roll that back first, or everything.`,
    };
  }
  return { kind: "steps", steps: chosen.map(({ id }) => id) };
}

function isProvider({ id }: StepRun): boolean {
  return id.startsWith("phase-2/");
}
