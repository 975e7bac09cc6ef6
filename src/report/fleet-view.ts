/** A run as it stands, for whoever watches ten thousand hosts at once: what it waits for, since when, until when, and where each host is. Pure. */
import type { Millis } from "../../agent/protocol/messages.ts";
import type { Entry } from "../engine/journal.ts";
import { currentBatch, type RunState, type StepState } from "../engine/state.ts";
import type { Batch, StepRun } from "../plan/execution.ts";
import { endLine, nextStep, waitsFor } from "./summary.ts";

/** Worst first: of several steps on a host the worst is told. */
export const STANDINGS = [
  "undo-failed",
  "failed",
  "unreachable",
  "undone",
  "armed",
  "changing",
  "checking",
  "waiting",
  "done",
  "unchanged",
] as const;
export type Standing = (typeof STANDINGS)[number];
export type StandingCounts = Readonly<Record<Standing, number>>;

export interface HostView {
  readonly host: string;
  readonly standing: Standing;
  /** Of a host that is not as it should be. */
  readonly because: string | null;
}

export interface GroupView {
  /** `phase-1/web`, or with a domain `phase-1/web rack r3`. */
  readonly name: string;
  readonly hosts: readonly HostView[];
  readonly counts: StandingCounts;
}

export interface FleetView {
  readonly run: string;
  readonly plan: string;
  /** What it waits for, or how it ended. */
  readonly waits: string;
  /** Of the newest entry that changed what it waits for. */
  readonly since: Millis;
  /** When this is over by itself: a soak, a window, the first switch that goes off; null: when it is done. */
  readonly until: { readonly at: Millis; readonly what: string } | null;
  readonly ended: boolean;
  readonly exit: number | null;
  readonly batch: { readonly number: number; readonly of: number; readonly id: string | null };
  /** Of the batch under way. */
  readonly gates: readonly {
    readonly name: string;
    readonly finding: "pass" | "fail" | "unknown" | "open";
    readonly because: string;
  }[];
  readonly groups: readonly GroupView[];
  readonly counts: StandingCounts;
  /** The next command, empty where there is none. */
  readonly next: string;
}

/** Entries after which a run waits for something else. */
const TURNS: ReadonlySet<Entry["type"]> = new Set([
  "run.started",
  "run.resumed",
  "batch.started",
  "batch.done",
  "soak.started",
  "undo.started",
  "rollback.started",
  "approval.needed",
  "approval.given",
  "pause.requested",
  "pause.lifted",
  "window.awaited",
  "window.entered",
  "stop.requested",
  "run.ended",
]);

/** Follows a journal: entries in, a view out whenever it is asked for. */
export class FleetWatch {
  readonly #run: string;
  #since: Millis = 0;

  constructor(run: string) {
    this.#run = run;
  }

  observe(entry: Entry): void {
    if (TURNS.has(entry.type)) this.#since = entry.at;
  }

  view(state: RunState): FleetView {
    const groups = groupsOf(state);
    const batch = currentBatch(state);
    const ended = state.course.kind === "ended";
    return {
      run: this.#run,
      plan: state.execution.plan,
      waits: ended ? endLine(state, this.#run) : waitsFor(state),
      since: this.#since,
      until: ended ? null : untilOf(state),
      ended,
      exit: state.course.kind === "ended" ? state.course.exit : null,
      batch: {
        number: Math.min(state.batch + 1, state.execution.batches.length),
        of: state.execution.batches.length,
        id: batch?.id ?? null,
      },
      gates: gatesOf(state, batch),
      groups,
      counts: sum(groups),
      next: ended ? nextStep(state, this.#run) : "",
    };
  }
}

function untilOf(state: RunState): FleetView["until"] {
  if (state.awaited !== null) return { at: state.awaited.opens, what: "its window opens" };
  const open = Object.values(state.steps).filter(isOpen);
  const first = open.reduce<Millis | null>((min, s) => (min === null || s.openUntil! < min ? s.openUntil : min), null);
  if (state.soak !== null) return { at: state.soak.until, what: "the soak is over" };
  return first === null ? null : { at: first, what: "the first switch goes off unless it is confirmed" };
}

const OPEN: ReadonlySet<StepState["status"]> = new Set(["armed", "confirmed", "rebooting", "releasing", "committing"]);

function isOpen(step: StepState): boolean {
  return step.openUntil !== null && OPEN.has(step.status);
}

function gatesOf(state: RunState, batch: Batch | null): FleetView["gates"] {
  const task = batch?.tasks[state.task];
  if (task === undefined || (task.kind !== "gates" && task.kind !== "soak")) return [];
  return task.gates.map((gate) => {
    const evidence = state.evidence[gate.id];
    return { name: gate.name, finding: evidence?.finding ?? "open", because: evidence?.because ?? "" };
  });
}

/** Services and roles of each phase, in order. */
function groupsOf(state: RunState): readonly GroupView[] {
  const groups = new Map<string, Map<string, HostView>>();
  for (const [index, batch] of state.execution.batches.entries()) {
    const role = batch.service ?? batch.id.split("/")[1]!;
    if (batch.service === null && ["entry", "exit", "approval"].includes(role)) continue;
    const name = `${batch.phase}/${role}`;
    let hosts = groups.get(name);
    if (hosts === undefined) {
      hosts = new Map();
      groups.set(name, hosts);
    }
    const steps = new Map<string, StepRun[]>();
    for (const task of batch.tasks) {
      if (task.kind !== "apply") continue;
      for (const step of task.steps) {
        const own = steps.get(step.host);
        if (own === undefined) steps.set(step.host, [step]);
        else own.push(step);
      }
    }
    for (const host of batch.hosts) hosts.set(host, hostView(state, index, host, steps.get(host) ?? []));
  }
  return [...groups].map(([name, hosts]) => {
    const all = [...hosts.values()];
    return { name, hosts: all, counts: countsOf(all) };
  });
}

function hostView(state: RunState, batch: number, host: string, steps: readonly StepRun[]): HostView {
  const standings = steps.map((step) => standingOf(state, batch, step));
  const standing = STANDINGS.find((one) => standings.includes(one)) ?? (batch < state.batch ? "done" : "waiting");
  const unreachable = state.unreachable[host];
  if (unreachable !== undefined && standing !== "done" && standing !== "undo-failed")
    return { host, standing: "unreachable", because: unreachable };
  const told = steps[standings.indexOf(standing)];
  const because = isTrouble(standing) && told !== undefined ? (state.steps[told.id]?.because ?? "") : null;
  return { host, standing, because };
}

function standingOf(state: RunState, batch: number, step: StepRun): Standing {
  switch (state.steps[step.id]?.status) {
    case undefined:
      if (batch < state.batch) return "unchanged";
      if (batch > state.batch || !state.batchStarted) return "waiting";
      return step.id in state.checked ? "waiting" : "checking";
    case "refused":
    case "failed":
      return "failed";
    case "undo-failed":
      return "undo-failed";
    case "undone":
      return "undone";
    case "armed":
    case "confirmed":
    case "rebooting":
    case "releasing":
    case "released":
    case "committing":
      return "armed";
    case "applying":
    case "undoing":
      return "changing";
    case "kept":
      return "done";
    case "unchanged":
      return "unchanged";
  }
}

export function isTrouble(standing: Standing): boolean {
  return standing === "failed" || standing === "undo-failed" || standing === "unreachable" || standing === "undone";
}

function countsOf(hosts: readonly HostView[]): StandingCounts {
  const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>;
  for (const { standing } of hosts) counts[standing] += 1;
  return counts;
}

function sum(groups: readonly GroupView[]): StandingCounts {
  return Object.fromEntries(
    STANDINGS.map((standing) => [standing, groups.reduce((all, { counts }) => all + counts[standing], 0)]),
  ) as StandingCounts as Record<Standing, number>;
}
