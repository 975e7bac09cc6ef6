import { describe, expect, it } from "vitest";
import type { Entry, EntryBody, Person } from "../../../../src/engine/journal.ts";
import { replay } from "../../../../src/engine/reduce.ts";
import { startRun } from "../../../../src/engine/run.ts";
import { initialState, type RunState, waitingApproval } from "../../../../src/engine/state.ts";
import type { Batch, ExecutionPlan, Task } from "../../../../src/plan/execution.ts";
import { waitsFor } from "../../../../src/report/summary.ts";
import { runToEnd, type Scenario, scenario, serviceBatch, started, step, worldOf } from "./scripted-world.ts";

const two: ExecutionPlan = {
  plan: "p",
  batches: [serviceBatch("api", ["api1", "api2"]), serviceBatch("jobs", ["job1"])],
};

function exitOf(state: RunState): number | null {
  return state.course.kind === "ended" ? state.course.exit : null;
}

async function resumed(s: Scenario, execution: ExecutionPlan): Promise<RunState> {
  const state = replay(initialState(execution, "apply"), s.entries);
  const first: EntryBody[] = [{ type: "run.resumed" }];
  return startRun(worldOf(s), "r1", state, s.entries.length + 1, first).done;
}

describe("a run without trouble", () => {
  it("does every step once, in order, and exits 0", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await runToEnd(s, two);
    expect(exitOf(end)).toBe(0);
    expect(s.hosts.get("api1")!.applied).toEqual([
      "phase-4/api/batch-1/records/api1",
      "phase-4/api/batch-1/remove/api1",
    ]);
    expect([...s.hosts.get("job1")!.transactions.values()][0]!.transaction.state).toBe("committed");
  });

  it("writes every intent before its outcome", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    await runToEnd(s, two);
    const at = (type: string, id: string): number =>
      s.entries.findIndex((e) => e.type === type && "step" in e && e.step === id);
    for (const host of ["api1", "api2"]) {
      const id = `phase-4/api/batch-1/remove/${host}`;
      expect(at("step.intent", id)).toBeLessThan(at("step.outcome", id));
      expect(at("step.outcome", id)).toBeLessThan(at("confirm.outcome", id));
      expect(at("confirm.outcome", id)).toBeLessThan(at("commit.outcome", id));
    }
  });

  it("does not begin the second service before the first is through its soak", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    await runToEnd(s, two);
    const done = s.entries.findIndex((e) => e.type === "batch.done" && e.batch === "phase-4/api/batch-1");
    const began = s.entries.findIndex((e) => e.type === "batch.started" && e.batch === "phase-4/jobs/batch-1");
    expect(done).toBeGreaterThan(0);
    expect(began).toBeGreaterThan(done);
  });

  it("asks the soak's gates until its time is up, and once more then", async () => {
    const s = scenario(["job1"]);
    await runToEnd(s, { plan: "p", batches: [serviceBatch("jobs", ["job1"], 25_000)] });
    const rounds = s.entries.filter((e) => e.type === "soak.round").map((e) => e.at);
    const until = (s.entries.find((e) => e.type === "soak.started") as Entry & { type: "soak.started" }).until;
    expect(rounds.length).toBeGreaterThanOrEqual(3);
    expect(rounds.at(-1)).toBeGreaterThanOrEqual(until);
  });

  it("a second run changes nothing, asks no gate of a settled batch, and exits 0", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    await runToEnd(s, two);
    const before = s.hosts.get("api1")!.applied.length;
    s.entries.length = 0;
    s.gatesAsked.length = 0;
    expect(exitOf(await runToEnd(s, two))).toBe(0);
    expect(s.hosts.get("api1")!.applied.length).toBe(before);
    expect(s.gatesAsked).toEqual([]);
  });
});

describe("a dry run", () => {
  it("finds what apply then does, and touches nothing", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const dry = await runToEnd(s, two, "dry-run");
    expect(exitOf(dry)).toBe(0);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
    expect(s.gatesAsked).toEqual([]);
    const planned = Object.keys(dry.checked).sort();
    s.entries.length = 0;
    const real = await runToEnd(s, two);
    expect(Object.keys(real.steps).sort()).toEqual(planned);
  });
});

describe("gates", () => {
  it("a gate that fails before anything was touched ends with 3 and touches nothing", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("ssh.fresh6", () => "fail");
    const end = await runToEnd(s, two);
    expect(exitOf(end)).toBe(3);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
  });

  it("unknown never passes: 9 where nothing was touched", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("ssh.fresh6", () => "unknown");
    expect(exitOf(await runToEnd(s, two))).toBe(9);
  });

  it.each(["armed", "after"])(
    "a health check that fails %s undoes the batch, and the next service is not begun",
    async (when) => {
      const s = scenario(["api1", "api2", "job1"]);
      s.findings.set("service.health", (gate) => (gate.id.includes(`/${when}/`) ? "fail" : "pass"));
      const end = await runToEnd(s, two);
      expect(exitOf(end)).toBe(3);
      for (const host of ["api1", "api2"])
        expect([...s.hosts.get(host)!.receipts.values()]).toEqual(["undone", "undone"]);
      expect(s.hosts.get("job1")!.applied).toEqual([]);
      expect(end.course.kind === "ended" && end.course.because).toContain("it was fail");
    },
  );

  it("undoes last first", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("service.health", () => "fail");
    await runToEnd(s, two);
    const order = s.entries
      .filter((e) => e.type === "undo.outcome")
      .map((e) => (e as Entry & { type: "undo.outcome" }).step);
    expect(order.slice(0, 2).every((id) => id.includes("/remove/"))).toBe(true);
    expect(order.slice(2).every((id) => id.includes("/records/"))).toBe(true);
  });

  it("an undo that fails is 6 and names the host", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("service.health", () => "fail");
    s.hosts.get("api2")!.undoFails = true;
    const end = await runToEnd(s, two);
    expect(exitOf(end)).toBe(6);
    expect(end.course.kind === "ended" && end.course.because).toContain("api2");
  });
});

describe("hosts that break or vanish", () => {
  it("a module that refuses stops the run before anything is touched", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.hosts.get("api1")!.refuses.set("phase-4/api/batch-1/remove/api1", "networkd owns eth0");
    const end = await runToEnd(s, two);
    expect(exitOf(end)).toBe(5);
    expect(end.course.kind === "ended" && end.course.because).toContain("networkd owns eth0");
    expect(s.hosts.get("api2")!.applied).toEqual([]);
  });

  it("a step that fails undoes the whole batch", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.hosts.get("api2")!.breaks.set("phase-4/api/batch-1/remove/api2", "disk full");
    const end = await runToEnd(s, two);
    expect(exitOf(end)).toBe(3);
    expect([...s.hosts.get("api1")!.receipts.values()]).toEqual(["undone", "undone"]);
  });

  it("within its budget one failed host is undone alone and the rest goes on", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.hosts.get("api2")!.breaks.set("phase-4/api/batch-1/remove/api2", "disk full");
    const generous = {
      plan: "p",
      batches: two.batches.map((b) => ({ ...b, stopAfter: { failed: 2, unreachable: 2 } })),
    };
    const end = await runToEnd(s, generous);
    expect(exitOf(end)).toBe(3);
    expect([...s.hosts.get("api2")!.receipts.values()]).toEqual(["undone"]);
    expect([...s.hosts.get("api1")!.transactions.values()][0]!.transaction.state).toBe("committed");
    expect([...s.hosts.get("job1")!.transactions.values()][0]!.transaction.state).toBe("committed");
  });

  it.each([
    ["in one domain stops the run where that domain bears no more", ["api1", "api2"], "undone"],
    ["in another domain does not count there", ["api1", "api3"], "committed"],
  ])("a second failure %s", async (_, domain, state) => {
    const s = scenario(["api1", "api2", "api3", "api4"]);
    for (const host of ["api1", "api2"])
      s.hosts.get(host)!.breaks.set(`phase-4/api/batch-1/remove/${host}`, "disk full");
    const batch: Batch = {
      ...serviceBatch("api", ["api1", "api2", "api3", "api4"]),
      stopAfter: { failed: 4, unreachable: 4 },
      domains: [{ name: "r1", hosts: domain, stopAfter: { failed: 2, unreachable: 1 } }],
    };
    const end = await runToEnd(s, { plan: "p", batches: [batch] });
    expect(exitOf(end)).toBe(3);
    expect([...s.hosts.get("api4")!.transactions.values()][0]!.transaction.state).toBe(state);
  });

  it("a host of a domain that is away: no batch begins that touches the domain", async () => {
    const s = scenario(["api1", "api2", "api3"]);
    const batch: Batch = {
      ...serviceBatch("api", ["api1"]),
      stopAfter: { failed: 4, unreachable: 4 },
      domains: [{ name: "r1", hosts: ["api1", "api2"], stopAfter: { failed: null, unreachable: 1 } }],
    };
    const end = await runToEnd(s, { plan: "p", batches: [batch] }, "apply", [
      started(),
      { type: "host.unreachable", host: "api2", because: "no route" },
    ]);
    expect(exitOf(end)).toBe(4);
    expect(end.course.kind === "ended" && end.course.because).toContain("api2 of r1 cannot be reached");
    expect(s.hosts.get("api1")!.applied).toEqual([]);
  });

  it("an unreachable host counts over the whole service: its batch does not begin, exit 4", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await runToEnd(s, two, "apply", [
      started(),
      { type: "host.unreachable", host: "api2", because: "no route" },
    ]);
    expect(exitOf(end)).toBe(4);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
  });

  it("hosts that were missing in earlier batches count in the later ones", async () => {
    const s = scenario(["api1", "api2", "api3", "api4"]);
    const batches = [
      ["api1", "api2"],
      ["api3", "api4"],
    ].map((hosts, i) => ({
      ...serviceBatch("api", hosts),
      id: `phase-4/api/batch-${i + 1}`,
      stopAfter: { failed: 4, unreachable: 2 },
    }));
    const end = await runToEnd(s, { plan: "p", batches }, "apply", [
      started(),
      { type: "host.unreachable", host: "api2", because: "no route" },
      { type: "host.unreachable", host: "api3", because: "no route" },
    ]);
    expect(exitOf(end)).toBe(4);
    expect(end.course.kind === "ended" && end.course.because).toContain("api2, api3 cannot be reached");
    expect(s.hosts.get("api1")!.applied).not.toEqual([]);
    expect(s.hosts.get("api4")!.applied).toEqual([]);
  });

  it("IPv6 cut just after IPv4 went: the host undoes itself, and that is verified before the run says 3", async () => {
    const s = scenario(["job1"]);
    const host = s.hosts.get("job1")!;
    s.onEntry = (entry) => {
      if (entry.type === "step.outcome" && entry.armed !== null) {
        host.reachable = false;
        host.reachableOverIpv6 = false;
      }
      if (entry.type === "undo.started") host.tick(s.clock.now() + 30_000);
      if (entry.type === "undo.intent") host.reachable = true;
    };
    const end = await runToEnd(s, { plan: "p", batches: [serviceBatch("jobs", ["job1"])] });
    expect(exitOf(end)).toBe(3);
    expect([...host.transactions.values()][0]!.transaction.state).toBe("undone");
  });

  it("a host that never answers again is 6, not 3", async () => {
    const s = scenario(["job1"]);
    const host = s.hosts.get("job1")!;
    s.onEntry = (entry) => {
      if (entry.type === "step.outcome" && entry.armed !== null) host.reachable = false;
    };
    const end = await runToEnd(s, { plan: "p", batches: [serviceBatch("jobs", ["job1"])] });
    expect(exitOf(end)).toBe(6);
  });
});

describe("a soak under the guard", () => {
  const long: ExecutionPlan = { plan: "p", batches: [serviceBatch("jobs", ["job1"], 100_000)] };

  it("moves the switch out by heartbeats, each with a nonce of its own, and disarms only at its end", async () => {
    const s = scenario(["job1"]);
    const end = await runToEnd(s, long);
    expect(exitOf(end)).toBe(0);
    const nonces = s.entries.flatMap((e) => (e.type === "heartbeat.outcome" ? [e.nonce] : []));
    expect(nonces.length).toBeGreaterThanOrEqual(3);
    expect(new Set(nonces).size).toBe(nonces.length);
    const commit = s.entries.findIndex((e) => e.type === "commit.intent");
    const lastRound = s.entries.findLastIndex((e) => e.type === "soak.round");
    expect(commit).toBeGreaterThan(lastRound);
  });

  it("without heartbeats the host undoes itself, and the run says so with 3", async () => {
    const s = scenario(["job1"]);
    const host = s.hosts.get("job1")!;
    s.onEntry = (entry) => {
      if (entry.type === "soak.started") host.reachableOverIpv6 = false;
    };
    const end = await runToEnd(s, long);
    expect(exitOf(end)).toBe(3);
    expect([...host.transactions.values()][0]!.transaction.state).toBe("undone");
    expect(s.entries.some((e) => e.type === "heartbeat.outcome" && e.transaction === null)).toBe(true);
  });
});

describe("approval", () => {
  const waiting: ExecutionPlan = {
    plan: "p",
    batches: [
      {
        ...serviceBatch("api", ["api1"]),
        id: "phase-4/approval",
        service: null,
        hosts: [],
        tasks: [
          { kind: "check", id: "c", steps: [step("phase-4/api/batch-1/records/api1", "api1")] },
          { kind: "approval", id: "phase-4/approval", phase: "phase-4" },
        ],
      },
      serviceBatch("api", ["api1"]),
    ],
  };

  it("exits 9 with nothing touched, and goes on when it was given", async () => {
    const s = scenario(["api1"]);
    expect(exitOf(await runToEnd(s, waiting))).toBe(9);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
    s.approval = { who: "ann", from: "desk", why: "looked at it" };
    expect(exitOf(await resumed(s, waiting))).toBe(0);
    expect(s.entries.some((e) => e.type === "approval.given" && e.who === "ann")).toBe(true);
  });

  it("is not asked where nothing would change", async () => {
    const s = scenario(["api1"]);
    for (const id of ["records", "remove"]) s.hosts.get("api1")!.satisfied.add(`phase-4/api/batch-1/${id}/api1`);
    expect(exitOf(await runToEnd(s, waiting))).toBe(0);
  });
});

describe("stopping", () => {
  it("finishes the batch in flight and begins no other", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "step.intent") runner.stop("finish", "SIGINT");
    };
    const end = await runner.done;
    expect(exitOf(end)).toBe(130);
    expect([...s.hosts.get("api1")!.transactions.values()][0]!.transaction.state).toBe("committed");
    expect(s.hosts.get("job1")!.applied).toEqual([]);
  });

  it("undoes what is in flight when told so", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "soak.started") runner.stop("undo", "SIGTERM");
    };
    const end = await runner.done;
    expect(exitOf(end)).toBe(143);
    expect([...s.hosts.get("api1")!.receipts.values()]).toEqual(["undone", "undone"]);
  });
});

describe("signals while it undoes", () => {
  it.each(["finish", "undo"] as const)(
    "%s: the undo goes on to its end, and the exit tells of the signal",
    async (level) => {
      const s = scenario(["api1", "api2", "job1"]);
      s.findings.set("service.health", (gate) => (gate.id.includes("/after/") ? "fail" : "pass"));
      const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
      s.onEntry = (entry) => {
        if (entry.type === "undo.started") runner.stop(level, "SIGINT");
      };
      expect(exitOf(await runner.done)).toBe(130);
      for (const host of ["api1", "api2"])
        expect([...s.hosts.get(host)!.receipts.values()]).toEqual(["undone", "undone"]);
      expect(s.entries.filter(({ type }) => type === "undo.started")).toHaveLength(1);
      expect(s.hosts.get("job1")!.applied).toEqual([]);
    },
  );

  it("an undo that fails weighs more than the signal", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("service.health", (gate) => (gate.id.includes("/after/") ? "fail" : "pass"));
    s.hosts.get("api2")!.undoFails = true;
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "undo.started") runner.stop("undo", "SIGTERM");
    };
    expect(exitOf(await runner.done)).toBe(6);
  });
});

describe("killed at any moment, then resumed", () => {
  class Killed extends Error {}

  it("ends as if nothing had happened, and keeps no step twice", async () => {
    const clean = scenario(["api1", "api2", "job1"]);
    await runToEnd(clean, two);
    for (let moment = 1; moment < clean.entries.length; moment++) {
      const s = scenario(["api1", "api2", "job1"]);
      s.onEntry = (entry) => {
        if (entry.seq !== moment) return;
        s.life += 1;
        throw new Killed();
      };
      await expect(runToEnd(s, two)).rejects.toBeInstanceOf(Killed);
      s.onEntry = () => undefined;
      const end = await resumed(s, two);
      expect(exitOf(end), `killed after entry ${moment} (${s.entries[moment - 1]!.type})`).toBe(0);
      for (const host of s.hosts.values()) {
        const kept = [...host.receipts]
          .filter(([, state]) => state === "applied")
          .map(([id]) => id.replace(/~\d+$/, ""));
        expect(kept.length).toBe(new Set(kept).size);
        expect(kept.length).toBe(2);
        for (const { transaction } of host.transactions.values())
          expect(["committed", "undone"]).toContain(transaction.state);
      }
    }
  });

  it("replays every prefix of its journal without an error", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.findings.set("service.health", (gate) => (gate.id.startsWith("phase-4/jobs/batch-1/after") ? "fail" : "pass"));
    await runToEnd(s, two);
    for (let length = 0; length <= s.entries.length; length++) {
      const state = replay(initialState(two, "apply"), s.entries.slice(0, length));
      expect(state.course.kind).toMatch(/forward|undoing|ended/);
    }
  });
});

const ANN: Person = { who: "ann", from: "desk", why: "lunch" };

describe("pause", () => {
  it("finishes what is in flight, then ends where nobody stays; resume lifts it", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "step.intent") runner.pause(ANN);
    };
    const end = await runner.done;
    expect(exitOf(end)).toBe(5);
    expect(end.course.kind === "ended" && end.course.because).toContain("paused by ann (lunch)");
    expect([...s.hosts.get("api1")!.transactions.values()][0]!.transaction.state).toBe("committed");
    expect(s.hosts.get("job1")!.applied).toEqual([]);
    s.onEntry = () => undefined;
    expect(exitOf(await resumed(s, two))).toBe(0);
  });

  it("is waited out where the process stays", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.stays = true;
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry, state) => {
      if (entry.type === "batch.started") runner.pause(ANN);
      if (entry.type === "batch.done") expect(state.paused).toBeNull();
      if (entry.type === "pause.requested") {
        expect(s.hosts.get("job1")!.applied).toEqual([]);
        runner.lift(ANN);
      }
    };
    expect(exitOf(await runner.done)).toBe(0);
    expect(s.entries.filter((e) => e.type === "pause.lifted").length).toBe(2);
  });

  it("lets a signal end it while it waits", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.stays = true;
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "batch.started") runner.pause(ANN);
      if (entry.type === "pause.requested") runner.stop("finish", "SIGINT");
    };
    expect(exitOf(await runner.done)).toBe(130);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
  });
});

describe("while a run waits and the process stays", () => {
  /** Paused once the first service is done; then `then` is called after each further gate that is asked. */
  async function paused(s: Scenario, then: (asked: number, lift: () => void) => void): Promise<RunState> {
    s.stays = true;
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    let waiting = false;
    let asked = 0;
    s.findings.set("service.health", (gate) => {
      if (waiting) then(++asked, () => runner.lift(ANN));
      return s.findings.get("while waiting")?.(gate) ?? "pass";
    });
    s.onEntry = (entry) => {
      if (entry.type === "batch.started" && entry.batch.includes("jobs")) runner.pause(ANN);
      waiting ||= entry.type === "pause.requested";
    };
    return runner.done;
  }

  it("the gates of what was done last go on; green, the run goes on where it stood", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await paused(s, (asked, lift) => {
      if (asked === 5) lift();
    });
    expect(exitOf(end)).toBe(0);
    expect(s.hosts.get("api1")!.receipts.get("phase-4/api/batch-1/remove/api1")).toBe("applied");
    // Said once, not five times: it may wait for days.
    const from = s.entries.findIndex(({ type }) => type === "pause.requested");
    const to = s.entries.findIndex(({ type }) => type === "pause.lifted");
    expect(s.entries.slice(from, to).filter(({ type }) => type === "gate.answered")).toHaveLength(1);
  });

  it("turning red undoes it, and nothing else is begun", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await paused(s, (asked) => {
      if (asked === 3) s.findings.set("while waiting", () => "fail");
    });
    expect(exitOf(end)).toBe(3);
    expect(end.course.kind === "ended" && end.course.because).toContain("service.health says fail");
    for (const host of ["api1", "api2"])
      expect([...s.hosts.get(host)!.receipts.values()]).toEqual(["undone", "undone"]);
    expect(s.hosts.get("job1")!.applied).toEqual([]);
    const undo = s.entries.find((e) => e.type === "undo.started");
    expect(undo).toMatchObject({ batch: "phase-4/api/batch-1", cause: "gate" });
  });

  it("not knowing undoes nothing", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await paused(s, (asked, lift) => {
      s.findings.set("while waiting", () => (asked < 4 ? "unknown" : "pass"));
      if (asked === 6) lift();
    });
    expect(exitOf(end)).toBe(0);
  });
});

describe("abort", () => {
  it("undoes what is in flight, keeps earlier batches, and exits 5", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const runner = startRun(worldOf(s), "r1", initialState(two, "apply"), 1, [started()]);
    s.onEntry = (entry) => {
      if (entry.type === "soak.started" && entry.task.includes("jobs")) runner.stop("undo", "abort", ANN);
    };
    const end = await runner.done;
    expect(exitOf(end)).toBe(5);
    expect(end.stop).toMatchObject({ signal: "abort", by: ANN });
    expect([...s.hosts.get("job1")!.receipts.values()]).toEqual(["undone", "undone"]);
    expect([...s.hosts.get("api1")!.transactions.values()][0]!.transaction.state).toBe("committed");
  });

  it("of a run whose process died: settles what was open, undoes the rest", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.onEntry = (entry) => {
      if (entry.type !== "confirm.outcome") return;
      s.life += 1;
      throw new Error("killed");
    };
    await expect(runToEnd(s, two)).rejects.toThrow("killed");
    s.onEntry = () => undefined;
    const state = replay(initialState(two, "apply"), s.entries);
    const end = await startRun(worldOf(s), "r1", state, s.entries.length + 1, [
      { type: "run.resumed" },
      { type: "stop.requested", level: "undo", signal: "abort", by: ANN },
    ]).done;
    expect(exitOf(end)).toBe(5);
    for (const host of ["api1", "api2"])
      expect([...s.hosts.get(host)!.receipts.values()].every((receipt) => receipt === "undone")).toBe(true);
  });
});

describe("step by step", () => {
  const stepwise: EntryBody = { ...(started() as EntryBody & { type: "run.started" }), stepwise: true };

  it("asks before each batch that would change something, after its checks and before anything is touched", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.approval = { who: "ann", from: "desk", why: "" };
    s.onEntry = (entry, state) => {
      if (entry.type !== "approval.needed") return;
      expect(Object.keys(state.checked).length).toBeGreaterThan(0);
      expect(s.hosts.get("job1")!.applied).toEqual([]);
    };
    expect(exitOf(await runToEnd(s, two, "apply", [stepwise]))).toBe(0);
    expect(s.entries.filter((e) => e.type === "approval.given").map((e) => (e as { task: string }).task)).toEqual([
      "phase-4/api/batch-1/step",
      "phase-4/jobs/batch-1/step",
    ]);
  });

  it("exits 9 with nothing in flight where nobody answers, and goes on when somebody did", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await runToEnd(s, two, "apply", [stepwise]);
    expect(exitOf(end)).toBe(9);
    expect(waitingApproval(end)).toBe("phase-4/api/batch-1/step");
    expect(s.hosts.get("api1")!.applied).toEqual([]);
    s.approval = { who: "ann", from: "desk", why: "" };
    expect(exitOf(await resumed(s, two))).toBe(0);
  });

  it("asks nothing where nothing would change", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    await runToEnd(s, two);
    s.entries.length = 0;
    expect(exitOf(await runToEnd(s, two, "apply", [stepwise]))).toBe(0);
    expect(s.entries.some((e) => e.type === "approval.needed")).toBe(false);
  });
});

describe("windows", () => {
  // The test's clock begins at 1970-01-01T00:16:40Z, a Thursday.
  const within = (windows: readonly string[]): ExecutionPlan => ({
    ...two,
    batches: two.batches.map((batch) => ({ ...batch, windows })),
  });

  it("open: the run goes on, and says until when", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    expect(exitOf(await runToEnd(s, within(["Thu 00:00-06:00 UTC"])))).toBe(0);
    expect(s.entries.filter((e) => e.type === "window.entered")).toHaveLength(2);
  });

  it("closed: 9 with nothing touched where nobody stays", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    const end = await runToEnd(s, within(["Thu 02:00-06:00 UTC"]));
    expect(exitOf(end)).toBe(9);
    expect(end.course.kind === "ended" && end.course.because).toContain("which open 1970-01-01T02:00:00.000Z");
    expect(s.hosts.get("api1")!.applied).toEqual([]);
    expect(s.gatesAsked).toEqual([]);
  });

  it("closed: waited for where the process stays, and no batch begins outside of one", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.stays = true;
    const began: number[] = [];
    s.onEntry = (entry, state) => {
      if (entry.type === "step.intent") began.push(entry.at);
      if (entry.type === "window.awaited")
        expect(waitsFor(state)).toMatch(/^the window of phase-4.*which opens 1970-01-0/);
    };
    const long = within(["daily 02:00-02:01 UTC"]);
    const soaking = { ...long, batches: long.batches.map((b) => ({ ...b, tasks: longerSoak(b.tasks) })) };
    expect(exitOf(await runToEnd(s, soaking))).toBe(0);
    expect(new Set(began.map((at) => new Date(at).toISOString().slice(0, 16)))).toEqual(
      new Set(["1970-01-01T02:00", "1970-01-02T02:00"]),
    );
  });

  it("a batch that has nothing to change waits for none", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    await runToEnd(s, two);
    s.entries.length = 0;
    expect(exitOf(await runToEnd(s, within(["Thu 05:00-06:00 UTC"])))).toBe(0);
  });

  it("an approval that came after the window closed does not pass it", async () => {
    const s = scenario(["api1", "api2", "job1"]);
    s.onEntry = (entry) => {
      // The person took two hours to answer.
      if (entry.type === "approval.needed") s.clock.jump(7_200_000);
    };
    s.approval = { who: "ann", from: "desk", why: "" };
    const first = { ...(started() as EntryBody & { type: "run.started" }), stepwise: true };
    const end = await runToEnd(s, within(["Thu 00:00-01:00 UTC"]), "apply", [first]);
    expect(exitOf(end)).toBe(9);
    expect(s.hosts.get("api1")!.applied).toEqual([]);
  });
});

function longerSoak(tasks: readonly Task[]): readonly Task[] {
  return tasks.map((task) => (task.kind === "soak" ? { ...task, forMs: 600_000 } : task));
}

describe("killed at any moment of a run that waits for people and windows, then resumed", () => {
  it("ends as if nothing had happened", async () => {
    const execution: ExecutionPlan = {
      ...two,
      batches: two.batches.map((batch) => ({ ...batch, windows: ["daily 02:00-02:30 UTC"] })),
    };
    const first: EntryBody = { ...(started() as EntryBody & { type: "run.started" }), stepwise: true };
    const begin = (): Scenario => {
      const s = scenario(["api1", "api2", "job1"]);
      s.stays = true;
      s.approval = { who: "ann", from: "desk", why: "" };
      return s;
    };
    const clean = begin();
    expect(exitOf(await runToEnd(clean, execution, "apply", [first]))).toBe(0);
    for (let moment = 1; moment < clean.entries.length; moment++) {
      const s = begin();
      s.onEntry = (entry) => {
        if (entry.seq !== moment) return;
        s.life += 1;
        throw new Error("killed");
      };
      await expect(runToEnd(s, execution, "apply", [first])).rejects.toThrow("killed");
      s.onEntry = () => undefined;
      expect(exitOf(await resumed(s, execution)), `killed after entry ${moment}`).toBe(0);
      for (const host of s.hosts.values())
        expect([...host.receipts.values()].filter((state) => state === "applied")).toHaveLength(2);
    }
  });
});
