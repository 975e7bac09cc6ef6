import { expect, it } from "vitest";
import { expectedSteps } from "../../../../src/engine/drift.ts";
import type { ExecutionPlan } from "../../../../src/plan/execution.ts";
import { runToEnd, scenario, serviceBatch } from "./scripted-world.ts";

const plan: ExecutionPlan = { plan: "p", batches: [serviceBatch("api", ["api1"])] };

it("expects what runs kept, also where a later run found nothing to do", async () => {
  const s = scenario(["api1"]);
  const first = await runToEnd(s, plan);
  const second = await runToEnd(s, plan);
  expect(expectedSteps([first, second]).map((step) => step.id)).toEqual(expectedSteps([first]).map((step) => step.id));
  expect(expectedSteps([first]).length).toBe(2);
});

it("expects nothing of a step that was undone", async () => {
  const s = scenario(["api1"]);
  s.findings.set("service.health", () => "fail");
  expect(expectedSteps([await runToEnd(s, plan)])).toEqual([]);
});
