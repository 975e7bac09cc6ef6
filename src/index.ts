/**
 * The stages in order, for programs that embed the controller. The command line is one of them: src/cli/open-run.ts joins the same pieces.
 *
 * plan.yaml → `loadPlan` → Plan → (facts of the fleet) → `compile` → ExecutionPlan → `startRun` → journal entries, evidence, an exit code
 */
export { daemonConfigs } from "./backends/daemon-configs.ts";
export { type Entry, JOURNAL_VERSION, type Journal } from "./engine/journal.ts";
export {
  AgentError,
  type Clock,
  type Evidence,
  type Finding,
  type Fleet,
  type Gatekeeper,
  UnreachableError,
} from "./engine/ports.ts";
export { reduce } from "./engine/reduce.ts";
export { gatherFacts, type Runner, startRun, type World } from "./engine/run.ts";
export { initialState, type RunState } from "./engine/state.ts";
export { createGatekeeper } from "./gates/gatekeeper.ts";
export type { OwnAnswer, OwnGate, OwnQuestion } from "./gates/own.ts";
export { loadPlan } from "./inventory/load-plan.ts";
export { type Compiled, compile } from "./plan/compile.ts";
export type { ExecutionPlan } from "./plan/execution.ts";
export type { Plan } from "./plan/plan.ts";
export { RunDirectory } from "./store/run-directory.ts";
export { createFleet } from "./transport/fleet.ts";
