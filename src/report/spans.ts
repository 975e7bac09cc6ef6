/**
 * A run as the spans of one trace: run, then batches, then steps, gates, soaks and waits. Ids come from the run's id and from where the journal opened a span,
 * so whoever takes the run up again, or reads its journal once more, makes the same ones.
 */
import { createHash } from "node:crypto";
import type { Entry, Exit } from "../engine/journal.ts";
import { currentBatch, findStep, type RunState } from "../engine/state.ts";

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Times are milliseconds since 1970. */
export interface Span {
  /** 32 hexadecimal digits; ids of spans have 16. */
  readonly trace: string;
  readonly id: string;
  /** Null: the run itself. */
  readonly parent: string | null;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly at: number; readonly attributes: Attributes }[];
  readonly error: string | null;
}

type Open = { -readonly [Key in keyof Span]: Span[Key] } & { events: Span["events"][number][] };

/** A run that ended so did not do what it was asked to. */
const FAILED: ReadonlySet<Exit> = new Set([1, 3, 4, 6]);

export class Spans {
  readonly #run: string;
  readonly #trace: string;
  readonly #open = new Map<string, Open>();
  /** Under which spans of batches hang: the run, or what took it up after its end. */
  #course: Open | null = null;
  #done: Span[] = [];
  /** When the last entry was made that gates may have waited for. */
  #before = 0;

  constructor(run: string) {
    this.#run = run;
    this.#trace = digits(`trace ${run}`, 32);
  }

  /** @param state with the entry in it. @returns the spans that it ended. */
  observe(entry: Entry, state: RunState): readonly Span[] {
    this.#take(entry, state);
    if (entry.type !== "gate.answered" && entry.type !== "heartbeat.outcome") this.#before = entry.at;
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #take(entry: Entry, state: RunState): void {
    switch (entry.type) {
      case "run.started":
        this.#course = this.#begin("run", null, `run ${entry.plan}`, entry, {
          plan: entry.plan,
          mode: entry.mode,
          plan_sha256: entry.planSha256,
        });
        break;
      case "run.resumed":
        if (this.#course !== null) note(this.#course, entry);
        else this.#course = this.#begin("run", this.#root(), "resume", entry);
        break;
      case "rollback.started":
        this.#course = this.#begin("run", this.#root(), "rollback", entry, { who: entry.who, from: entry.from });
        break;
      case "run.ended":
        this.#endAll(entry, FAILED.has(entry.exit) ? entry.because : null, {
          exit: entry.exit,
          because: entry.because,
        });
        break;
      case "batch.started":
        this.#batch(entry.batch, entry, state);
        break;
      case "batch.done":
        this.#batch(entry.batch, entry, state);
        this.#endSoak(entry);
        this.#end(`batch ${entry.batch}`, entry, null, { outcome: entry.outcome });
        break;
      case "undo.started": {
        const batch = this.#batch(entry.batch, entry, state);
        this.#endSoak(entry);
        note(batch, entry, { cause: entry.cause, because: entry.because });
        batch.error = entry.because;
        batch.attributes = { ...batch.attributes, outcome: "undone" };
        break;
      }
      case "step.intent":
        this.#step(entry.step, entry, state);
        break;
      case "step.outcome":
        note(this.#step(entry.step, entry, state), entry, { changes: entry.changes.length });
        if (entry.armed === null) this.#end(`step ${entry.step}`, entry, null, { outcome: entry.outcome });
        break;
      case "step.failed":
        this.#step(entry.step, entry, state);
        this.#end(`step ${entry.step}`, entry, entry.because);
        break;
      case "commit.outcome":
      case "release.outcome": {
        note(this.#step(entry.step, entry, state), entry, { ok: entry.ok, because: entry.because });
        const outcome = entry.type === "commit.outcome" ? "kept" : "released";
        if (entry.ok) this.#end(`step ${entry.step}`, entry, null, { outcome });
        break;
      }
      case "undo.intent":
        this.#end(`step ${entry.step}`, entry, null, { outcome: "undoing" });
        this.#begin(`undo ${entry.step}`, this.#stepParent(entry.step, entry, state), `undo ${entry.step}`, entry, {
          host: findStep(state.execution, entry.step).step.host,
        });
        break;
      case "undo.outcome": {
        const bad = entry.outcome === "failed" || entry.outcome === "refused";
        this.#end(`undo ${entry.step}`, entry, bad ? entry.because : null, { outcome: entry.outcome });
        break;
      }
      case "confirm.outcome":
        note(this.#step(entry.step, entry, state), entry, { ok: entry.ok, because: entry.because });
        break;
      case "heartbeat.outcome":
      case "reboot.outcome":
        note(this.#step(entry.step, entry, state), entry, {
          ok: entry.transaction !== null,
          because: entry.because,
        });
        break;
      case "settle.outcome":
        note(this.#step(entry.step, entry, state), entry, { found: entry.found, because: entry.because });
        if (entry.found === "failed") break;
        this.#end(`step ${entry.step}`, entry, null, { outcome: entry.found });
        break;
      case "reboot.intent":
      case "commit.intent":
      case "release.intent":
        note(this.#step(entry.step, entry, state), entry);
        break;
      case "soak.started":
        this.#endSoak(entry);
        this.#begin("soak", this.#parentOf(entry.task, entry, state), "soak", entry, {
          task: entry.task,
          until: new Date(entry.until).toISOString(),
        });
        break;
      case "gate.answered":
        this.#gate(entry, state);
        break;
      case "approval.needed":
        this.#begin(`approval ${entry.task}`, this.#parentOf(entry.task, entry, state), "wait for approval", entry, {
          task: entry.task,
          phase: entry.phase,
        });
        break;
      case "approval.given":
        this.#end(`approval ${entry.task}`, entry, null, { who: entry.who, from: entry.from });
        break;
      case "window.awaited":
        this.#begin("window", this.#batch(entry.batch, entry, state).id, "wait for a window", entry, {
          opens: new Date(entry.opens).toISOString(),
        });
        break;
      case "window.entered":
        this.#end("window", entry);
        break;
      case "pause.requested":
        this.#begin("pause", this.#top(), "paused", entry, { who: entry.by.who });
        break;
      case "pause.lifted":
        this.#end("pause", entry);
        break;
      case "host.unreachable":
        if (this.#course !== null) note(this.#course, entry, { host: entry.host, because: entry.because });
        break;
      case "check.outcome":
        if (entry.refused === null) break;
        note(this.#stepBatch(entry.step, entry, state), entry, { step: entry.step, because: entry.refused });
        break;
      case "stop.requested":
        if (this.#course !== null) note(this.#course, entry, { level: entry.level, signal: entry.signal });
    }
  }

  /** The gates of a task are asked together, when what came before them is through. */
  #gate(entry: Entry & { readonly type: "gate.answered" }, state: RunState): void {
    const { task, round, evidence } = entry;
    const key = `gate ${evidence.gate}`;
    const soak = this.#open.get("soak");
    const parent = soak?.attributes.task === task ? soak.id : this.#parentOf(task, entry, state);
    const span = this.#begin(key, parent, `gate ${evidence.name}`, entry, {
      gate: evidence.gate,
      task,
      round,
      finding: evidence.finding,
      because: evidence.because,
      evidence_sha256: evidence.sha256,
    });
    span.start = this.#before;
    this.#end(key, entry, evidence.finding === "pass" ? null : evidence.because);
  }

  #root(): string {
    return digits(`span ${this.#run} run`, 16);
  }

  #top(): string {
    return this.#course?.id ?? this.#root();
  }

  /** Opened late where the end of the process before had closed it. */
  #batch(id: string, entry: Entry, { execution }: RunState): Open {
    const open = this.#open.get(`batch ${id}`);
    if (open !== undefined) return open;
    const batch = execution.batches.find((one) => one.id === id);
    return this.#begin(`batch ${id}`, this.#top(), `batch ${id}`, entry, {
      batch: id,
      phase: batch?.phase ?? "",
      service: batch?.service ?? "",
      hosts: (batch?.hosts ?? []).join(" "),
    });
  }

  #stepBatch(id: string, entry: Entry, state: RunState): Open {
    return this.#batch(findStep(state.execution, id).batch.id, entry, state);
  }

  /** A rollback is of steps of batches that were done long ago. */
  #stepParent(id: string, entry: Entry, state: RunState): string {
    const { batch } = findStep(state.execution, id);
    return this.#course?.name === "rollback" ? this.#course.id : this.#batch(batch.id, entry, state).id;
  }

  #step(id: string, entry: Entry, state: RunState): Open {
    const open = this.#open.get(`step ${id}`);
    if (open !== undefined) return open;
    const { host, title, module, guarded } = findStep(state.execution, id).step;
    return this.#begin(`step ${id}`, this.#stepParent(id, entry, state), `step ${module}`, entry, {
      step: id,
      host,
      title,
      guarded,
    });
  }

  #parentOf(task: string, entry: Entry, state: RunState): string {
    const batch = currentBatch(state);
    const owner = batch !== null && task.startsWith(`${batch.id}/`) ? batch.id : task.slice(0, task.lastIndexOf("/"));
    const known = state.execution.batches.some(({ id }) => id === owner);
    return known ? this.#batch(owner, entry, state).id : this.#top();
  }

  #begin(key: string, parent: string | null, name: string, { at, seq }: Entry, attributes: Attributes = {}): Open {
    const span: Open = {
      trace: this.#trace,
      id: parent === null ? this.#root() : digits(`span ${this.#run} ${key} ${seq}`, 16),
      parent,
      name,
      start: at,
      end: at,
      attributes: { run: this.#run, ...attributes },
      events: [],
      error: null,
    };
    this.#open.set(key, span);
    return span;
  }

  #end(key: string, { at }: Entry, error: string | null = null, attributes: Attributes = {}): void {
    const span = this.#open.get(key);
    if (span === undefined) return;
    this.#open.delete(key);
    span.end = at;
    span.error = error ?? span.error;
    span.attributes = { ...span.attributes, ...attributes };
    this.#done.push(span);
  }

  #endSoak(entry: Entry): void {
    this.#end("soak", entry);
  }

  /** What is open when a run ends waits for whoever takes it up, or never ended. The run itself comes last. */
  #endAll(entry: Entry, error: string | null, attributes: Attributes): void {
    for (const [key, span] of [...this.#open].reverse())
      if (key !== "run") this.#end(key, entry, null, span.error === null ? { unfinished: true } : {});
    this.#end("run", entry, error, attributes);
    this.#course = null;
  }
}

function note(span: Open, { type, at }: Entry, attributes: Attributes = {}): void {
  span.events.push({ name: type, at, attributes });
}

function digits(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
