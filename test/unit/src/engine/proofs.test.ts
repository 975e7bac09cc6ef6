/** What a run asks of a host before it keeps a change: a brownout, a boot, and word from more than one place. */
import { describe, expect, it } from "vitest";
import { reduce } from "../../../../src/engine/reduce.ts";
import { startRun } from "../../../../src/engine/run.ts";
import { initialState, type RunState } from "../../../../src/engine/state.ts";
import type { ExecutionPlan } from "../../../../src/plan/execution.ts";
import { provenBatch, runToEnd, type Scenario, scenario, serviceBatch, started, worldOf } from "./scripted-world.ts";

const proven: ExecutionPlan = { plan: "p", batches: [provenBatch("jobs", "job1")] };
const BROWNOUT = "phase-4/jobs/batch-1/brownout/job1";
const REMOVAL = "phase-4/jobs/batch-1/remove/job1";

const exitOf = (state: RunState): number | null => (state.course.kind === "ended" ? state.course.exit : null);
const types = (s: Scenario, step: string): string[] =>
  s.entries.filter((entry) => "step" in entry && entry.step === step).map(({ type }) => type);
const stateOf = (s: Scenario, step: string): string | undefined =>
  s.hosts.get("job1")!.transactions.get(`txn-${step}`)?.transaction.state;

describe("a brownout", () => {
  it("stands under its own switch while gates watch, and is taken back before the removal", async () => {
    const s = scenario(["job1"]);
    const end = await runToEnd(s, proven);
    expect(exitOf(end)).toBe(0);
    expect(types(s, BROWNOUT).filter((type) => type !== "heartbeat.outcome")).toEqual([
      "check.outcome",
      "step.intent",
      "step.outcome",
      "confirm.outcome",
      "release.intent",
      "release.outcome",
    ]);
    expect(types(s, BROWNOUT)).toContain("heartbeat.outcome");
    const released = s.entries.findIndex((entry) => entry.type === "release.outcome");
    const removed = s.entries.findIndex((entry) => entry.type === "step.intent" && entry.step === REMOVAL);
    expect(released).toBeLessThan(removed);
    expect(s.hosts.get("job1")!.judged).toEqual([`txn-${BROWNOUT}`, `txn-${REMOVAL}`]);
    expect([stateOf(s, BROWNOUT), stateOf(s, REMOVAL)]).toEqual(["undone", "committed"]);
    expect(end.undid).toBe(false);
  });

  it("is not asked for where there is nothing to remove", async () => {
    const s = scenario(["job1"]);
    s.hosts.get("job1")!.satisfied.add(REMOVAL);
    const end = await runToEnd(s, proven);
    expect(exitOf(end)).toBe(0);
    expect(types(s, BROWNOUT)).toEqual([]);
    expect(s.hosts.get("job1")!.applied).toEqual([]);
  });

  it("a gate that turns red in it ends it, and nothing is removed", async () => {
    const s = scenario(["job1"]);
    s.findings.set("service.health", ({ id }) => (id.includes("brownout") ? "fail" : "pass"));
    const end = await runToEnd(s, proven);
    expect(exitOf(end)).toBe(3);
    expect(stateOf(s, BROWNOUT)).toBe("undone");
    expect(types(s, REMOVAL)).toEqual(["check.outcome"]);
  });

  it("that somebody took away meanwhile has shown nothing", async () => {
    const s = scenario(["job1"]);
    s.onEntry = (entry) => {
      if (entry.type === "release.intent") s.hosts.get("job1")!.satisfied.delete(BROWNOUT);
    };
    const end = await runToEnd(s, proven);
    expect(exitOf(end)).toBe(3);
    expect(s.entries.find((entry) => entry.type === "release.outcome")).toMatchObject({
      ok: false,
      because: expect.stringContaining("it was gone before its time was over"),
    });
  });

  it("whose controller dies is undone by its host, and done anew by resume", async () => {
    const s = scenario(["job1"]);
    const dead = new Promise<void>((resolve) => {
      s.onEntry = (entry) => {
        if (entry.type !== "soak.started" || !entry.task.includes("brownout") || s.life > 1) return;
        s.life = 2;
        resolve();
      };
    });
    void runToEnd(s, proven);
    await dead;
    s.clock.jump(40_000);
    expect(stateOf(s, BROWNOUT)).toBe("undone");
    const state = s.entries.reduce<RunState>(reduce, initialState(proven, "apply"));
    const end = await startRun(worldOf(s), "r1", state, s.entries.length + 1, [{ type: "run.resumed" }]).done;
    expect(exitOf(end)).toBe(0);
    expect(stateOf(s, `${BROWNOUT}~2`)).toBe("undone");
    expect(stateOf(s, REMOVAL)).toBe("committed");
  });
});

describe("a boot", () => {
  it("comes between the confirmation and the soak, and is confirmed anew", async () => {
    const s = scenario(["job1"]);
    await runToEnd(s, proven);
    const of = types(s, REMOVAL).filter((type) => type !== "heartbeat.outcome");
    expect(of.slice(of.indexOf("confirm.outcome"))).toEqual([
      "confirm.outcome",
      "reboot.intent",
      "reboot.outcome",
      "commit.intent",
      "commit.outcome",
    ]);
    expect(s.hosts.get("job1")!.boots).toBe(2);
  });

  it("from which the host does not come back is waited for no longer than the run goes on", async () => {
    const s = scenario(["job1"]);
    let stop: (() => void) | null = null;
    s.onEntry = (entry) => {
      const host = s.hosts.get("job1")!;
      if (entry.type === "reboot.intent") {
        host.onBoot = () => {
          host.reachable = false;
          host.reachableOverIpv6 = false;
          stop!();
        };
      }
      if (entry.type === "undo.started") {
        host.reachable = true;
        host.reachableOverIpv6 = true;
      }
    };
    const runner = startRun(worldOf(s), "r1", initialState(proven, "apply"), 1, [started()]);
    stop = () => runner.stop("undo", "SIGTERM");
    const end = await runner.done;
    expect(exitOf(end)).toBe(143);
    expect(stateOf(s, REMOVAL)).toBe("undone");
  });

  it("after which a name no longer resolves ends in an undo", async () => {
    const s = scenario(["job1"]);
    s.hosts.get("job1")!.losesAtBoot = ["api.example"];
    const end = await runToEnd(s, proven);
    expect(exitOf(end)).toBe(3);
    expect(s.entries.find((entry) => entry.type === "reboot.outcome")).toMatchObject({
      transaction: null,
      because: "after its boot api.example no longer resolves",
    });
    expect(stateOf(s, REMOVAL)).toBe("undone");
  });
});

describe("vantage points", () => {
  it("confirm and keep alive, each by a connection that comes from there, never the host from itself", async () => {
    const s = scenario(["job1", "mon1", "mon2"]);
    s.vantages = { hosts: ["mon1", "mon2", "job1"], need: 1 };
    expect(exitOf(await runToEnd(s, { plan: "p", batches: [serviceBatch("jobs", ["job1"], 30_000)] }))).toBe(0);
    const { heardFrom } = s.hosts.get("job1")!;
    expect(new Set(heardFrom)).toEqual(new Set(["mon1", "mon2"]));
  });

  it("none of which gets through leave the host to undo itself", async () => {
    const s = scenario(["job1", "mon1"]);
    s.vantages = { hosts: ["mon1"], need: 1 };
    s.hosts.get("mon1")!.reachable = false;
    const end = await runToEnd(s, { plan: "p", batches: [serviceBatch("jobs", ["job1"])] });
    expect(exitOf(end)).toBe(3);
    expect(s.entries.find((entry) => entry.type === "confirm.outcome")).toMatchObject({
      ok: false,
      because: expect.stringContaining("from mon1: mon1 does not answer"),
    });
  });
});
