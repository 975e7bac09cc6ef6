import { expect, it } from "vitest";
import { forecastLines } from "../../../../src/report/forecast.ts";
import { provenBatch, runToEnd, scenario, serviceBatch, step } from "../engine/scripted-world.ts";

const approval = {
  ...serviceBatch("api", ["api1"]),
  id: "phase-4/approval",
  service: null,
  tasks: [
    { kind: "check" as const, id: "c", steps: [step("phase-4/api/batch-1/records/api1", "api1")] },
    { kind: "approval" as const, id: "phase-4/approval", phase: "phase-4" as const },
  ],
};
const execution = {
  plan: "p",
  batches: [approval, { ...serviceBatch("api", ["api1", "api2"], 600_000), windows: ["daily 22:00-23:00 UTC"] }],
};

it("says how much, what is armed, who is asked, when it may begin, and how long it waits", async () => {
  const s = scenario(["api1", "api2"]);
  const gone = { key: "address:eth0:10.0.0.1/24", title: "remove 10.0.0.1/24", before: "10.0.0.1/24", after: null };
  s.hosts.get("api1")!.changes.set("phase-4/api/batch-1/remove/api1", [gone]);
  expect(forecastLines(await runToEnd(s, execution, "dry-run"))).toEqual([
    "Plan: 3 to add, 0 to change, 1 to remove, on 2 hosts.",
    "Armed: api1, api2: each undoes itself unless confirmed over a new IPv6 connection within 30s.",
    "Asked: approval before phase-4.",
    "Only within: daily 22:00-23:00 UTC.",
    "Time: 1 batch, at least 10m of soak, and the work itself.",
  ]);
});

it("says which hosts boot again", async () => {
  const lines = forecastLines(
    await runToEnd(scenario(["job1"]), { plan: "p", batches: [provenBatch("jobs", "job1")] }, "dry-run"),
  );
  expect(lines).toContain("Booted again, under the armed switch: job1.");
});

it("says nothing where nothing would change", async () => {
  const s = scenario(["api1", "api2"]);
  for (const host of ["api1", "api2"])
    for (const part of ["records", "remove"]) s.hosts.get(host)!.satisfied.add(`phase-4/api/batch-1/${part}/${host}`);
  expect(forecastLines(await runToEnd(s, execution, "dry-run"))).toEqual([]);
});
