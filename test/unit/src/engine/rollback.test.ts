import { describe, expect, it } from "vitest";
import { expectedSteps } from "../../../../src/engine/drift.ts";
import { planRollback as plan, type Rollback, type RollbackScope } from "../../../../src/engine/rollback.ts";
import { startRun } from "../../../../src/engine/run.ts";
import type { RunState } from "../../../../src/engine/state.ts";
import type { Batch, ExecutionPlan } from "../../../../src/plan/execution.ts";
import { runToEnd, type Scenario, scenario, serviceBatch, step, worldOf } from "./scripted-world.ts";

const gateway = step("phase-2/gateways/batch-1/nat64/gw1", "gw1");
const phase2: Batch = {
  ...serviceBatch("none", ["gw1"]),
  id: "phase-2/gateways/batch-1",
  phase: "phase-2",
  service: null,
  tasks: [
    { kind: "check", id: "c", steps: [gateway] },
    { kind: "apply", id: "a", steps: [gateway] },
  ],
};
const execution: ExecutionPlan = {
  plan: "p",
  batches: [phase2, serviceBatch("api", ["api1"]), serviceBatch("jobs", ["job1"])],
};
const planRollback = (state: RunState, scope: RollbackScope): Rollback => plan(state, scope, expectedSteps([state]));
const ALL: RollbackScope = { service: null, host: null, to: null };

async function rolledBack(s: Scenario, state: RunState, steps: readonly string[]): Promise<RunState> {
  return startRun(worldOf(s), "r1", state, s.entries.length + 1, [
    { type: "rollback.started", steps, who: "ann", from: "desk" },
  ]).done;
}

describe("rollback", () => {
  it("of the whole run puts every host back, last step first, and ends with 0", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    const plan = planRollback(done, ALL);
    expect(plan).toMatchObject({ kind: "steps" });
    const end = await rolledBack(s, done, plan.kind === "steps" ? plan.steps : []);
    expect(end.course).toMatchObject({ kind: "ended", exit: 0 });
    for (const host of s.hosts.values())
      expect([...host.receipts.values()].every((state) => state === "undone")).toBe(true);
    const order = s.entries.flatMap((e) => (e.type === "undo.outcome" ? [e.step] : []));
    expect(order[0]).toContain("jobs");
    expect(order.at(-1)).toBe(gateway.id);
  });

  it("of one service leaves the others", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    const plan = planRollback(done, { ...ALL, service: "api" });
    await rolledBack(s, done, plan.kind === "steps" ? plan.steps : []);
    expect([...s.hosts.get("api1")!.receipts.values()]).toEqual(["undone", "undone"]);
    expect([...s.hosts.get("job1")!.receipts.values()]).toEqual(["applied", "applied"]);
  });

  it("is safe to repeat", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    const plan = planRollback(done, ALL);
    const end = await rolledBack(s, done, plan.kind === "steps" ? plan.steps : []);
    expect(planRollback(end, ALL)).toEqual({ kind: "steps", steps: [] });
  });

  it("that is interrupted takes the batch under way back and no other, ends with 130, and can be gone on with", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    const plan = planRollback(done, ALL);
    const steps = plan.kind === "steps" ? plan.steps : [];
    const runner = startRun(worldOf(s), "r1", done, s.entries.length + 1, [
      { type: "rollback.started", steps, who: "ann", from: "desk" },
    ]);
    s.onEntry = (entry) => {
      if (entry.type === "undo.intent" && entry.step.includes("/jobs/")) runner.stop("finish", "SIGINT");
    };
    const end = await runner.done;
    expect(end.course).toMatchObject({ kind: "ended", exit: 130, because: expect.stringContaining("stopped before") });
    expect([...s.hosts.get("job1")!.receipts.values()]).toEqual(["undone", "undone"]);
    expect([...s.hosts.get("api1")!.receipts.values()]).toEqual(["applied", "applied"]);
    const rest = planRollback(end, ALL);
    const over = await rolledBack(s, end, rest.kind === "steps" ? rest.steps : []);
    expect(over.course).toMatchObject({ kind: "ended", exit: 0 });
    for (const host of s.hosts.values())
      expect([...host.receipts.values()].every((state) => state === "undone")).toBe(true);
  });

  it("refuses to take the translator from under services that live by it", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    const plan = planRollback(done, { ...ALL, host: "gw1" });
    expect(plan.kind).toBe("refused");
    expect(plan.kind === "refused" && plan.because).toMatch(
      /gw1 is the last to have .*api on api1 depends on it since phase-4/,
    );
  });

  it("lets a translator go while another stays, and sees who depends on the last one from another run", async () => {
    const second = step("phase-2/gateways/batch-1/nat64/gw2", "gw2");
    const gateways: ExecutionPlan = {
      plan: "p",
      batches: [
        {
          ...phase2,
          tasks: [
            { kind: "check", id: "c", steps: [gateway, second] },
            { kind: "apply", id: "a", steps: [gateway, second] },
          ],
        },
      ],
    };
    const s = scenario(["gw1", "gw2", "api1"]);
    const earlier = await runToEnd(s, gateways);
    const later = await runToEnd(s, { plan: "p", batches: [serviceBatch("api", ["api1"])] });
    const both = expectedSteps([earlier, later]);
    expect(plan(earlier, { ...ALL, host: "gw1" }, both)).toEqual({ kind: "steps", steps: [gateway.id] });
    expect(plan(earlier, ALL, both)).toMatchObject({
      kind: "refused",
      because: expect.stringContaining("api on api1"),
    });
    expect(plan(earlier, ALL, expectedSteps([earlier]))).toMatchObject({ kind: "steps" });
  });

  it("that a host refuses touches nothing it lives by, ends with 5, and can be tried again", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    s.hosts.get("api1")!.undoRefused = "10.0.0.7 is used by 02:00:00:00:00:02";
    const all = planRollback(done, ALL);
    const end = await rolledBack(s, done, all.kind === "steps" ? all.steps : []);
    expect(end.course).toMatchObject({ kind: "ended", exit: 5, because: expect.stringContaining("is used by") });
    expect([...s.hosts.get("api1")!.receipts.values()]).toEqual(["applied", "applied"]);
    expect([...s.hosts.get("job1")!.receipts.values()]).toEqual(["undone", "undone"]);
    expect([...s.hosts.get("gw1")!.receipts.values()]).toEqual(["applied"]);
    s.hosts.get("api1")!.undoRefused = null;
    const again = planRollback(end, ALL);
    expect(again).toMatchObject({
      kind: "steps",
      steps: [gateway.id, expect.stringContaining("/api/"), expect.stringContaining("/api/")],
    });
  });

  it("names the host where it failed, with 6, and can be tried again", async () => {
    const s = scenario(["gw1", "api1", "job1"]);
    const done = await runToEnd(s, execution);
    s.hosts.get("api1")!.undoFails = true;
    const plan = planRollback(done, ALL);
    const end = await rolledBack(s, done, plan.kind === "steps" ? plan.steps : []);
    expect(end.course).toMatchObject({ kind: "ended", exit: 6 });
    s.hosts.get("api1")!.undoFails = false;
    const again = planRollback(end, ALL);
    expect(again.kind === "steps" && again.steps.every((id) => id.includes("/api/"))).toBe(true);
    expect((await rolledBack(s, end, again.kind === "steps" ? again.steps : [])).course).toMatchObject({ exit: 0 });
  });
});
