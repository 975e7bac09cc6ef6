/** Gateways that the plan names no more. */
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { withLeaving } from "../../../../src/cli/leaving.ts";
import type { PlanRun } from "../../../../src/engine/gateways.ts";
import { initialState, type RunState } from "../../../../src/engine/state.ts";
import { loadPlan } from "../../../../src/inventory/load-plan.ts";
import type { Batch, StepRun } from "../../../../src/plan/execution.ts";

const DEMO = join(dirname(import.meta.dirname), "../../../playbooks/demo/plan.yaml");
const HOURS = 3_600_000;

const run = (at: number, host: string, module: StepRun["module"]): PlanRun => {
  const id = `phase-2/r/batch-1/${module}/${host}`;
  const want = { config: { pool4: [{ prefix: "193.0.0.8/30" }] } };
  const step: StepRun = { id, title: id, host, module, want, guarded: false };
  const batch = { id: "b", tasks: [{ kind: "apply", id: "b/apply", steps: [step] }] } as unknown as Batch;
  const state = initialState({ plan: "p", batches: [batch] }, "apply");
  const steps = { [id]: { status: "kept", attempt: 1 } } as unknown as RunState["steps"];
  return { run: `r${at}`, state: { ...state, steps }, at };
};
const leaving = async (runs: readonly PlanRun[], now: number) => {
  const { plan, inventory } = await loadPlan(DEMO, { now: new Date("2026-06-01") });
  const { plan: found, notes } = await withLeaving(plan!, async () => runs, inventory, now);
  return { hosts: found.nat64!.retiring.map(({ host }) => host), pool4: found.nat64!.retiring[0]?.pool4, notes };
};

it("leave without anybody having to say so, with the addresses they have", async () => {
  const made = [run(1, "gw1", "nat64-gateway"), run(2, "api1", "nat64-gateway")];
  expect(await leaving(made, 3)).toEqual({
    hosts: ["api1"],
    pool4: [{ prefix: "193.0.0.8/30", ports: null }],
    notes: [],
  });
});

it("are asked again while they may still drain, and not later", async () => {
  const left = [run(1, "api1", "nat64-gateway"), run(2, "api1", "nat64-retire")];
  expect((await leaving(left, HOURS)).hosts).toEqual(["api1"]);
  expect((await leaving(left, 3 * HOURS)).hosts).toEqual([]);
});

it("are only told of where they are in the inventory no more", async () => {
  const { hosts, notes } = await leaving([run(1, "gone1", "nat64-gateway")], 2);
  expect(hosts).toEqual([]);
  expect(notes.join()).toContain(
    "gone1 translates for this plan and is neither among its gateways nor in its inventory",
  );
});
