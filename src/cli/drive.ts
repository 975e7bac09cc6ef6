/** Runs an execution plan to its end for one command: report, signals, approval, exit code. */
import { hostname, userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Entry, EntryBody, Journal } from "../engine/journal.ts";
import type { Fleet, Gatekeeper } from "../engine/ports.ts";
import { type Runner, startRun } from "../engine/run.ts";
import { findStep, isApplied, type RunState } from "../engine/state.ts";
import type { Vantages } from "../engine/vantage.ts";
import type { Notifier } from "../notify/deliver.ts";
import { type Paint, painter } from "../report/color.ts";
import { forecastLines } from "../report/forecast.ts";
import { liveProgress } from "../report/live.ts";
import { eventLines } from "../report/ndjson.ts";
import { sentence } from "../report/sentences.ts";
import { changesText, endLine, pendingText } from "../report/summary.ts";
import { versionLine } from "../report/version-line.ts";
import { redactEntry } from "../secrets/redact-entry.ts";
import { secrets } from "../secrets/secrets.ts";
import { type Approval, type ControlRequest, FencedError, type KeptRun } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import { expectHangUp, goOnUnread } from "./lost-output.ts";
import { metricsFile } from "./metrics-file.ts";
import { systemClock } from "./system-clock.ts";
import { type Traces, tracesFor } from "./traces.ts";

export interface Drive {
  readonly run: string;
  readonly state: RunState;
  readonly nextSeq: number;
  readonly first: readonly EntryBody[];
  readonly fleet: Fleet;
  readonly gatekeeper: Gatekeeper;
  readonly journal: Journal;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly vantages: Vantages;
  /** What `migrate approve` left for a task. */
  readonly approvalLeft: (task: string) => Promise<Approval | null>;
  readonly yes: boolean;
  readonly wait: boolean;
  /** False: signals are somebody else's. */
  readonly signals?: boolean;
  /** Where the run is kept; left out for what leaves nothing behind. There `migrate pause`, `resume` and `abort` leave word. */
  readonly directory?: KeptRun;
  /** Tells people beside the run; null: nobody. */
  readonly notifier?: Notifier | null;
  /** A Prometheus textfile to keep up to date. */
  readonly metrics?: string;
  readonly globals: Globals;
}

/** After the run: what is left to tell gets this much more time, and its trace less: nobody waits for that one. */
const NOTIFY_GRACE_MS = 10_000;
const TRACE_GRACE_MS = 3_000;

export async function drive(parts: Drive): Promise<RunState> {
  const { globals } = parts;
  if (parts.state.mode === "apply") goOnUnread();
  const paint = painter(process.stderr, globals.color);
  const verbose = (globals.verbose ?? 0) > 0;
  const live =
    process.stderr.isTTY === true && !globals.json && !globals.quiet && !verbose && parts.state.mode === "apply";
  const progress = live ? await liveProgress(parts.state.execution.batches) : null;
  if (globals.json) process.stdout.write(versionLine());
  const metrics =
    parts.metrics === undefined || parts.directory === undefined
      ? null
      : metricsFile(parts.metrics, parts.directory, (text) => process.stderr.write(`${text}\n`));
  const traces = await tracesOf(parts);
  let latest = parts.state;
  const observe = (entry: Entry, state: RunState): void => {
    latest = state;
    if (globals.json) process.stdout.write(eventLines(entry, state, parts.run));
    progress?.observe(entry, state);
    metrics?.observe(entry);
    traces?.observe(entry, state);
    parts.notifier?.observe(entry, state);
    const text = globals.quiet && !isTrouble(entry) ? null : sentence(entry, state, paint, verbose);
    if (entry.type === "approval.needed") showPending(state, paint);
    if (text === null) return;
    if (progress === null) process.stderr.write(`${text}\n`);
    else if (isTrouble(entry)) progress.note(text);
  };
  const runner = startRun(
    {
      fleet: parts.fleet,
      gatekeeper: parts.gatekeeper,
      journal: parts.journal,
      clock: systemClock,
      wallTime: () => Date.now(),
      vantages: parts.vantages,
      facts: parts.facts,
      approve: (task, ended) => approve(task, ended, parts),
      redact: (entry) => redactEntry(entry, secrets),
      stays: parts.wait || canAsk(globals),
      observe,
    },
    parts.run,
    parts.state,
    parts.nextSeq,
    parts.first,
  );
  const release = parts.signals === false ? () => undefined : handleSignals(runner, () => leave(latest, parts.run));
  const { directory } = parts;
  const stopListening = directory?.listen((request) => obey(runner, request));
  try {
    const state = await runner.done;
    await progress?.close();
    const changes = changesText(state, painter(process.stdout, globals.color));
    if (state.mode === "dry-run" && changes !== "" && !globals.json) {
      process.stdout.write(`${[changes, "", ...forecastLines(state)].join("\n")}\n`);
    }
    process.stderr.write(`${endLine(state, parts.run)}\n`);
    return state;
  } catch (error) {
    if (error instanceof FencedError) throw new ExitError(EXIT.leaseHeld, error.message);
    throw error;
  } finally {
    release();
    stopListening?.();
    await metrics?.close();
    await Promise.all([parts.notifier?.close(NOTIFY_GRACE_MS), traces?.close(TRACE_GRACE_MS)]);
    await progress?.close();
  }
}

async function tracesOf({ run, nextSeq, state, directory }: Drive): Promise<Traces | null> {
  if (directory === undefined) return null;
  const before = async (): Promise<readonly Entry[]> => (nextSeq === 1 ? [] : await directory.entries());
  return await tracesFor(run, state.execution, before, (text) => process.stderr.write(`${text}\n`));
}

function isTrouble(entry: Entry): boolean {
  switch (entry.type) {
    case "host.unreachable":
    case "step.failed":
    case "undo.started":
    case "undo.outcome":
    case "approval.needed":
      return true;
    case "check.outcome":
      return entry.refused !== null;
    case "confirm.outcome":
    case "commit.outcome":
    case "release.outcome":
      return !entry.ok;
    case "reboot.outcome":
      return entry.transaction === null;
    case "gate.answered":
      return entry.evidence.finding !== "pass";
    default:
      return false;
  }
}

async function approve(
  task: string,
  ended: AbortSignal,
  { yes, wait, globals, approvalLeft }: Drive,
): Promise<Omit<Approval, "task"> | null> {
  const left = await approvalLeft(task);
  if (left !== null) return left;
  if (yes) return { ...whoAmI(), why: "--yes" };
  if (wait) return await approvedElsewhere(task, ended, approvalLeft);
  if (!canAsk(globals)) return null;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  expectHangUp(prompt);
  const over = new AbortController();
  // While it asks, the prompt has the terminal, and Ctrl-C comes to it alone.
  prompt.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  // Ctrl-D, or a terminal that is gone: nobody answers here.
  prompt.once("close", () => over.abort());
  ended.addEventListener("abort", () => over.abort(), { once: true });
  const elsewhere = approvedElsewhere(task, over.signal, approvalLeft);
  const answer = prompt.question(`${task.replace(/\/(approval|step)$/, "")} may begin? [yes/no] `, {
    signal: over.signal,
  });
  const given = await Promise.race([
    elsewhere,
    answer.then(
      (text) => (text.trim().toLowerCase() === "yes" ? { ...whoAmI(), why: "answered on the terminal" } : null),
      () => null,
    ),
  ]);
  prompt.close();
  return given;
}

/** What `migrate approve` leaves from anywhere. @returns null when it is over. */
async function approvedElsewhere(
  task: string,
  over: AbortSignal,
  approvalLeft: Drive["approvalLeft"],
): Promise<Approval | null> {
  for (;;) {
    await systemClock.wait(1_000, over);
    if (over.aborted) return null;
    const given = await approvalLeft(task);
    if (given !== null) return given;
  }
}

/** What the batch would change that a person is asked about. */
function showPending(state: RunState, paint: Paint): void {
  const text = pendingText(state, paint);
  if (text !== "") process.stderr.write(`${text}\n`);
}

/** A person at a terminal. */
function canAsk(globals: Globals): boolean {
  return globals.input && process.stdin.isTTY === true && process.stderr.isTTY === true;
}

function obey(runner: Runner, { verb, by }: ControlRequest): void {
  switch (verb) {
    case "pause":
      runner.pause(by);
      break;
    case "lift":
      runner.lift(by);
      break;
    case "abort":
      runner.stop("undo", "abort", by);
      break;
    case "abort-after-batch":
      runner.stop("finish", "abort", by);
  }
}

/** Says what is left behind. @returns whether an undo was under way: what becomes of it is unknown, and a person must look. */
function leave(state: RunState, run: string): boolean {
  const undoing = state.course.kind === "undoing" ? state.course.steps : [];
  const open = undoing.filter((id) => isApplied(state.steps[id]));
  const hosts = [...new Set(open.map((id) => findStep(state.execution, id).step.host))];
  process.stderr.write(
    `run ${run}: left at once. What is armed undoes itself; ${hosts.length === 0 ? "" : `not known to be undone: ${hosts.join(", ")}; `}next: migrate resume ${run}\n`,
  );
  return hosts.length > 0;
}

/** Who and from where, for the journal. */
export function whoAmI(): { readonly who: string; readonly from: string } {
  const who = process.env.SUDO_USER ?? userInfo().username;
  const from = process.env.SSH_CONNECTION?.split(" ")[0] ?? hostname();
  return { who, from };
}

/** First: no new batch. Second: undo now. Third: exit; armed switches still protect the hosts. What is being undone goes on until the third; a rollback takes the batch under way back and no other. */
function handleSignals(runner: Runner, leave: () => boolean): () => void {
  let count = 0;
  const on = (signal: "SIGINT" | "SIGTERM"): void => {
    count += 1;
    if (count === 1) runner.stop("finish", signal);
    else if (count === 2) runner.stop("undo", signal);
    else process.exit(leave() ? EXIT.undoFailed : signal === "SIGINT" ? 130 : 143);
  };
  const int = (): void => on("SIGINT");
  const term = (): void => on("SIGTERM");
  process.on("SIGINT", int);
  process.on("SIGTERM", term);
  // A lost terminal is no reason to leave hosts half way: the run goes on, and `migrate status` tells.
  const hup = (): void => undefined;
  process.on("SIGHUP", hup);
  return () => {
    process.off("SIGINT", int);
    process.off("SIGTERM", term);
    process.off("SIGHUP", hup);
  };
}
