import { describe, expect, it } from "vitest";
import type { Entry } from "../../../../src/engine/journal.ts";
import { reduce } from "../../../../src/engine/reduce.ts";
import { initialState } from "../../../../src/engine/state.ts";
import type { RecordedRun } from "../../../../src/report/run/recorded.ts";
import { type Span, Spans } from "../../../../src/report/spans.ts";
import { sampleRun } from "./sample-run.ts";

const RUN = "20261120-220400-e5f6";

function recorded(): Promise<RecordedRun> {
  const startsAt = Date.parse("2026-11-20T22:04:00Z");
  return sampleRun({ run: RUN, startsAt, traffic: { ipv4Bytes: 9e9, ipv6Bytes: 1e9 } });
}

function spansOf({ execution }: RecordedRun, entries: readonly Entry[], told = 0): Span[] {
  const spans = new Spans(RUN);
  let state = initialState(execution, "apply");
  return entries.flatMap((entry) => {
    state = reduce(state, entry);
    const done = spans.observe(entry, state);
    return entry.seq > told ? done : [];
  });
}

function named(spans: readonly Span[], name: string): Span {
  const found = spans.filter((span) => span.name === name);
  expect(found, name).toHaveLength(1);
  return found[0]!;
}

describe("the spans of a run", () => {
  it("are one tree: run, batches, and in them what the journal says", async () => {
    const run = await recorded();
    const spans = spansOf(run, run.entries);
    const byId = new Map(spans.map((span) => [span.id, span]));
    expect(byId.size).toBe(spans.length);
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
    const root = named(spans, "run hosting-eu1");
    expect(root).toMatchObject({
      parent: null,
      error: expect.stringContaining("db"),
      attributes: { exit: 3, run: RUN },
    });
    for (const span of spans) {
      if (span === root) continue;
      const parent = byId.get(span.parent!);
      expect(parent, span.name).toBeDefined();
      expect(span.start, span.name).toBeGreaterThanOrEqual(parent!.start);
      expect(span.end, span.name).toBeLessThanOrEqual(parent!.end);
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.attributes.unfinished, span.name).toBeUndefined();
    }
    const count = (type: Entry["type"]): number => run.entries.filter((entry) => entry.type === type).length;
    const starting = (word: string): Span[] => spans.filter(({ name }) => name.startsWith(word));
    expect(starting("batch ")).toHaveLength(count("batch.started"));
    expect(starting("step ")).toHaveLength(count("step.intent"));
    expect(starting("gate ")).toHaveLength(count("gate.answered"));
    expect(starting("undo ")).toHaveLength(count("undo.intent"));
    expect(starting("soak")).toHaveLength(count("soak.started"));
    expect(count("undo.intent")).toBeGreaterThan(0);
    for (const step of starting("step ")) expect(byId.get(step.parent!)!.name).toMatch(/^batch /);
  });

  it("span a step from its intent to where it is kept, with the confirmation as an event", async () => {
    const run = await recorded();
    const id = "phase-4/api/batch-1/remove/api1";
    const step = spansOf(run, run.entries).find(
      ({ name, attributes }) => name.startsWith("step ") && attributes.step === id,
    )!;
    const at = (type: Entry["type"]): number =>
      run.entries.find((entry) => entry.type === type && "step" in entry && entry.step === id)!.at;
    expect(step).toMatchObject({ start: at("step.intent"), end: at("commit.outcome"), error: null });
    expect(step.attributes).toMatchObject({ host: "api1", outcome: "kept", guarded: true });
    expect(step.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["step.outcome", "confirm.outcome", "commit.intent"]),
    );
  });

  it("hold no nonce", async () => {
    const run = await recorded();
    const nonces = run.entries.flatMap((entry) =>
      entry.type === "step.outcome" && entry.armed !== null ? [entry.armed.nonce] : [],
    );
    expect(nonces.length).toBeGreaterThan(0);
    const text = JSON.stringify(spansOf(run, run.entries));
    for (const nonce of nonces) expect(text).not.toContain(nonce);
  });

  it("are told once, and the same, by whoever takes the run up wherever it was left", async () => {
    const run = await recorded();
    const whole = spansOf(run, run.entries);
    for (let told = 0; told <= run.entries.length; told += 7) {
      const before = spansOf(run, run.entries.slice(0, told));
      expect([...before, ...spansOf(run, run.entries, told)]).toEqual(whole);
    }
  });

  it("hang a resume under the run that had ended", async () => {
    const run = await recorded();
    const last = run.entries.at(-1)!;
    const more: Entry[] = [
      { type: "run.resumed", seq: last.seq + 1, at: last.at + 1_000 },
      { type: "run.ended", exit: 5, because: "aborted", seq: last.seq + 2, at: last.at + 2_000 },
    ];
    const spans = spansOf(run, [...run.entries, ...more]);
    const resume = named(spans, "resume");
    expect(resume.parent).toBe(named(spans, "run hosting-eu1").id);
    expect(resume).toMatchObject({ start: last.at + 1_000, end: last.at + 2_000, attributes: { exit: 5 } });
  });
});
