import { describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/engine/journal.ts";
import { initialState } from "../../../../src/engine/state.ts";
import { type Channel, DeliveryError } from "../../../../src/notify/channel.ts";
import { type Notifier, notifier } from "../../../../src/notify/deliver.ts";
import type { NotifyEvent } from "../../../../src/plan/plan.ts";
import { SAMPLES } from "../engine/samples.ts";
import { TestClock } from "../engine/scripted-world.ts";

const STATE = initialState({ plan: "eu1", batches: [] }, "apply");
const unreachable = (host: string): Entry => ({ ...SAMPLES["host.unreachable"], host, seq: 1, at: 0 });
const ALL = new Set<NotifyEvent>(["unreachable", "run.done", "gate.failed"]);

interface Told {
  readonly sent: string[];
  readonly complaints: string[];
  readonly waits: number[];
  readonly notifier: Notifier;
}

/** @param fails how the channel fails its n-th try; null: it does not. */
function told(fails: (attempt: number) => DeliveryError | null, on: ReadonlySet<NotifyEvent> = ALL): Told {
  const sent: string[] = [];
  const complaints: string[] = [];
  const waits: number[] = [];
  let attempts = 0;
  const channel: Channel = {
    name: "webhook 1",
    send: async ({ title }) => {
      attempts += 1;
      const failure = fails(attempts);
      if (failure !== null) throw failure;
      sent.push(title);
    },
  };
  const clock = new TestClock(() => undefined);
  const waiting = { now: () => clock.now(), wait: async (ms: number) => void waits.push(ms) };
  const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll("sesame", "[redacted]")) as T;
  return {
    sent,
    complaints,
    waits,
    notifier: notifier([{ channel, on }], "r7", waiting, clean, (text) => complaints.push(text)),
  };
}

/** Until nothing of what was started is left to do. */
async function settled(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setImmediate(resolve));
}

describe("delivery", () => {
  it("is in order, and only of the events asked for", async () => {
    const t = told(() => null, new Set<NotifyEvent>(["unreachable"]));
    for (const host of ["a", "b"]) t.notifier.observe(unreachable(host), STATE);
    t.notifier.observe({ ...SAMPLES["run.ended"], seq: 2, at: 0 }, STATE);
    await settled(() => t.sent.length === 2);
    expect(t.sent).toEqual(["eu1: a cannot be reached", "eu1: b cannot be reached"]);
  });

  it("is tried again, at growing distances, and says so when it gives up", async () => {
    const t = told(() => new DeliveryError("answered 503", true));
    t.notifier.observe(unreachable("a"), STATE);
    await settled(() => t.complaints.length === 1);
    expect(t.waits).toEqual([1_000, 4_000, 15_000, 60_000, 300_000]);
    expect(t.complaints[0]).toBe("webhook 1: not delivered after 6 tries (answered 503): eu1: a cannot be reached");
  });

  it("that comes through on a later try is no trouble; what was waiting follows", async () => {
    const t = told((attempt) => (attempt < 3 ? new DeliveryError("answered 503", true) : null));
    for (const host of ["a", "b"]) t.notifier.observe(unreachable(host), STATE);
    await settled(() => t.sent.length === 2);
    expect(t.complaints).toEqual([]);
  });

  it("that cannot help is not tried again", async () => {
    const t = told(() => new DeliveryError("answered 404", false));
    t.notifier.observe(unreachable("a"), STATE);
    await settled(() => t.complaints.length === 1);
    expect(t.waits).toEqual([]);
  });

  it("tells a red gate once, however often it is asked", async () => {
    const t = told(() => null);
    const { evidence } = SAMPLES["gate.answered"];
    const red: Entry = { ...SAMPLES["gate.answered"], evidence: { ...evidence, finding: "fail" }, seq: 1, at: 0 };
    for (const round of [1, 2, 3]) t.notifier.observe({ ...red, round }, STATE);
    await settled(() => t.sent.length === 1);
    expect(t.sent).toHaveLength(1);
  });

  it("holds nothing secret, in what is sent or complained of", async () => {
    const t = told((attempt) => (attempt === 1 ? new DeliveryError("POST /sesame failed", false) : null));
    t.notifier.observe(unreachable("sesame"), STATE);
    t.notifier.observe(unreachable("sesame2"), STATE);
    await settled(() => t.sent.length === 1);
    expect(`${t.sent} ${t.complaints}`).not.toContain("sesame");
  });
});

describe("a channel that hangs", () => {
  it("never holds up the run, and is left behind after the grace", async () => {
    const complaints: string[] = [];
    const channel: Channel = {
      name: "webhook 1",
      send: (_, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(new DeliveryError("given up", true)), { once: true }),
        ),
    };
    const clock = { now: () => 0, wait: async () => undefined };
    const telling = notifier(
      [{ channel, on: ALL }],
      "r7",
      clock,
      (value) => value,
      (text) => complaints.push(text),
    );
    for (let i = 0; i < 150; i++) telling.observe(unreachable(`h${i}`), STATE);
    await telling.close(10_000);
    expect(complaints.some((text) => text.includes("too much is waiting"))).toBe(true);
    expect(complaints.at(-2)).toContain("not delivered after 1 try (given up)");
    expect(complaints.at(-1)).toBe("webhook 1: 100 more were waiting behind it");
  });
});
