/** The run as a state machine: everything that is due in a state. Pure; one function per course and per kind of task. What an entry does to the state is in reduce.ts. */
import type { Batch, StepRun, Task } from "../plan/execution.ts";
import type { Effect } from "./effects.ts";
import type { EntryBody, Exit, Person, UndoCause } from "./journal.ts";
import { exhaustedDomain, isLive, overBudget } from "./reduce.ts";
import {
  currentBatch,
  currentTask,
  findStep,
  isApplied,
  isIdle,
  isOpen,
  type RunState,
  stepApproval,
} from "./state.ts";

/** Everything to be done now. Effects that are in flight already are among them: the interpreter knows them by id. */
export function due(state: RunState): readonly Effect[] {
  switch (state.course.kind) {
    case "forward":
      return withWatch(state, forward(state));
    case "settling":
      return settling(state);
    case "undoing":
      return undoing(state, state.course);
    case "ended":
      return [];
  }
}

const WAITS: readonly Effect["kind"][] = ["approval", "paused", "window"];

/** What was done last stays in soak for as long as the run waits: its gates go on, and one that fails undoes it. */
function withWatch(state: RunState, effects: readonly Effect[]): readonly Effect[] {
  if (state.mode !== "apply" || !effects.some(({ kind }) => WAITS.includes(kind))) return effects;
  const batch = lastChanged(state);
  const soak = batch?.tasks.findLast((task) => task.kind === "soak" && task.gates.length > 0);
  if (batch === null || soak?.kind !== "soak") return effects;
  const red = soak.gates.map((gate) => state.evidence[gate.id]).find((answer) => answer?.finding === "fail");
  if (red !== undefined)
    return failed(state, batch, "gate", `${red.name} says fail: ${red.because.replace(/\.$/, "")}`, 3);
  return [...effects, { kind: "watch", id: `watch:${batch.id}`, batch: batch.id, task: soak.id, gates: soak.gates }];
}

/** The batch before the one under way that changed hosts and was not undone. */
function lastChanged(state: RunState): Batch | null {
  const before = state.execution.batches.slice(0, state.batch);
  return before.findLast((batch) => batchSteps(batch).some((step) => isApplied(state.steps[step.id]))) ?? null;
}

function forward(state: RunState): readonly Effect[] {
  const batch = currentBatch(state);
  if (batch === null) return [end(finalExit(state), "the plan is through")];
  if (!state.batchStarted) return startBatch(state, batch);
  if (state.stop?.level === "undo") return stopNow(state, batch, state.stop);
  const task = currentTask(state);
  if (task === null) return [batchDone(state, batch)];
  const waits = beforeTouching(state, batch, task);
  if (waits.length > 0) return waits;
  const refused = batchSteps(batch).find((step) => isOpen(state.steps[step.id]) && state.steps[step.id]?.notKept);
  if (refused !== undefined)
    return failed(state, batch, "step", `${refused.host}: ${state.steps[refused.id]!.because}`, 3);
  switch (task.kind) {
    case "check":
      return checkTask(state, batch, task);
    case "gates":
      return gatesTask(state, batch, task);
    case "apply":
      return applyTask(state, batch, task);
    case "confirm":
      return confirmTask(state, task);
    case "commit":
      return commitTask(state, task);
    case "release":
      return releaseTask(state, task);
    case "reboot":
      return rebootTask(state, batch, task);
    case "soak":
      return soakTask(state, batch, task);
    case "approval":
      return approvalTask(state, batch, task);
  }
}

/**
 * Once its checks have shown that a batch would change something, and before anything of it is touched: a person with `--step`, the end of a pause,
 * an open window. A batch that has begun to change hosts waits for none of them: it is safest brought to its end.
 */
function beforeTouching(state: RunState, batch: Batch, task: Task): readonly Effect[] {
  if (state.mode !== "apply" || task.kind === "check" || task.kind === "approval") return [];
  const steps = batchSteps(batch);
  if (steps.length === 0 || steps.some((step) => hasBegun(state, step))) return [];
  if (state.stop !== null) return [stoppedBefore(state, batch, state.stop)];
  if (state.stepwise && !state.approved.includes(stepApproval(batch)))
    return askApproval(state, batch, stepApproval(batch));
  if (state.paused !== null) return [paused(state.paused)];
  const windows = batch.windows ?? [];
  if (windows.length === 0 || state.inWindow === batch.id) return [];
  return [{ kind: "window", id: `window:${batch.id}`, batch: batch.id, windows }];
}

/** An `unchanged` step counts: whatever asked for leave has had it. */
function hasBegun(state: RunState, step: StepRun): boolean {
  const status = state.steps[step.id]?.status;
  return status !== undefined && status !== "refused";
}

function startBatch(state: RunState, batch: Batch): readonly Effect[] {
  if (state.stop !== null) return [stoppedBefore(state, batch, state.stop)];
  if (state.mode === "apply") {
    if (state.paused !== null) return [paused(state.paused)];
    const isMissing = (host: string): boolean => host in state.unreachable;
    const missing = hostsUpTo(state, batch).filter(isMissing);
    if (missing.length >= Math.max(1, batch.stopAfter.unreachable)) return [doesNotBegin(state, batch, missing)];
    const domain = exhaustedDomain(batch, "unreachable", isMissing);
    if (domain !== null) return [doesNotBegin(state, batch, domain.lost, ` of ${domain.name}`)];
  }
  return [record({ type: "batch.started", batch: batch.id }, `start:${batch.id}`)];
}

/** Hosts of a batch and of those before it of its service in this phase. */
function hostsUpTo({ execution, batch: at }: RunState, { phase, service }: Batch): readonly string[] {
  const before = execution.batches.slice(0, at + 1).filter((each) => each.phase === phase && each.service === service);
  return [...new Set(before.flatMap(({ hosts }) => hosts))];
}

function doesNotBegin(state: RunState, batch: Batch, missing: readonly string[], of = ""): Effect {
  return end(
    4,
    `${list(missing)}${of} cannot be reached, so ${batch.id} does not begin: ${state.unreachable[missing[0]!]}`,
  );
}

function batchDone(state: RunState, batch: Batch): Effect {
  const changed = batch.tasks.some(
    (task) => task.kind === "apply" && task.steps.some((s) => isApplied(state.steps[s.id])),
  );
  return record(
    { type: "batch.done", batch: batch.id, outcome: changed ? "done" : "nothing-to-do" },
    `done:${batch.id}`,
  );
}

function stopNow(state: RunState, batch: Batch, stop: NonNullable<RunState["stop"]>): readonly Effect[] {
  return failed(state, batch, "stop", `undone on request (${stop.signal})`, stopExit(stop.signal));
}

function checkTask(state: RunState, batch: Batch, task: Task & { kind: "check" }): readonly Effect[] {
  const open = task.steps.filter((step) => isLive(state, step) && !(step.id in state.checked));
  const asked = open.filter((step) => isIdle(state, step) === false);
  if (asked.length > 0) return asked.map((step) => ({ kind: "check", id: `check:${step.id}`, step }));
  const refused = task.steps.find((step) => state.steps[step.id]?.status === "refused");
  if (refused === undefined) return [];
  return failed(
    state,
    batch,
    "step",
    `${refused.title}: ${refused.host} refuses: ${state.steps[refused.id]!.because}`,
    5,
  );
}

function gatesTask(state: RunState, batch: Batch, task: Task & { kind: "gates" }): readonly Effect[] {
  const open = task.gates.filter((gate) => state.evidence[gate.id] === undefined);
  if (open.length === 0) return gateFailure(state, batch, task.gates);
  const asks = open.map((gate): Effect => ({ kind: "ask", id: `ask:${gate.id}`, gate, task: task.id, round: 0 }));
  return [...heartbeats(state, batch), ...asks];
}

function gateFailure(state: RunState, batch: Batch, gates: readonly { readonly id: string }[]): readonly Effect[] {
  const answers = gates.map((gate) => state.evidence[gate.id]).filter((e) => e !== undefined);
  const fail = answers.find((e) => e.finding === "fail");
  const unknown = answers.find((e) => e.finding === "unknown");
  const worst = fail ?? unknown;
  if (worst === undefined) return [];
  return failed(
    state,
    batch,
    fail ? "gate" : "unknown",
    `${worst.name} says ${worst.finding}: ${worst.because.replace(/\.$/, "")}`,
    fail ? 3 : 9,
  );
}

function applyTask(state: RunState, batch: Batch, task: Task & { kind: "apply" }): readonly Effect[] {
  const effects: Effect[] = [];
  for (const step of task.steps) {
    const now = state.steps[step.id];
    if (!isLive(state, step) || isIdle(state, step) === true) continue;
    if (now === undefined || now.status === "applying" || now.status === "undone") {
      const attempt = now === undefined ? 1 : now.status === "undone" ? now.attempt + 1 : now.attempt;
      const { confirmMs, allowUnrehearsed = false } = batch;
      effects.push({ kind: "apply", id: `apply:${step.id}:${attempt}`, step, attempt, confirmMs, allowUnrehearsed });
    }
  }
  if (effects.length > 0) return effects;
  const broken = task.steps.filter((step) => state.steps[step.id]?.status === "failed");
  if (broken.length === 0) return [];
  if (overBudget(state)) {
    const first = broken[0]!;
    return failed(state, batch, "step", `${first.title} failed on ${first.host}: ${state.steps[first.id]!.because}`, 3);
  }
  return batchSteps(batch)
    .filter((step) => broken.some((b) => b.host === step.host) && isApplied(state.steps[step.id]))
    .map((step) => undoEffect(state, batch, step));
}

function confirmTask(state: RunState, task: Task & { kind: "confirm" }): readonly Effect[] {
  return task.steps.flatMap((step): Effect[] => {
    const now = state.steps[step.id];
    if (now?.status !== "armed" || now.armed === null) return [];
    return [
      {
        kind: "confirm",
        id: `confirm:${step.id}:${now.attempt}`,
        step,
        transaction: now.armed.transaction.id,
        nonce: now.armed.nonce,
      },
    ];
  });
}

function commitTask(state: RunState, task: Task & { kind: "commit" }): readonly Effect[] {
  return task.steps.flatMap((step): Effect[] => {
    const now = state.steps[step.id];
    if (now === undefined || !["confirmed", "committing"].includes(now.status) || now.armed === null) return [];
    return [{ kind: "commit", id: `commit:${step.id}:${now.attempt}`, step, transaction: now.armed.transaction.id }];
  });
}

function releaseTask(state: RunState, task: Task & { kind: "release" }): readonly Effect[] {
  return task.steps.flatMap((step): Effect[] => {
    const now = state.steps[step.id];
    if (now === undefined || !["confirmed", "releasing"].includes(now.status) || now.armed === null) return [];
    const transaction = now.armed.transaction.id;
    return [{ kind: "release", id: `release:${step.id}:${now.attempt}`, step, attempt: now.attempt, transaction }];
  });
}

function rebootTask(state: RunState, batch: Batch, task: Task & { kind: "reboot" }): readonly Effect[] {
  const due = task.steps.filter((step) => {
    const now = state.steps[step.id];
    return now !== undefined && !now.booted && ["confirmed", "rebooting"].includes(now.status);
  });
  const boots = due.map((step): Effect => {
    const { attempt, armed } = state.steps[step.id]!;
    const { transaction, nonce } = armed!;
    const { confirmMs } = batch;
    const id = `reboot:${step.id}:${attempt}`;
    return { kind: "reboot", id, step, transaction: transaction.id, nonce, confirmMs, names: task.names };
  });
  return [...heartbeats(state, batch, due), ...boots];
}

function soakTask(state: RunState, batch: Batch, task: Task & { kind: "soak" }): readonly Effect[] {
  const soak = state.soak;
  if (soak === null) {
    const judged = batchSteps(batch).flatMap((step) => {
      const now = state.steps[step.id];
      return now?.status === "confirmed" && now.armed !== null ? [{ step, transaction: now.armed.transaction.id }] : [];
    });
    return [{ kind: "soak", id: `soak:${task.id}`, task: task.id, forMs: task.forMs, judged }];
  }
  const beats = heartbeats(state, batch);
  const open = soak.asking ? task.gates.filter((gate) => state.evidence[gate.id] === undefined) : [];
  if (open.length > 0) {
    const asks = open.map((gate): Effect => {
      return { kind: "ask", id: `ask:${gate.id}:${soak.round}`, gate, task: task.id, round: soak.round };
    });
    return [...beats, ...asks];
  }
  const bad = gateFailure(state, batch, soak.asking ? task.gates : []);
  if (bad.length > 0) return bad;
  const round = soak.round + 1;
  return [
    ...beats,
    { kind: "soak-round", id: `soak:${task.id}:${round}`, task: task.id, round, until: soak.until, forMs: task.forMs },
  ];
}

/** One under way for every switch that is open; the nonce of each is good for one. */
function heartbeats(state: RunState, batch: Batch, but: readonly StepRun[] = []): readonly Effect[] {
  return batchSteps(batch).flatMap((step): readonly Effect[] => {
    const now = state.steps[step.id];
    if (now?.status !== "confirmed" || now.armed === null || but.includes(step)) return [];
    const { transaction, nonce } = now.armed;
    const id = `heartbeat:${step.id}:${nonce}`;
    return [{ kind: "heartbeat", id, step, transaction: transaction.id, nonce, confirmMs: batch.confirmMs }];
  });
}

function approvalTask(state: RunState, batch: Batch, task: Task & { kind: "approval" }): readonly Effect[] {
  if (state.stop !== null) return [stoppedBefore(state, batch, state.stop)];
  return askApproval(state, batch, task.id);
}

function askApproval(state: RunState, { phase }: Batch, task: string): readonly Effect[] {
  if (!state.asked.includes(task)) return [record({ type: "approval.needed", task, phase }, `needed:${task}`)];
  return [{ kind: "approval", id: `approval:${task}`, task }];
}

function paused(by: Person): Effect {
  return { kind: "paused", id: "paused", by };
}

function stoppedBefore(state: RunState, batch: Batch, stop: NonNullable<RunState["stop"]>): Effect {
  return end(finalExit(state) === 6 ? 6 : stopExit(stop.signal), `stopped before ${batch.id}; nothing is in flight`);
}

function settling(state: RunState): readonly Effect[] {
  const batch = currentBatch(state)!;
  return batchSteps(batch).flatMap((step): Effect[] => {
    const now = state.steps[step.id];
    if (!step.guarded || now === undefined || !isOpen(now)) return [];
    return [{ kind: "settle", id: `settle:${step.id}:${now.attempt}`, step, attempt: now.attempt }];
  });
}

/** Last done, first undone; hosts side by side. */
function undoing(state: RunState, course: RunState["course"] & { kind: "undoing" }): readonly Effect[] {
  const open = course.steps.filter((id) => isApplied(state.steps[id]));
  if (open.length === 0) return [end(undoExit(state, course), undoSentence(state, course))];
  const last = findStep(state.execution, open.at(-1)!);
  if (course.cause === "rollback" && state.stop !== null && !isBeingUndone(state, course.steps, last.batch))
    return [stoppedRollback(state, course, state.stop, last.batch)];
  const task = last.batch.tasks.find((t) => t.kind === "apply" && t.steps.some((s) => s.id === last.step.id));
  return (task as Task & { kind: "apply" }).steps
    .filter((step) => open.includes(step.id))
    .map((step) => undoEffect(state, last.batch, step));
}

/** Whether any of these steps of the batch was undone, or is about to be. */
function isBeingUndone(state: RunState, steps: readonly string[], batch: Batch): boolean {
  return batchSteps(batch).some(({ id }) => steps.includes(id) && state.steps[id]!.status !== "kept");
}

/** What stands is consistent: whole batches, the earlier ones. */
function stoppedRollback(
  state: RunState,
  { because }: RunState["course"] & { kind: "undoing" },
  stop: NonNullable<RunState["stop"]>,
  batch: Batch,
): Effect {
  const exit = finalExit(state) === 6 ? 6 : stopExit(stop.signal);
  return end(exit, `${because}; stopped before ${batch.id}, which stands with all before it`);
}

function undoEffect(state: RunState, batch: Batch, step: StepRun): Effect {
  const now = state.steps[step.id]!;
  return {
    kind: "undo",
    id: `undo:${step.id}:${now.attempt}`,
    step,
    attempt: now.attempt,
    openUntil: now.openUntil,
    confirmMs: batch.confirmMs,
  };
}

/** A failure either takes back what was done, or, where nothing was, ends the run. */
function failed(
  state: RunState,
  batch: Batch,
  cause: UndoCause,
  because: string,
  exitIfUntouched: Exit,
): readonly Effect[] {
  const scope =
    batch.onFail === "undo-phase" ? state.execution.batches.filter((b) => b.phase === batch.phase) : [batch];
  const touched = scope.some((b) => batchSteps(b).some((step) => isApplied(state.steps[step.id])));
  if (!touched) return [end(afterSignal(state, worse(exitIfUntouched, finalExit(state))), because)];
  if (batch.onFail === "halt") return [end(5, `${because}; left as it is (on_fail: halt)`)];
  return [record({ type: "undo.started", batch: batch.id, cause, because }, `undo:${batch.id}`)];
}

function undoExit(state: RunState, course: RunState["course"] & { kind: "undoing" }): Exit {
  if (Object.values(state.steps).some((s) => s.status === "undo-failed")) return 6;
  if (course.refused.length > 0) return course.cause === "rollback" ? 5 : 6;
  if (course.cause === "rollback") return 0;
  return afterSignal(state, course.cause === "stop" && state.stop !== null ? stopExit(state.stop.signal) : 3);
}

/** Only what a person must look at weighs more than that a person ended it. */
function afterSignal({ stop }: RunState, exit: Exit): Exit {
  return exit === 6 || stop === null || stop.signal === "abort" ? exit : stopExit(stop.signal);
}

function undoSentence(state: RunState, course: RunState["course"] & { kind: "undoing" }): string {
  const lost = course.steps
    .filter((id) => state.steps[id]?.status === "undo-failed")
    .map((id) => findStep(state.execution, id).step.host);
  if (lost.length > 0)
    return `${course.because}; undo failed or is unknown on ${list([...new Set(lost)])}: look there now`;
  if (course.refused.length > 0)
    return `${course.because}; not put back, and not touched: ${course.refused.join("; ")}`;
  if (course.cause === "rollback") return `${course.because}; every step was put back, and that was verified`;
  return `${course.because}; everything this batch changed was put back, and that was verified`;
}

function finalExit(state: RunState): Exit {
  if (Object.values(state.steps).some((s) => s.status === "undo-failed")) return 6;
  if (state.undid) return 3;
  if (Object.keys(state.unreachable).length > 0) return 4;
  return state.mode === "apply" && Object.values(state.failed).some((hosts) => hosts.length > 0) ? 5 : 0;
}

/** The order of PRODUCT: 6, 3, 4, 9, 5. */
function worse(a: Exit, b: Exit): Exit {
  const order: readonly Exit[] = [6, 3, 4, 9, 5, 130, 143, 1, 0];
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function stopExit(signal: "SIGINT" | "SIGTERM" | "abort"): Exit {
  return signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 5;
}

function batchSteps(batch: Batch): readonly StepRun[] {
  return batch.tasks.flatMap((task) => (task.kind === "apply" ? task.steps : []));
}

function end(exit: Exit, because: string): Effect {
  return record({ type: "run.ended", exit, because }, "end");
}

function record(entry: EntryBody, id: string): Effect {
  return { kind: "record", id: `record:${id}`, entry };
}

function list(hosts: readonly string[]): string {
  return hosts.length <= 3 ? hosts.join(", ") : `${hosts.slice(0, 3).join(", ")} and ${hosts.length - 3} more`;
}
