/** One journal entry on a state. Pure; never throws for an entry that its execution plan knows. */
import type { Batch, Task } from "../plan/execution.ts";
import type { Entry } from "./journal.ts";
import {
  BOOT_MS,
  currentBatch,
  currentTask,
  findStep,
  isApplied,
  isIdle,
  isOpen,
  type RunState,
  type StepState,
} from "./state.ts";

export function reduce(state: RunState, entry: Entry): RunState {
  return reduceInto(state, entry, new WeakSet());
}

/** A whole journal, or what is left of it. */
export function replay(state: RunState, entries: Iterable<Entry>): RunState {
  const own: Own = new WeakSet();
  let next = state;
  for (const entry of entries) next = reduceInto(next, entry, own);
  return next;
}

/**
 * Records by step or host that whoever holds this set has made and nobody else keeps: they are filled in place. A copy of ten thousand steps for
 * every entry would make a run quadratic in its hosts.
 */
export type Own = WeakSet<object>;

/** As `reduce`, for one who gives up the state he passes in. */
export function reduceInto(state: RunState, entry: Entry, own: Own): RunState {
  return passCompletedTasks(applyEntry(state, entry, own));
}

function put<T>(record: Readonly<Record<string, T>>, key: string, value: T, own: Own): Readonly<Record<string, T>> {
  if (own.has(record)) {
    (record as Record<string, T>)[key] = value;
    return record;
  }
  const copy = { ...record, [key]: value };
  own.add(copy);
  return copy;
}

function applyEntry(state: RunState, entry: Entry, own: Own): RunState {
  switch (entry.type) {
    case "run.started":
      return { ...state, stepwise: entry.stepwise ?? false };
    case "undo.started":
      return startUndo(state, entry);
    case "rollback.started":
      return rollBack(state, entry);
    case "run.resumed":
      return resume(state);
    case "host.unreachable":
      return { ...state, unreachable: put(state.unreachable, entry.host, entry.because, own) };
    case "batch.started":
      return startBatch(state);
    case "batch.done":
      return { ...state, batch: state.batch + 1, task: 0, batchStarted: false, evidence: {}, soak: null };
    case "check.outcome":
      return check(state, entry, own);
    case "step.intent":
      return withStep(state, own, entry.step, {
        status: "applying",
        attempt: entry.attempt,
        changes: [],
        armed: null,
        openUntil: null,
        notKept: false,
        booted: false,
        because: "",
      });
    case "step.outcome":
      return withStep(state, own, entry.step, {
        status: entry.outcome === "unchanged" ? "unchanged" : entry.armed === null ? "kept" : "armed",
        attempt: entry.attempt,
        changes: entry.changes,
        armed: entry.armed,
        openUntil: openUntil(entry),
        notKept: false,
        because: entry.because.join("; "),
      });
    case "step.failed":
      return failStep(state, entry, own);
    case "confirm.outcome":
      return entry.ok
        ? withStep(state, own, entry.step, { status: "confirmed" })
        : withStep(state, own, entry.step, { notKept: true, because: entry.because });
    case "heartbeat.outcome":
      return heartbeat(state, entry, own);
    case "release.intent":
      return withStep(state, own, entry.step, { status: "releasing" });
    case "release.outcome":
      return entry.ok
        ? withStep(state, own, entry.step, { status: "released", armed: null, openUntil: null, because: entry.because })
        : withStep(state, own, entry.step, { notKept: true, because: entry.because });
    case "reboot.intent":
      return withStep(state, own, entry.step, { status: "rebooting", openUntil: entry.at + BOOT_MS });
    case "reboot.outcome":
      return rebooted(state, entry, own);
    case "commit.intent":
      return withStep(state, own, entry.step, { status: "committing" });
    case "commit.outcome":
      return entry.ok
        ? withStep(state, own, entry.step, { status: "kept" })
        : withStep(state, own, entry.step, { notKept: true, because: entry.because });
    case "gate.answered":
      return { ...state, evidence: put(state.evidence, entry.evidence.gate, entry.evidence, own) };
    case "soak.started":
      return { ...state, soak: { until: entry.until, round: 0, asking: false, last: false }, evidence: {} };
    case "soak.round":
      return state.soak === null
        ? state
        : {
            ...state,
            soak: { ...state.soak, round: entry.round, asking: true, last: entry.at >= state.soak.until },
            evidence: {},
          };
    case "undo.intent":
      return withStep(state, own, entry.step, { status: "undoing" });
    case "undo.outcome":
      return entry.outcome === "refused" ? leaveKept(state, entry, own) : undone(state, entry, own);
    case "settle.outcome":
      return settle(state, entry, own);
    case "approval.needed":
      return { ...state, asked: [...state.asked, entry.task] };
    case "approval.given":
      // It may have been waited for past the end of a window.
      return { ...state, approved: [...state.approved, entry.task], inWindow: null };
    case "pause.requested":
      return { ...state, paused: entry.by };
    case "pause.lifted":
      return { ...state, paused: null, inWindow: null };
    case "window.awaited":
      return { ...state, awaited: { batch: entry.batch, opens: entry.opens } };
    case "window.entered":
      return { ...state, inWindow: entry.batch, awaited: null };
    case "stop.requested":
      return { ...state, stop: { level: entry.level, signal: entry.signal, ...(entry.by ? { by: entry.by } : {}) } };
    case "run.ended":
      return endRun(state, entry);
  }
}

function endRun(state: RunState, { exit, because }: Entry & { type: "run.ended" }): RunState {
  const ofRollback = state.course.kind === "undoing" && state.course.cause === "rollback";
  return { ...state, course: { kind: "ended", exit, because, ...(ofRollback ? { ofRollback } : {}) } };
}

function openUntil(entry: Entry & { type: "step.outcome" }): number | null {
  if (entry.armed === null) return null;
  return entry.at + entry.armed.transaction.deadline - entry.armed.transaction.armedAt;
}

function withStep(state: RunState, own: Own, step: string, change: Partial<StepState>): RunState {
  const before: StepState = state.steps[step] ?? {
    status: "applying",
    attempt: 1,
    changes: [],
    armed: null,
    because: "",
  };
  return { ...state, steps: put(state.steps, step, { ...before, ...change }, own) };
}

/** What an approval's preview found is old by now: every batch checks its own steps afresh. */
function startBatch(state: RunState): RunState {
  const own = new Set(
    (currentBatch(state)?.tasks ?? []).flatMap((task) =>
      task.kind === "check" ? task.steps.map((step) => step.id) : [],
    ),
  );
  return {
    ...state,
    batchStarted: true,
    checked: Object.fromEntries(Object.entries(state.checked).filter(([id]) => !own.has(id))),
  };
}

function check(state: RunState, entry: Entry & { type: "check.outcome" }, own: Own): RunState {
  const next = { ...state, checked: put(state.checked, entry.step, entry.changes, own) };
  if (entry.refused === null) return next;
  return withFailedHost(withStep(next, own, entry.step, { status: "refused", because: entry.refused }), entry.step);
}

/** The time counts from now: a host that moved its switch out has done so at most a round trip ago. */
function heartbeat(state: RunState, entry: Entry & { type: "heartbeat.outcome" }, own: Own): RunState {
  if (entry.nonce === null || entry.transaction === null) {
    return withStep(state, own, entry.step, { notKept: true, because: entry.because });
  }
  const { batch } = findStep(state.execution, entry.step);
  const armed = { transaction: entry.transaction, nonce: entry.nonce };
  return withStep(state, own, entry.step, { armed, openUntil: entry.at + batch.confirmMs });
}

function rebooted(state: RunState, entry: Entry & { type: "reboot.outcome" }, own: Own): RunState {
  const next = heartbeat(state, { ...entry, type: "heartbeat.outcome" }, own);
  return entry.nonce === null ? next : withStep(next, own, entry.step, { status: "confirmed", booted: true });
}

function undone(state: RunState, entry: Entry & { type: "undo.outcome" }, own: Own): RunState {
  const status = entry.outcome === "failed" ? "undo-failed" : "undone";
  return {
    ...withStep(state, own, entry.step, { status, because: entry.because }),
    undid: state.undid || entry.outcome === "undone",
  };
}

/** Its host would not have it back, and was not touched. What was done before it is what it lives by: that stays too. */
function leaveKept(state: RunState, entry: Entry & { type: "undo.outcome" }, own: Own): RunState {
  const kept = withStep(state, own, entry.step, { status: "kept", because: entry.because });
  if (kept.course.kind !== "undoing") return kept;
  const { step } = findStep(state.execution, entry.step);
  const steps = kept.course.steps.filter((id) => kept.steps[id]?.status === "undoing");
  const refused = [...kept.course.refused, `${step.host}: ${entry.because}`];
  return { ...kept, course: { ...kept.course, steps, refused } };
}

function failStep(state: RunState, entry: Entry & { type: "step.failed" }, own: Own): RunState {
  return withFailedHost(withStep(state, own, entry.step, { status: "failed", because: entry.because }), entry.step);
}

function withFailedHost(state: RunState, stepId: string): RunState {
  const { step, batch } = findStep(state.execution, stepId);
  const service = batch.service ?? "";
  return {
    ...state,
    failed: { ...state.failed, [service]: [...new Set([...(state.failed[service] ?? []), step.host])] },
  };
}

function startUndo(state: RunState, entry: Entry & { type: "undo.started" }): RunState {
  const batch = state.execution.batches.find(({ id }) => id === entry.batch);
  if (batch === undefined) return state;
  const scope =
    batch.onFail === "undo-phase" ? state.execution.batches.filter((b) => b.phase === batch.phase) : [batch];
  const steps = scope
    .flatMap((b) => b.tasks)
    .flatMap((task) => (task.kind === "apply" ? task.steps : []))
    .filter((step) => isApplied(state.steps[step.id]))
    .map((step) => step.id);
  const course = { kind: "undoing", because: entry.because, cause: entry.cause, steps, refused: [] } as const;
  return { ...state, course, soak: null };
}

/** Also where an earlier undo failed: it is tried again. */
function rollBack(state: RunState, entry: Entry & { type: "rollback.started" }): RunState {
  const chosen = entry.steps.map((id): [string, StepState] => [id, { ...state.steps[id]!, status: "kept" }]);
  return {
    ...state,
    steps: { ...state.steps, ...Object.fromEntries(chosen) },
    stop: null,
    course: {
      kind: "undoing",
      because: `rolled back by ${entry.who}`,
      cause: "rollback",
      steps: entry.steps,
      refused: [],
    },
  };
}

/** An interrupted run goes on where it stood, but believes nothing it saw before: gates are asked afresh, open transactions are settled first. */
function resume(state: RunState): RunState {
  const next: RunState = {
    ...state,
    evidence: {},
    soak: null,
    asked: [],
    stop: null,
    unreachable: {},
    paused: null,
    inWindow: null,
    awaited: null,
  };
  if (state.course.kind === "undoing") return next;
  const batch = currentBatch(state);
  const open = (batch?.tasks ?? [])
    .flatMap((task) => (task.kind === "apply" ? task.steps : []))
    .some((step) => step.guarded && isOpen(state.steps[step.id]));
  return { ...next, task: 0, course: { kind: open ? "settling" : "forward" } };
}

function settle(state: RunState, entry: Entry & { type: "settle.outcome" }, own: Own): RunState {
  const status = entry.found === "committed" ? "kept" : entry.found === "failed" ? "undo-failed" : "undone";
  const settled =
    entry.found === "never-started"
      ? { ...state, steps: Object.fromEntries(Object.entries(state.steps).filter(([id]) => id !== entry.step)) }
      : withStep(state, own, entry.step, { status, armed: null, because: entry.because });
  const batch = currentBatch(settled);
  const open = (batch?.tasks ?? [])
    .flatMap((task) => (task.kind === "apply" ? task.steps : []))
    .some((step) => step.guarded && isOpen(settled.steps[step.id]));
  return { ...settled, course: { kind: open ? "settling" : "forward" } };
}

function passCompletedTasks(state: RunState): RunState {
  let next = state;
  for (;;) {
    const task = currentTask(next);
    if (next.course.kind !== "forward" || !next.batchStarted || task === null || !isComplete(next, task)) return next;
    const toEnd = task.kind === "check" && next.mode === "apply" && nothingToDo(next, task);
    next = { ...next, task: toEnd ? currentBatch(next)!.tasks.length : next.task + 1, evidence: {}, soak: null };
  }
}

/** Whether a step is still to be done: its host neither failed nor went missing. */
export function isLive(state: RunState, step: { readonly host: string; readonly id: string }): boolean {
  const service = currentBatch(state)?.service ?? "";
  return !(step.host in state.unreachable) && !(state.failed[service] ?? []).includes(step.host);
}

/** Failures over the whole service, or in one of its domains, have reached their limit. */
export function overBudget(state: RunState): boolean {
  const batch = currentBatch(state);
  if (batch === null) return false;
  const failed = new Set(state.failed[batch.service ?? ""]);
  return (
    failed.size >= Math.max(1, batch.stopAfter.failed) ||
    exhaustedDomain(batch, "failed", (host) => failed.has(host)) !== null
  );
}

/** The first domain of a batch that has lost as many hosts as it bears, with those. */
export function exhaustedDomain(
  { domains = [] }: Batch,
  how: "failed" | "unreachable",
  isLost: (host: string) => boolean,
): { readonly name: string; readonly lost: readonly string[] } | null {
  for (const { name, hosts, stopAfter } of domains) {
    const lost = hosts.filter(isLost);
    if (stopAfter[how] !== null && lost.length >= stopAfter[how]) return { name, lost };
  }
  return null;
}

function nothingToDo(state: RunState, task: Task & { kind: "check" }): boolean {
  return task.steps.every((step) => state.steps[step.id] === undefined && (state.checked[step.id] ?? []).length === 0);
}

function isComplete(state: RunState, task: Task): boolean {
  if (task.kind === "check") {
    if (!all(task.steps, (step) => step.id in state.checked || isIdle(state, step) === true || !isLive(state, step)))
      return false;
    const refused = task.steps.some((step) => state.steps[step.id]?.status === "refused");
    return !(refused && state.mode === "apply" && overBudget(state));
  }
  if (state.mode === "dry-run") return true;
  const status = (step: { readonly id: string }): string => state.steps[step.id]?.status ?? "pending";
  switch (task.kind) {
    case "gates":
      return (
        task.gates.every((gate) => state.evidence[gate.id]?.finding === "pass") ||
        (task.onlyFor?.every((step) => state.checked[step]?.length === 0) ?? false)
      );
    case "apply":
      return all(task.steps, (step) =>
        isLive(state, step)
          ? isIdle(state, step) === true ||
            ["unchanged", "armed", "confirmed", "released", "kept"].includes(status(step))
          : ["pending", "refused", "unchanged", "released", "undone", "undo-failed"].includes(status(step)),
      );
    case "confirm":
      return all(
        task.steps,
        (step) =>
          !isLive(state, step) ||
          isIdle(state, step) === true ||
          ["unchanged", "confirmed", "released", "kept"].includes(status(step)),
      );
    case "commit":
      return all(task.steps, (step) => !isLive(state, step) || ["unchanged", "kept"].includes(status(step)));
    case "release":
      return all(
        task.steps,
        (step) =>
          !isLive(state, step) || isIdle(state, step) === true || ["unchanged", "released"].includes(status(step)),
      );
    case "reboot":
      return all(
        task.steps,
        (step) =>
          !isLive(state, step) || ["unchanged", "kept"].includes(status(step)) || state.steps[step.id]?.booted === true,
      );
    case "soak":
      return (
        !changedInBatch(state) ||
        (state.soak?.last === true && task.gates.every((gate) => state.evidence[gate.id]?.finding === "pass"))
      );
    case "approval":
      return state.approved.includes(task.id);
  }
}

/** Where the search for one that is still open begins. A hint, no state: with any other beginning the answer is the same. */
const looksFirst = new WeakMap<readonly unknown[], number>();

function all<T>(items: readonly T[], holds: (item: T) => boolean): boolean {
  const first = looksFirst.get(items) ?? 0;
  for (let i = 0; i < items.length; i++) {
    const at = (first + i) % items.length;
    if (holds(items[at]!)) continue;
    looksFirst.set(items, at);
    return false;
  }
  return true;
}

function changedInBatch(state: RunState): boolean {
  return (currentBatch(state)?.tasks ?? []).some(
    (task) => task.kind === "apply" && task.steps.some((step) => isApplied(state.steps[step.id])),
  );
}
