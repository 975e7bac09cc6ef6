import { describe, expect, it } from "vitest";
import { type Adoption, adopt, gatesOf } from "../../../../src/engine/adopt.ts";
import type { ExecutionPlan } from "../../../../src/plan/execution.ts";
import { provenBatch, runToEnd, type Scenario, scenario, serviceBatch, worldOf } from "./scripted-world.ts";

const REMOVAL = "phase-4/jobs/batch-1/remove/job1";
const execution: ExecutionPlan = { plan: "p", batches: [serviceBatch("jobs", ["job1"], 600_000)] };
const ANN = { who: "ann", from: "desk", why: "its laptop died" };

/** A run whose controller dies in the soak. */
async function orphaned(): Promise<Scenario> {
  const s = scenario(["job1"]);
  await new Promise<void>((resolve) => {
    s.onEntry = (entry) => {
      if (entry.type !== "soak.started" || s.life > 1) return;
      s.life = 2;
      resolve();
    };
    void runToEnd(s, execution);
  });
  return s;
}

function takeOver(s: Scenario): Promise<Adoption> {
  const { fleet, clock, vantages, gatekeeper } = worldOf(s);
  const ended = new AbortController().signal;
  const world = { fleet, clock, vantages, gatekeeper, ended, facts: async () => new Map() };
  return adopt(world, "job1", `txn-${REMOVAL}`, gatesOf(execution, REMOVAL)!, ANN);
}
const stateOf = (s: Scenario) => s.hosts.get("job1")!.transactions.get(`txn-${REMOVAL}`)!.transaction.state;

describe("a transaction whose run died", () => {
  it("is confirmed anew, judged by the gates of its soak, and kept", async () => {
    const s = await orphaned();
    expect(await takeOver(s)).toMatchObject({ outcome: "committed", because: "1 gates passed" });
    expect(stateOf(s)).toBe("committed");
  });

  it("is undone where a gate does not pass, be it that it cannot say", async () => {
    const s = await orphaned();
    s.findings.set("service.health", () => "unknown");
    expect(await takeOver(s)).toMatchObject({ outcome: "undone", because: expect.stringContaining("says unknown") });
    expect(stateOf(s)).toBe("undone");
  });

  it("is undone where the host is not reached over IPv6 any more", async () => {
    const s = await orphaned();
    s.hosts.get("job1")!.reachableOverIpv6 = false;
    expect(await takeOver(s)).toMatchObject({ outcome: "undone" });
  });

  it("that undid itself meanwhile is refused", async () => {
    const s = await orphaned();
    s.clock.jump(60_000);
    await expect(takeOver(s)).rejects.toThrow(/nothing to adopt/);
  });
});

describe("gatesOf", () => {
  it("finds the gates behind a step, also of a later attempt, and none of another plan", () => {
    expect(gatesOf(execution, `${REMOVAL}~2`)!.map(({ name }) => name)).toEqual(["service.health"]);
    expect(gatesOf(execution, "phase-4/other/batch-1/remove/x")).toBe(null);
    const proven = { plan: "p", batches: [provenBatch("jobs", "job1")] };
    expect(gatesOf(proven, "phase-4/jobs/batch-1/brownout/job1")).toBe(null);
  });
});
