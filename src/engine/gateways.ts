/** Which hosts the runs of a plan made gateways, and by which steps. Pure. */
import type { Millis } from "../../agent/protocol/messages.ts";
import type { GatewayStep } from "../../agent/protocol/wants.ts";
import { type ExecutionPlan, type StepRun, stepsOf } from "../plan/execution.ts";
import { type RunState, receiptId } from "./state.ts";

/** A run of the plan, and when its last entry was written. */
export interface PlanRun {
  readonly run: string;
  readonly state: RunState;
  readonly at: Millis;
}

export interface Gateway {
  /** Oldest first. */
  readonly steps: readonly GatewayStep[];
  /** When a run had it leave; null: none did since it became one. */
  readonly left: Millis | null;
}

const MODULES: ReadonlySet<string> = new Set<GatewayStep["module"]>([
  "nat64-gateway",
  "nat64-switch",
  "router-advertisements",
  "nat64-spread",
]);

/** What a host is a gateway by: leaving undoes it. */
export function makesGateway(step: Pick<StepRun, "module">): boolean {
  return MODULES.has(step.module);
}

/** Whether a run may have made a gateway, or had one leave. */
export function aboutGateways({ batches }: ExecutionPlan): boolean {
  return batches.some((batch) => stepsOf(batch).some((step) => makesGateway(step)));
}

/** @param runs oldest first. */
export function gatewaysOf(runs: readonly PlanRun[]): ReadonlyMap<string, Gateway> {
  const gateways = new Map<string, Gateway>();
  for (const { run, state, at } of runs) {
    for (const step of state.execution.batches.flatMap(stepsOf)) {
      const { host, module } = step;
      const { status, attempt } = state.steps[step.id] ?? { status: null, attempt: 1 };
      const before = gateways.get(host) ?? { steps: [], left: null };
      if (module === "nat64-retire" && status === "kept") gateways.set(host, { ...before, left: at });
      if (!makesGateway(step) || status !== "kept") continue;
      // It came back from where it had left to.
      const steps = before.left !== null && module === "nat64-gateway" ? [] : before.steps;
      const id = receiptId(step.id, attempt);
      const made = { run, step: id, module: module as GatewayStep["module"], want: step.want };
      // What was checked and what was applied is one step.
      const others = steps.filter((other) => other.run !== run || other.step !== id);
      gateways.set(host, { steps: [...others, made], left: null });
    }
  }
  return new Map([...gateways].filter(([, { steps }]) => steps.some(({ module }) => module === "nat64-gateway")));
}
