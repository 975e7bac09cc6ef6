/** What the runs of one plan came to. */
import type { PlanRun } from "../engine/gateways.ts";
import { replay } from "../engine/reduce.ts";
import { initialState } from "../engine/state.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import type { Store } from "../store/store.ts";

/** Oldest first. @param about leaves runs out whose journals need not be read. */
export async function runsOf(
  plan: string,
  store: Store,
  about: (execution: ExecutionPlan) => boolean = () => true,
): Promise<readonly PlanRun[]> {
  const runs: PlanRun[] = [];
  for (const directory of (await store.runs()).toReversed()) {
    const execution = await directory.execution();
    if (execution.plan !== plan || !about(execution)) continue;
    const entries = await directory.entries();
    const state = replay(initialState(execution, "apply"), entries);
    runs.push({ run: directory.run, state, at: entries.at(-1)?.at ?? 0 });
  }
  return runs;
}
