import { describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/engine/journal.ts";
import { reduce } from "../../../../src/engine/reduce.ts";
import { initialState, type RunState } from "../../../../src/engine/state.ts";
import { type Notification, notificationsOf, plainText } from "../../../../src/notify/notification.ts";
import { SAMPLES } from "../engine/samples.ts";
import { sampleRun } from "../report/sample-run.ts";

async function told(dbFails: boolean): Promise<Notification[]> {
  const run = await sampleRun({ run: "r7", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 }, dbFails });
  let state: RunState = initialState(run.execution, "apply");
  return run.entries.flatMap((entry) => {
    state = reduce(state, entry);
    return notificationsOf(entry, state, "r7");
  });
}

describe("what people are told", () => {
  it("of a run that undid a service", async () => {
    const all = await told(true);
    expect(all.map(({ event, title }) => `${event}: ${title}`)).toEqual([
      "phase.done: hosting-eu1: phase-1 is done",
      "gate.failed: hosting-eu1: service.health says fail",
      "undone: hosting-eu1: what was changed is put back",
      "run.done: hosting-eu1: run ended with exit 3",
    ]);
    expect(plainText(all.at(-1)!)).toMatch(/\nNext: migrate status r7\nrun r7$/);
  });

  it("of a run that came through", async () => {
    expect((await told(false)).map(({ event }) => event)).toEqual(["phase.done", "phase.done", "run.done"]);
  });

  it("of a gateway that is nearly full, although its gate passes", async () => {
    const { execution } = await sampleRun({ run: "r", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
    const answered = SAMPLES["gate.answered"];
    const observed = { parts: [], scale_out: { because: "gw1 is nearly full.", next: "add a host" } };
    const entry = {
      ...answered,
      evidence: { ...answered.evidence, finding: "pass", observed },
      seq: 1,
      at: 0,
    } as Entry;
    expect(notificationsOf(entry, initialState(execution, "apply"), "r7")).toMatchObject([
      { event: "gateway.full", text: "gw1 is nearly full.", next: "add a host" },
    ]);
  });

  it("of waiting, with the command that ends it", async () => {
    const { execution } = await sampleRun({ run: "r", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
    const state = initialState(execution, "apply");
    const tell = (entry: Entry): Notification[] => [...notificationsOf(entry, state, "r7")];
    const [approval] = tell({ ...SAMPLES["approval.needed"], task: "phase-4/api/batch-1/step", seq: 1, at: 0 });
    expect(approval).toMatchObject({ event: "approval.needed", next: "migrate approve r7" });
    expect(approval!.title).toContain("phase-4/api/batch-1 waits");
    expect(tell({ ...SAMPLES["window.awaited"], seq: 1, at: 0 })[0]).toMatchObject({ event: "window.awaited" });
    expect(tell({ ...SAMPLES["host.unreachable"], seq: 1, at: 0 })[0]).toMatchObject({ event: "unreachable" });
    expect(
      tell({ ...SAMPLES["undo.outcome"], step: "phase-4/db/batch-1/remove/db1", outcome: "failed", seq: 1, at: 0 })[0],
    ).toMatchObject({
      event: "undo.failed",
      title: "hosting-eu1: undo failed on db1",
    });
  });
});
