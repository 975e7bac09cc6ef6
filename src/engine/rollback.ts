/** Which steps of a run a rollback takes back. Pure. */
import { stepsOf } from "../plan/execution.ts";
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

export function planRollback(state: RunState, scope: RollbackScope): Rollback {
  const kept = state.execution.batches.flatMap((batch) =>
    stepsOf(batch)
      .filter((step) => ["kept", "undo-failed"].includes(state.steps[step.id]?.status ?? ""))
      .map((step) => ({ step, batch })),
  );
  const chosen = kept.filter(
    ({ step, batch }) =>
      (scope.service === null || batch.service === scope.service) &&
      (scope.host === null || step.host === scope.host) &&
      (scope.to === null || PHASES.indexOf(batch.phase) > PHASES.indexOf(scope.to)),
  );
  // Whoever has no IPv4 lives by the translator and the resolvers.
  const losesNat64 = chosen.find(({ batch }) => batch.phase === "phase-2");
  const dependent = kept.find((one) => !chosen.includes(one) && ["phase-3", "phase-4"].includes(one.batch.phase));
  if (losesNat64 !== undefined && dependent !== undefined) {
    const who = dependent.batch.service ?? dependent.step.host;
    return {
      kind: "refused",
      because: `${losesNat64.step.host} cannot give up ${losesNat64.step.title}: ${who} depends on it since ${dependent.batch.phase}. Roll that back first, or everything.`,
    };
  }
  return { kind: "steps", steps: chosen.map(({ step }) => step.id) };
}
