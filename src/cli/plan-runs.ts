/** What the runs of one plan came to. */
import { replay } from "../engine/reduce.ts";
import { initialState, type RunState } from "../engine/state.ts";
import type { Store } from "../store/store.ts";

/** Oldest first. */
export async function runsOf(plan: string, store: Store): Promise<readonly RunState[]> {
  const states: RunState[] = [];
  for (const directory of (await store.runs()).toReversed()) {
    const execution = await directory.execution();
    if (execution.plan !== plan) continue;
    states.push(replay(initialState(execution, "apply"), await directory.entries()));
  }
  return states;
}
