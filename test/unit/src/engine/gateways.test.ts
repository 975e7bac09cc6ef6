/** Which hosts the runs of a plan made gateways. */
import { expect, it } from "vitest";
import { expectedSteps } from "../../../../src/engine/drift.ts";
import { gatewaysOf, type PlanRun } from "../../../../src/engine/gateways.ts";
import { initialState, type RunState, type StepStatus } from "../../../../src/engine/state.ts";
import type { Batch, StepRun } from "../../../../src/plan/execution.ts";

const step = (id: string, module: StepRun["module"]): StepRun => ({
  id,
  title: id,
  host: id.split("/").at(-1)!,
  module,
  want: { config: { pool4: [{ prefix: "193.0.0.0/30" }] } },
  guarded: false,
});
const translates = (host: string, batch = 1): StepRun =>
  step(`phase-2/gateways/batch-${batch}/nat64/${host}`, "nat64-gateway");
const spreads = (host: string): StepRun => step(`phase-2/gateways-spread/batch-1/spread/${host}`, "nat64-spread");
const leaves = (host: string): StepRun => step(`phase-2/retiring/batch-1/retire/${host}`, "nat64-retire");
const run = (name: string, steps: readonly StepRun[], status: StepStatus = "kept"): PlanRun => {
  const batch = { id: "b", tasks: [{ kind: "apply", id: "b/apply", steps }] } as unknown as Batch;
  const state = initialState({ plan: "p", batches: [batch] }, "apply");
  const entry = {
    status,
    attempt: 1,
    changes: [],
    armed: null,
    openUntil: null,
    notKept: false,
    booted: false,
    because: "",
  };
  const all = Object.fromEntries(steps.map(({ id }) => [id, entry])) as RunState["steps"];
  return { run: name, state: { ...state, steps: all }, at: Number(name.slice(1)) };
};
const FIRST = run("r1", [translates("gw1"), translates("gw2"), spreads("gw2")]);

it("knows what made a host one, oldest first", () => {
  const known = gatewaysOf([FIRST, run("r2", [translates("gw2")])]);
  expect(known.get("gw2")).toMatchObject({ left: null });
  expect(known.get("gw2")!.steps.map(({ run: of, module }) => `${of} ${module}`)).toEqual([
    "r1 nat64-gateway",
    "r1 nat64-spread",
    "r2 nat64-gateway",
  ]);
});

it("does not count what was undone, or changed nothing", () => {
  expect(gatewaysOf([run("r1", [translates("gw1")], "undone"), run("r2", [translates("gw2")], "unchanged")]).size).toBe(
    0,
  );
});

it("knows when one left, until it comes back or its leaving is undone", () => {
  expect(gatewaysOf([FIRST, run("r2", [leaves("gw2")])]).get("gw2")!.left).toBe(2);
  expect(gatewaysOf([FIRST, run("r2", [leaves("gw2")], "undone")]).get("gw2")!.left).toBeNull();
  const back = gatewaysOf([FIRST, run("r2", [leaves("gw2")]), run("r3", [translates("gw2")])]).get("gw2")!;
  expect(back).toMatchObject({ left: null, steps: [{ run: "r3" }] });
});

it("expects nothing more of one that left, and of the others what they were told last, whichever batch they were in", () => {
  const states = [FIRST, run("r2", [translates("gw1", 2), leaves("gw2")])].map(({ state }) => state);
  expect(expectedSteps(states).map(({ id }) => id)).toEqual([translates("gw1", 2).id, leaves("gw2").id]);
});
