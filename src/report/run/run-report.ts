/** What a run was, as one value: the HTML page, JUnit and JSON are made of it. Pure. */
import type { Millis } from "../../../agent/protocol/messages.ts";
import type { Entry } from "../../engine/journal.ts";
import type { Evidence, Finding } from "../../engine/ports.ts";
import type { GateRun } from "../../plan/execution.ts";
import type { PhaseId } from "../../plan/plan.ts";
import type { Paint } from "../color.ts";
import { sentence } from "../sentences.ts";
import { type Ipv4Addresses, ipv4AddressesOf } from "./ipv4-addresses.ts";
import { endOf, followSteps, type RecordedRun, type RunEnd, type StepRecord } from "./recorded.ts";
import { type Fleet, fleetOf } from "./stacks.ts";
import { type Traffic, trafficOf } from "./traffic.ts";

/** Version of this shape. New keys may come; none changes its meaning within a version. */
export const REPORT_VERSION = 1;

export type BatchWord = "done" | "nothing-to-do" | "undone" | "undo-failed" | "stopped" | "under-way" | "not-begun";

export interface BatchReport {
  readonly id: string;
  readonly phase: PhaseId;
  readonly service: string | null;
  readonly hosts: readonly string[];
  readonly word: BatchWord;
  readonly startedAt: Millis | null;
  readonly endedAt: Millis | null;
}

export type Tone = "good" | "bad" | "unsure" | "plain";

export interface Moment {
  readonly at: Millis;
  readonly tone: Tone;
  readonly text: string;
}

export interface GateAnswer {
  /** Number of the journal's entry that holds it. */
  readonly seq: number;
  readonly round: number;
  readonly evidence: Evidence;
}

export interface GateReport {
  readonly gate: string;
  readonly name: string;
  readonly phase: PhaseId;
  readonly service: string | null;
  readonly hosts: readonly string[];
  /** Of the last answer. */
  readonly finding: Finding;
  readonly answers: readonly GateAnswer[];
}

export interface ExceptionReport {
  readonly service: string;
  readonly kind: "dual-stack" | "clat";
  readonly reason: string;
  readonly because: string | null;
  readonly owner: string;
  /** Date of the review, or of the end. */
  readonly until: string;
  readonly overdue: boolean;
  readonly hosts: readonly string[];
}

export interface StepReport {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly module: string;
  readonly word: StepRecord["word"];
  readonly because: string;
  readonly changes: StepRecord["changes"];
}

export interface RunReport {
  readonly type: "report";
  readonly report: number;
  readonly run: string;
  readonly plan: string;
  readonly planFile: string;
  readonly planSha256: string;
  readonly mode: "apply" | "dry-run";
  readonly startedAt: Millis;
  /** Null while it is not over. */
  readonly end: RunEnd | null;
  readonly madeAt: Millis;
  /** Hash of the journal's last entry, which all the others hang on; null where the chain does not close. */
  readonly head: string | null;
  readonly entries: number;
  readonly batches: readonly BatchReport[];
  readonly moments: readonly Moment[];
  readonly fleet: Fleet;
  readonly traffic: Traffic;
  readonly gates: readonly GateReport[];
  readonly steps: readonly StepReport[];
  readonly exceptions: readonly ExceptionReport[];
  readonly addresses: Ipv4Addresses;
  readonly unreachable: Readonly<Record<string, string>>;
}

/** @param earlier runs of the same plan, oldest first: traffic and freed addresses are told over all of them. */
export function runReport(run: RecordedRun, earlier: readonly RecordedRun[], now: Millis): RunReport {
  const started = run.entries.find((entry) => entry.type === "run.started");
  if (started?.type !== "run.started")
    throw new Error(`run ${run.run} has an empty journal: there is nothing to report`);
  const steps = followSteps(run);
  return {
    type: "report",
    report: REPORT_VERSION,
    run: run.run,
    plan: started.plan,
    planFile: started.planFile,
    planSha256: started.planSha256,
    mode: started.mode,
    startedAt: started.at,
    end: endOf(run.entries),
    madeAt: now,
    head: run.head,
    entries: run.entries.length,
    batches: batchesOf(run, steps),
    moments: momentsOf(run, started.mode),
    fleet: fleetOf(run),
    traffic: trafficOf([...earlier, run]),
    gates: gatesOf(run),
    steps: [...steps.values()].map(({ step, word, because, changes }) => ({
      id: step.id,
      host: step.host,
      title: step.title,
      module: step.module,
      word,
      because,
      changes,
    })),
    exceptions: exceptionsOf(run, now),
    addresses: ipv4AddressesOf([...earlier, run]),
    unreachable: Object.fromEntries(
      run.entries.flatMap((entry) => (entry.type === "host.unreachable" ? [[entry.host, entry.because]] : [])),
    ),
  };
}

function batchesOf(run: RecordedRun, steps: ReadonlyMap<string, StepRecord>): readonly BatchReport[] {
  const ended = endOf(run.entries);
  const open = new Map<string, { start: Millis; end: Millis | null; word: BatchWord | null }>();
  let current: string | null = null;
  for (const entry of run.entries) {
    if (entry.type === "batch.started") {
      current = entry.batch;
      if (!open.has(entry.batch)) open.set(entry.batch, { start: entry.at, end: null, word: null });
    }
    if (entry.type === "batch.done") Object.assign(open.get(entry.batch)!, { end: entry.at, word: entry.outcome });
    if (entry.type === "run.ended" && current !== null) {
      const last = open.get(current)!;
      if (last.word === null) last.end = entry.at;
    }
  }
  return run.execution.batches.map(({ id, phase, service, hosts }): BatchReport => {
    const seen = open.get(id);
    const words = [...steps.values()].filter(({ batch }) => batch.id === id).map(({ word }) => word);
    const undone = words.includes("undo-failed") ? "undo-failed" : words.includes("undone") ? "undone" : null;
    const word = undone ?? seen?.word ?? (seen === undefined ? "not-begun" : ended === null ? "under-way" : "stopped");
    return { id, phase, service, hosts, word, startedAt: seen?.start ?? null, endedAt: seen?.end ?? null };
  });
}

const PLAIN: Paint = (_, text) => text;

function momentsOf(run: RecordedRun, mode: "apply" | "dry-run"): readonly Moment[] {
  return run.entries.flatMap((entry): Moment[] => {
    const tone = toneOf(entry);
    if (tone === null) return [];
    const text =
      entry.type === "run.ended"
        ? `ended with exit ${entry.exit}: ${entry.because}`
        : sentence(entry, { execution: run.execution, mode }, PLAIN, false);
    return text === null ? [] : [{ at: entry.at, tone, text: text.trim() }];
  });
}

/** Null: no moment worth its own line. */
function toneOf(entry: Entry): Tone | null {
  switch (entry.type) {
    case "run.started":
    case "run.resumed":
    case "settle.outcome":
    case "approval.given":
    case "pause.lifted":
      return "plain";
    case "approval.needed":
    case "stop.requested":
    case "rollback.started":
    case "pause.requested":
    case "window.awaited":
      return "unsure";
    case "host.unreachable":
    case "step.failed":
    case "undo.started":
      return "bad";
    case "batch.done":
      return entry.outcome === "done" ? "good" : null;
    case "undo.outcome":
      return entry.outcome === "failed" ? "bad" : "unsure";
    case "check.outcome":
      return entry.refused === null ? null : "bad";
    case "confirm.outcome":
    case "commit.outcome":
      return entry.ok ? null : "bad";
    case "gate.answered":
      return entry.evidence.finding === "pass" ? null : entry.evidence.finding === "fail" ? "bad" : "unsure";
    case "run.ended":
      return entry.exit === 0 ? "good" : entry.exit === 9 || entry.exit === 5 ? "unsure" : "bad";
    default:
      return null;
  }
}

function gatesOf(run: RecordedRun): readonly GateReport[] {
  const calls = new Map<string, { gate: GateRun; phase: PhaseId }>();
  for (const batch of run.execution.batches)
    for (const task of batch.tasks)
      if (task.kind === "gates" || task.kind === "soak")
        for (const gate of task.gates) calls.set(gate.id, { gate, phase: batch.phase });
  const answers = new Map<string, GateAnswer[]>();
  for (const entry of run.entries) {
    if (entry.type !== "gate.answered") continue;
    const { seq, round, evidence } = entry;
    answers.set(evidence.gate, [...(answers.get(evidence.gate) ?? []), { seq, round, evidence }]);
  }
  return [...answers].flatMap(([id, given]): GateReport[] => {
    const call = calls.get(id);
    if (call === undefined) return [];
    const { name, service, hosts } = call.gate;
    return [
      { gate: id, name, phase: call.phase, service, hosts, finding: given.at(-1)!.evidence.finding, answers: given },
    ];
  });
}

function exceptionsOf({ subject }: RecordedRun, now: Millis): readonly ExceptionReport[] {
  const today = new Date(now).toISOString().slice(0, 10);
  return subject.services.flatMap(({ name: service, hosts, exception, clat }): ExceptionReport[] => [
    ...(exception === null
      ? []
      : [
          {
            service,
            kind: "dual-stack" as const,
            reason: exception.reason,
            because: exception.because,
            owner: exception.owner,
            until: exception.review,
            overdue: exception.review < today,
            hosts,
          },
        ]),
    ...(clat === null
      ? []
      : [
          {
            service,
            kind: "clat" as const,
            reason: "clat",
            because: clat.because,
            owner: clat.owner,
            until: clat.expires,
            overdue: clat.expires < today,
            hosts,
          },
        ]),
  ]);
}
