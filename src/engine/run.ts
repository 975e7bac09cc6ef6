/** The only interpreter of effects: it awaits the world, writes the journal, and asks `advance` what comes next. */
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Millis, StepRequest, StepResult, Transaction } from "../../agent/protocol/messages.ts";
import type { StepRun } from "../plan/execution.ts";
import { windowAt } from "../plan/windows.ts";
import { due } from "./advance.ts";
import type { Effect } from "./effects.ts";
import type { Entry, EntryBody, Journal, Person } from "./journal.ts";
import {
  AgentError,
  type Clock,
  type Evidence,
  type Fleet,
  type Gatekeeper,
  type HostLink,
  UnreachableError,
} from "./ports.ts";
import { rebootUnderGuard } from "./reboot.ts";
import { type Own, reduceInto } from "./reduce.ts";
import { Semaphore } from "./semaphore.ts";
import { currentTask, type RunState, receiptId } from "./state.ts";
import { undoStep } from "./undo.ts";
import { fromPlaces, placesFor, type Vantages } from "./vantage.ts";

export interface World {
  readonly fleet: Fleet;
  readonly gatekeeper: Gatekeeper;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Since the epoch, by the clock as people have it now: for windows. */
  wallTime(): Millis;
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** From where confirmations and heartbeats come. */
  readonly vantages: Vantages;
  /** Null: nobody has approved; the run then ends and waits. */
  approve(
    task: string,
    ended: AbortSignal,
  ): Promise<{ readonly who: string; readonly from: string; readonly why: string } | null>;
  /** Whether the process stays where it waits for people or windows; else the run ends, and `resume` goes on with it. */
  readonly stays: boolean;
  /** Takes secrets out of an entry before anything sees it, the journal included. */
  redact(entry: EntryBody): EntryBody;
  /** Sees every entry after it is on disk. */
  observe(entry: Entry, state: RunState): void;
}

/** A run under way. */
export interface Runner {
  /** The state in which the run ended. */
  readonly done: Promise<RunState>;
  /** Ask it to stop: finish what is in flight, or undo it now. */
  stop(level: "finish" | "undo", signal: "SIGINT" | "SIGTERM" | "abort", by?: Person): void;
  /** No batch begins to change anything until the pause is lifted. */
  pause(by: Person): void;
  lift(by: Person): void;
}

/** Hosts are worked on side by side up to this many, */
const FORKS = 256;
/** of which one that takes longer than this is no longer counted: it must not hold up the rest. */
const SLOW_MS: Millis = 5_000;
/** A module may wait for a daemon to become ready. */
const STEP_TIMEOUT_MS: Millis = 180_000;
/** A timer of Node holds 24.8 days; a clock may be set meanwhile. */
const LONGEST_WAIT_MS: Millis = 3_600_000;
const SOAK_INTERVAL_MS: Millis = 10_000;
/** Between two rounds of gates while the run waits, which may be for days. */
const WATCH_INTERVAL_MS: Millis = 30_000;

/** @param state from `initialState`, or replayed from the journal. @param nextSeq of the journal. @param first entries that begin this process's part: run.started or run.resumed, unreachable hosts. */
export function startRun(
  world: World,
  run: string,
  state: RunState,
  nextSeq: number,
  first: readonly EntryBody[],
): Runner {
  const interpreter = new Interpreter(world, run, state, nextSeq);
  const done = interpreter.start(first);
  return {
    done,
    stop: (level, signal, by) =>
      interpreter.told({ type: "stop.requested", level, signal, ...(by === undefined ? {} : { by }) }),
    pause: (by) => interpreter.told({ type: "pause.requested", by }),
    lift: (by) => interpreter.told({ type: "pause.lifted", by }),
  };
}

interface Guard {
  readonly confirmMs: Millis;
  readonly allowUnrehearsed: boolean;
}

class Interpreter {
  readonly #world: World;
  readonly #run: string;
  #state: RunState;
  #seq: number;
  /** What is to be written, in order. */
  readonly #waiting: { readonly body: EntryBody; resolve(): void; reject(error: unknown): void }[] = [];
  #writing = false;
  /** What this process's part begins with is written, also where it begins behind the end of an earlier one. */
  #started = false;
  readonly #own: Own = new WeakSet();
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #ended = new AbortController();
  /** The run takes back what it did, or has ended: nobody waits for a host to come up any more. */
  readonly #turned = new AbortController();
  readonly #slots: Semaphore;
  #finish!: (state: RunState) => void;
  #break!: (error: unknown) => void;

  constructor(world: World, run: string, state: RunState, nextSeq: number) {
    this.#world = world;
    this.#slots = turnsOf(world.fleet, SLOW_MS);
    this.#run = run;
    this.#state = state;
    this.#seq = nextSeq;
  }

  async start(first: readonly EntryBody[]): Promise<RunState> {
    const done = new Promise<RunState>((resolve, reject) => {
      this.#finish = resolve;
      this.#break = reject;
    });
    await Promise.all(first.map((body) => this.#write(body)));
    this.#started = true;
    this.#schedule(due(this.#state));
    return done;
  }

  /** What a person asks of the run while it goes. */
  told(entry: EntryBody): void {
    this.#write(entry).catch(this.#break);
  }

  /** Append, then advance, then start what is due. Nothing is written once the run has ended. @returns when the entry is on disk and in the state. */
  #write(body: EntryBody): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ body, resolve, reject });
      if (!this.#writing) void this.#writeWaiting();
    });
  }

  /** Whatever came while the disk was busy goes in one append: ten thousand hosts must not wait for ten thousand fsyncs. */
  async #writeWaiting(): Promise<void> {
    this.#writing = true;
    // What is said in the same turn belongs to the same append.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      const last = group.findIndex(({ body }) => body.type === "run.ended");
      const written = this.#hasEnded() ? [] : last < 0 ? group : group.slice(0, last + 1);
      try {
        const entries = written.map(
          ({ body }): Entry => ({ ...this.#world.redact(body), seq: this.#seq++, at: this.#world.clock.now() }),
        );
        if (entries.length > 0) await this.#world.journal.append(entries);
        for (const entry of entries) {
          this.#state = reduceInto(this.#state, entry, this.#own);
          this.#world.observe(entry, this.#state);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
        continue;
      }
      for (const { resolve } of group) resolve();
      if (["undoing", "ended"].includes(this.#state.course.kind)) this.#turned.abort();
      if (this.#hasEnded()) {
        this.#ended.abort();
        this.#finish(this.#state);
      } else if (this.#started) {
        this.#schedule(due(this.#state));
      }
    }
    this.#writing = false;
  }

  #hasEnded(): boolean {
    return this.#started && this.#state.course.kind === "ended";
  }

  #schedule(effects: readonly Effect[]): void {
    const decision = effects.find((effect) => effect.kind === "record");
    for (const effect of decision === undefined ? effects : [decision]) {
      if (this.#inFlight.has(effect.id)) continue;
      const work = this.#perform(effect)
        .catch((error) => {
          this.#ended.abort();
          this.#break(error);
        })
        .finally(() => this.#inFlight.delete(effect.id));
      this.#inFlight.set(effect.id, work);
    }
  }

  async #perform(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case "record":
        return this.#write(effect.entry);
      case "check":
        return this.#slots.run(() => this.#check(effect.step));
      case "apply":
        return this.#slots.run(() => this.#apply(effect));
      case "confirm":
        return this.#confirm(effect);
      case "heartbeat":
        return this.#heartbeat(effect);
      case "release":
        return this.#release(effect);
      case "reboot":
        return this.#reboot(effect);
      case "commit":
        return this.#commit(effect);
      case "ask":
        return this.#ask(effect);
      case "soak":
        return this.#soak(effect);
      case "soak-round":
        return this.#soakRound(effect);
      case "watch":
        return this.#watch(effect);
      case "approval":
        return this.#approval(effect.task);
      case "paused":
        return this.#paused(effect.by);
      case "window":
        return this.#window(effect);
      case "undo":
        return this.#undo(effect);
      case "settle":
        return this.#settle(effect);
    }
  }

  async #check(step: StepRun): Promise<void> {
    try {
      const result = await this.#step(step, 1, "check");
      await this.#write({
        type: "check.outcome",
        step: step.id,
        changes: result.changes,
        because: result.because,
        refused: null,
      });
    } catch (error) {
      if (error instanceof UnreachableError) {
        await this.#write({ type: "host.unreachable", host: step.host, because: error.message });
      } else if (error instanceof AgentError) {
        await this.#write({ type: "check.outcome", step: step.id, changes: [], because: [], refused: error.message });
      } else throw error;
    }
  }

  async #apply({ step, attempt, confirmMs, allowUnrehearsed }: Effect & { kind: "apply" }): Promise<void> {
    await this.#write({ type: "step.intent", step: step.id, attempt });
    try {
      const guard = step.guarded ? { confirmMs, allowUnrehearsed } : null;
      const result = await this.#step(step, attempt, "apply", guard);
      await this.#write({
        type: "step.outcome",
        step: step.id,
        attempt,
        outcome: result.outcome === "unchanged" ? "unchanged" : "changed",
        changes: result.changes,
        because: result.because,
        armed: result.armed ?? null,
      });
    } catch (error) {
      if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
      const unreachable = error instanceof UnreachableError;
      await this.#write({ type: "step.failed", step: step.id, unreachable, because: error.message });
    }
  }

  async #step(
    step: StepRun,
    attempt: number,
    mode: "check" | "apply",
    guard: Guard | null = null,
  ): Promise<StepResult> {
    const link = await this.#world.fleet.link(step.host);
    const request = {
      step: receiptId(step.id, attempt),
      run: this.#run,
      module: step.module,
      want: step.want,
      mode,
      ...(guard === null
        ? {}
        : {
            undoUnlessConfirmedWithin: guard.confirmMs,
            confirmations: placesFor(this.#world.vantages, step.host).need,
            allowUnrehearsed: guard.allowUnrehearsed,
          }),
    } as StepRequest;
    return link.call("step", request, { timeoutMs: STEP_TIMEOUT_MS });
  }

  /** Over new IPv6 connections, again and again until the host would undo it anyway. */
  async #confirm({ step, transaction, nonce }: Effect & { kind: "confirm" }): Promise<void> {
    const deadline = this.#state.steps[step.id]?.openUntil ?? 0;
    const outcome = await this.#anew(
      step.host,
      deadline,
      (link) => link.call("transaction.confirm", { id: transaction, nonce }, { timeoutMs: 10_000 }),
      ({ state }) => state !== "armed",
    );
    await this.#write({
      type: "confirm.outcome",
      step: step.id,
      ...kept(outcome, "confirmed", "not confirmed over a new IPv6 connection"),
    });
  }

  async #heartbeat({ step, transaction, nonce, confirmMs }: Effect & { kind: "heartbeat" }): Promise<void> {
    const deadline = this.#state.steps[step.id]?.openUntil ?? 0;
    const left = deadline - this.#world.clock.now();
    await this.#world.clock.wait(Math.max(0, Math.min(confirmMs / 3, left / 2)), this.#ended.signal);
    // The soak may be over by now, or the batch be undone: then nobody waits for this any more.
    const isWanted = (): boolean => {
      const now = this.#state.steps[step.id];
      return this.#state.course.kind === "forward" && now?.status === "confirmed" && now.armed?.nonce === nonce;
    };
    if (!isWanted()) return;
    const outcome = await this.#anew(
      step.host,
      deadline,
      (link) => link.call("transaction.heartbeat", { id: transaction, nonce }, { timeoutMs: 10_000 }),
      (answer) => answer.nonce !== null,
    );
    if (!isWanted()) return;
    await this.#write(
      typeof outcome === "string"
        ? {
            type: "heartbeat.outcome",
            step: step.id,
            transaction: null,
            nonce: null,
            because: `no heartbeat over a new IPv6 connection: ${outcome}`,
          }
        : { type: "heartbeat.outcome", step: step.id, ...outcome, because: "the switch was moved out" },
    );
  }

  /** New connections over IPv6 from as many places as the plan wants, until the answer of one says that it was enough. */
  #anew<T>(
    host: string,
    deadline: Millis,
    ask: (link: HostLink) => Promise<T>,
    isEnough: (answer: T) => boolean,
  ): Promise<T | string> {
    const { fleet, clock, vantages } = this.#world;
    return fromPlaces({ fleet, clock, host, vantages, deadline, ended: this.#ended.signal }, ask, isEnough);
  }

  /** It must stand to its end as it was made: else its time has shown nothing. */
  async #release({ step, attempt, transaction }: Effect & { kind: "release" }): Promise<void> {
    const deadline = this.#state.steps[step.id]?.openUntil ?? 0;
    await this.#write({ type: "release.intent", step: step.id });
    const outcome = await this.#untilDeadline(deadline, async () => {
      const stands = await this.#step(step, attempt + 1, "check");
      const link = await this.#world.fleet.link(step.host);
      const { state } = await link.call("transaction.undo", { id: transaction }, { timeoutMs: 60_000 });
      return { stands, state };
    });
    const because =
      typeof outcome === "string"
        ? `could not be taken back: ${outcome}`
        : outcome.state !== "undone"
          ? `the host says ${outcome.state}`
          : outcome.stands.changes.length > 0
            ? `it was gone before its time was over: ${outcome.stands.changes[0]!.title}`
            : outcome.stands.because.join("; ");
    const ok = typeof outcome !== "string" && outcome.state === "undone" && outcome.stands.changes.length === 0;
    await this.#write({ type: "release.outcome", step: step.id, ok, because });
  }

  async #reboot(effect: Effect & { kind: "reboot" }): Promise<void> {
    await this.#write({ type: "reboot.intent", step: effect.step.id });
    const { fleet, clock, vantages } = this.#world;
    const outcome = await rebootUnderGuard({ fleet, clock, vantages, ended: this.#turned.signal }, effect);
    await this.#write({ type: "reboot.outcome", step: effect.step.id, ...outcome });
  }

  async #commit({ step, transaction }: Effect & { kind: "commit" }): Promise<void> {
    const deadline = this.#state.steps[step.id]?.openUntil ?? 0;
    await this.#write({ type: "commit.intent", step: step.id });
    const outcome = await this.#untilDeadline(deadline, async () => {
      const link = await this.#world.fleet.link(step.host);
      return link.call("transaction.commit", { id: transaction }, { timeoutMs: 10_000 });
    });
    await this.#write({
      type: "commit.outcome",
      step: step.id,
      ...kept(outcome, "committed", "could not be committed"),
    });
  }

  async #untilDeadline<T>(deadline: Millis, attempt: () => Promise<T>): Promise<T | string> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof AgentError) return error.message;
        if (!(error instanceof UnreachableError)) throw error;
        if (this.#world.clock.now() + 1_000 >= deadline || this.#ended.signal.aborted) return error.message;
        await this.#world.clock.wait(1_000, this.#ended.signal);
      }
    }
  }

  async #ask({ gate, task, round }: Effect & { kind: "ask" }): Promise<void> {
    const evidence = await this.#world.gatekeeper.ask(gate, this.#world.facts);
    if (currentTask(this.#state)?.id !== task) return;
    await this.#write({ type: "gate.answered", task, round, evidence });
  }

  /** A host that cannot be told is found out by its heartbeat. */
  async #soak({ task, forMs, judged }: Effect & { kind: "soak" }): Promise<void> {
    await Promise.all(
      judged.map(async ({ step, transaction }) => {
        try {
          const link = await this.#world.fleet.link(step.host);
          await link.call("transaction.judged", { id: transaction }, { timeoutMs: 10_000 });
        } catch (error) {
          if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
        }
      }),
    );
    await this.#write({ type: "soak.started", task, until: this.#world.clock.now() + forMs });
  }

  async #soakRound({ task, round, until, forMs }: Effect & { kind: "soak-round" }): Promise<void> {
    const left = until - this.#world.clock.now();
    await this.#world.clock.wait(
      Math.max(0, Math.min(left, SOAK_INTERVAL_MS, Math.max(forMs / 4, 500))),
      this.#ended.signal,
    );
    await this.#write({ type: "soak.round", task, round });
  }

  /** For as long as the run waits. What is written is the first answer of each gate and every other one. */
  async #watch({ id, task, gates }: Effect & { kind: "watch" }): Promise<void> {
    if (!this.#world.stays) return;
    const told = new Map<string, Evidence["finding"]>();
    const waits = (): boolean => !this.#ended.signal.aborted && due(this.#state).some((effect) => effect.id === id);
    for (let round = 1; ; round++) {
      await this.#world.clock.wait(WATCH_INTERVAL_MS, this.#ended.signal);
      for (const gate of gates) {
        if (!waits()) return;
        const evidence = await this.#world.gatekeeper.ask(gate, this.#world.facts);
        if (!waits()) return;
        if (told.get(gate.id) === evidence.finding) continue;
        told.set(gate.id, evidence.finding);
        await this.#write({ type: "gate.answered", task, round, evidence });
      }
    }
  }

  async #approval(task: string): Promise<void> {
    const approval = await this.#world.approve(task, this.#ended.signal);
    await this.#write(
      approval === null
        ? { type: "run.ended", exit: 9, because: `waits for approval of ${task}` }
        : { type: "approval.given", task, ...approval },
    );
  }

  /** Where the process stays, whoever lifts the pause is heard by it; nothing is to be done meanwhile. */
  async #paused({ who, why }: Person): Promise<void> {
    if (this.#world.stays) return;
    const because = `paused by ${who}${why === "" ? "" : ` (${why})`}; nothing is in flight`;
    await this.#write({ type: "run.ended", exit: 5, because });
  }

  /** Whatever comes meanwhile is in the state: a run that ended writes no more, and a pause asks for its window anew when it is lifted. */
  async #window({ batch, windows }: Effect & { kind: "window" }): Promise<void> {
    for (let looks = 0; ; looks++) {
      const now = this.#world.wallTime();
      const found = windowAt(windows, now);
      if (found.open) return this.#write({ type: "window.entered", batch, until: found.until });
      if (looks === 0) await this.#write({ type: "window.awaited", batch, opens: found.opens });
      if (!this.#world.stays) {
        const because = `outside the windows of ${batch}, which open ${new Date(found.opens).toISOString()}`;
        return this.#write({ type: "run.ended", exit: 9, because });
      }
      await this.#world.clock.wait(Math.min(found.opens - now, LONGEST_WAIT_MS), this.#ended.signal);
      if (this.#ended.signal.aborted) return;
    }
  }

  async #undo(effect: Effect & { kind: "undo" }): Promise<void> {
    await this.#inFlight.get(`apply:${effect.step.id}:${effect.attempt}`);
    await this.#inFlight.get(`reboot:${effect.step.id}:${effect.attempt}`);
    await this.#write({ type: "undo.intent", step: effect.step.id });
    const { outcome, because } = await undoStep(this.#world.fleet, this.#world.clock, this.#run, effect);
    await this.#write({ type: "undo.outcome", step: effect.step.id, outcome, because });
  }

  /** What became of a guarded step that an interrupted run left open. A transaction still open is undone: its gates can no longer be vouched for. */
  async #settle({ step, attempt }: Effect & { kind: "settle" }): Promise<void> {
    const id = receiptId(step.id, attempt);
    try {
      const link = await this.#world.fleet.link(step.host);
      const { transactions } = await link.call("transactions", {});
      let found = transactions.findLast((t) => t.steps.includes(id));
      if (found?.state === "armed" || found?.state === "confirmed")
        found = await link.call("transaction.undo", { id: found.id });
      // It may have been cut off before it had disarmed.
      else if (found?.state === "committed") await link.call("transaction.commit", { id: found.id });
      const word =
        found === undefined
          ? "never-started"
          : found.state === "committed"
            ? "committed"
            : found.state === "undone"
              ? "undone"
              : "failed";
      const because = found === undefined ? "the host has no record of it" : `the host says ${found.state}`;
      await this.#write({ type: "settle.outcome", step: step.id, found: word, because });
    } catch (error) {
      if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
      await this.#write({
        type: "run.ended",
        exit: 6,
        because: `${step.host}: ${error.message}; what became of ${step.title} is unknown: look there now`,
      });
    }
  }
}

function kept(
  outcome: Transaction | string,
  wanted: Transaction["state"],
  otherwise: string,
): { ok: boolean; because: string } {
  if (typeof outcome === "string") return { ok: false, because: `${otherwise}: ${outcome}` };
  return outcome.state === wanted
    ? { ok: true, because: wanted }
    : { ok: false, because: `${otherwise}: the host says ${outcome.state}` };
}

/** A host that is away is waited for without keeping others from being asked. */
const AWAY_MS: Millis = 1_000;

/** A number that somebody asked for holds also for hosts that are slow. */
function turnsOf({ forks }: Fleet, patienceMs: Millis): Semaphore {
  return forks === undefined ? new Semaphore(FORKS, patienceMs) : new Semaphore(forks);
}

/** The facts of every host, side by side. */
export async function gatherFacts(
  fleet: Fleet,
  hosts: readonly string[],
): Promise<{ readonly facts: ReadonlyMap<string, HostFacts>; readonly unreachable: ReadonlyMap<string, string> }> {
  const facts = new Map<string, HostFacts>();
  const unreachable = new Map<string, string>();
  const share = sharing();
  const slots = turnsOf(fleet, AWAY_MS);
  await Promise.all(
    hosts.map((host) =>
      slots.run(async () => {
        try {
          const link = await fleet.link(host);
          facts.set(host, share(await link.call("facts", {}, { timeoutMs: 60_000 })));
        } catch (error) {
          if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
          unreachable.set(host, error.message);
        }
      }),
    ),
  );
  return { facts, unreachable };
}

/** Hosts of a fleet are much alike: what several say in the same words is kept once. */
function sharing(): (facts: HostFacts) => HostFacts {
  const known = new Map<string, unknown>();
  return (facts) =>
    Object.fromEntries(
      Object.entries(facts).map(([key, value]) => {
        if (typeof value !== "object" || value === null) return [key, value];
        const text = JSON.stringify(value);
        if (!known.has(text)) known.set(text, value);
        return [key, known.get(text)];
      }),
    ) as unknown as HostFacts;
}
