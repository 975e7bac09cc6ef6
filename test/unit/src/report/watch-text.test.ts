import { describe, expect, it } from "vitest";
import type { Entry, EntryBody } from "../../../../src/engine/journal.ts";
import { replay } from "../../../../src/engine/reduce.ts";
import { initialState } from "../../../../src/engine/state.ts";
import type { Batch, ExecutionPlan, StepRun } from "../../../../src/plan/execution.ts";
import { type FleetView, FleetWatch } from "../../../../src/report/fleet-view.ts";
import { watchLines } from "../../../../src/report/watch-text.ts";

const plain = (_: string, text: string): string => text;
const HOSTS = 10_000;
const SERVICES = 50;

function execution(): ExecutionPlan {
  const batches = Array.from({ length: SERVICES }, (_, s): Batch => {
    const hosts = Array.from({ length: HOSTS / SERVICES }, (_, i) => `host-${s}-${i}.rack.example`);
    const id = `phase-1/service-${s}/batch-1`;
    const steps = hosts.map(
      (host): StepRun => ({
        id: `${id}/prefer/${host}`,
        title: "prefer",
        host,
        module: "gai-conf",
        want: {},
        guarded: false,
      }),
    );
    return {
      id,
      phase: "phase-1",
      service: `service-${s}`,
      hosts,
      tasks: [
        { kind: "check", id: `${id}/check`, steps },
        { kind: "apply", id: `${id}/apply`, steps },
        {
          kind: "soak",
          id: `${id}/soak`,
          forMs: 600_000,
          gates: [{ id: `${id}/g`, name: "service.health", args: {}, service: `service-${s}`, hosts }],
        },
      ],
      onFail: "undo-batch",
      stopAfter: { failed: 99, unreachable: 99 },
      confirmMs: 120_000,
    };
  });
  return { plan: "hosting-eu1", batches };
}

/** The first service through, the second in its soak with one host failed and one away. */
function midway(): FleetView {
  const plan = execution();
  const bodies: EntryBody[] = [];
  for (const batch of plan.batches.slice(0, 2)) {
    bodies.push({ type: "batch.started", batch: batch.id });
    const check = batch.tasks[0] as Extract<Batch["tasks"][number], { kind: "check" }>;
    const change = { key: "/etc/gai.conf", title: "prefer IPv6", before: null, after: "x" };
    for (const { id } of check.steps)
      bodies.push({ type: "check.outcome", step: id, changes: [change], because: [], refused: null });
    check.steps.forEach(({ id, host }, i) => {
      if (batch === plan.batches[1] && i === 7) {
        bodies.push({ type: "host.unreachable", host, because: `${host}: no route to 2001:db8::7 port 22` });
        return;
      }
      bodies.push({ type: "step.intent", step: id, attempt: 1 });
      if (batch === plan.batches[1] && i === 3)
        bodies.push(
          { type: "step.failed", step: id, unreachable: false, because: "the disk is full" },
          { type: "undo.intent", step: id },
          { type: "undo.outcome", step: id, outcome: "undone", because: "as before" },
        );
      else
        bodies.push({
          type: "step.outcome",
          step: id,
          attempt: 1,
          outcome: "changed",
          changes: [change],
          because: [],
          armed: null,
        });
    });
    bodies.push({ type: "soak.started", task: `${batch.id}/soak`, until: 1_000_000 });
    if (batch === plan.batches[0]) {
      bodies.push({ type: "batch.done", batch: batch.id, outcome: "done" });
    }
  }
  const entries = bodies.map((body, i): Entry => ({ ...body, seq: i + 1, at: 700_000 }));
  const watch = new FleetWatch("20260101-000000-aaaa");
  for (const entry of entries) watch.observe(entry);
  return watch.view(replay(initialState(plan, "apply"), entries));
}

describe("a fleet of ten thousand on a terminal", () => {
  const view = midway();

  it("counts every host once in its group", () => {
    expect(view.counts).toMatchObject({ done: 398, undone: 1, unreachable: 1, waiting: 9_600 });
    expect(view.groups).toHaveLength(SERVICES);
  });

  it.each([
    [60, 24],
    [60, 40],
    [80, 24],
    [200, 50],
  ])("fits %i columns and %i rows", (width, height) => {
    const lines = watchLines(view, width, height, 730_000, plain);
    expect(lines.length).toBeLessThanOrEqual(height);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    const text = lines.join("\n");
    expect(text).toContain("hosting-eu1");
    expect(text).toMatch(/waits for phase-1\/service-1\/batch-1: the soak/);
    expect(text).toMatch(/since 00:11:40Z \(30s\), until 00:16:40Z/);
    expect(text).toContain("9600 waiting");
    expect(text).toMatch(/and \d+ more/);
    expect(text).toContain("host-1-3.rack.example undone");
    expect(text).toContain("host-1-7.rack.example unreachable");
  });

  it("shows what is wrong before what is going on, and that before what waits", () => {
    const lines = watchLines(view, 200, 50, 730_000, plain);
    const at = (name: string): number => lines.findIndex((line) => line.startsWith(`phase-1/${name} `));
    expect(at("service-1")).toBeGreaterThan(0);
    expect(at("service-1")).toBeLessThan(at("service-2"));
  });

  it("says how a run ended, and the next command", () => {
    const ended: FleetView = {
      ...view,
      ended: true,
      exit: 9,
      waits: "run r: exit 9: waits for approval",
      next: "Next: migrate approve r.",
    };
    const text = watchLines(ended, 60, 30, 730_000, plain).join("\n");
    expect(text).not.toContain("waits for run");
    expect(text).toContain("Next: migrate approve r.");
  });
});
