/** Where a run stands, as its journal tells. */
import type { Change, Millis, Transaction } from "../../agent/protocol/messages.ts";
import { type Batch, type ExecutionPlan, type StepRun, stepsOf, type Task } from "../plan/execution.ts";
import type { Exit, Person, UndoCause } from "./journal.ts";
import type { Evidence } from "./ports.ts";

/**
 * refused: the module will not do it here, nothing was touched · applying: intent without outcome, so unknown · armed: changed, and the host undoes it unless committed · confirmed: the nonce arrived over a new
 * IPv6 connection · rebooting: its host boots under the armed switch · releasing, released: it was meant for a while, and that is over · kept: changed and here to stay · undone: as before.
 */
export type StepStatus =
  | "refused"
  | "applying"
  | "unchanged"
  | "armed"
  | "confirmed"
  | "rebooting"
  | "releasing"
  | "released"
  | "committing"
  | "kept"
  | "failed"
  | "undoing"
  | "undone"
  | "undo-failed";

export interface StepState {
  readonly status: StepStatus;
  readonly attempt: number;
  readonly changes: readonly Change[];
  readonly armed: { readonly transaction: Transaction; readonly nonce: string } | null;
  /** When the host undoes it by itself, on the controller's clock: hosts' clocks are not compared with ours. */
  readonly openUntil: Millis | null;
  /** Confirm or commit did not succeed: it must be undone. */
  readonly notKept: boolean;
  /** Its host came back from a boot with it. */
  readonly booted: boolean;
  readonly because: string;
}

export type Course =
  | { readonly kind: "forward" }
  /** Ask the hosts what became of guarded steps that an interrupted run left open. */
  | { readonly kind: "settling" }
  /** `refused`: `host: why` of steps that their hosts would not take back; they stand as they are. */
  | {
      readonly kind: "undoing";
      readonly because: string;
      readonly cause: UndoCause;
      readonly steps: readonly string[];
      readonly refused: readonly string[];
    }
  /** `ofRollback`: a rollback that ended; the run as it went forward had ended before. */
  | { readonly kind: "ended"; readonly exit: Exit; readonly because: string; readonly ofRollback?: true };

export interface RunState {
  readonly execution: ExecutionPlan;
  readonly mode: "apply" | "dry-run";
  readonly course: Course;
  /** Index of the batch and of the task within it that is under way. */
  readonly batch: number;
  readonly task: number;
  readonly batchStarted: boolean;
  /** What `check` found, by step. */
  readonly checked: Readonly<Record<string, readonly Change[]>>;
  readonly steps: Readonly<Record<string, StepState>>;
  /** Evidence of the task under way, by gate id. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  /** `last`: this round began when the time was up, and decides. */
  readonly soak: {
    readonly until: number;
    readonly round: number;
    readonly asking: boolean;
    readonly last: boolean;
  } | null;
  readonly approved: readonly string[];
  readonly asked: readonly string[];
  readonly unreachable: Readonly<Record<string, string>>;
  /** Over the whole service, never only over the batch. Key "" where a batch has no service. */
  readonly failed: Readonly<Record<string, readonly string[]>>;
  readonly stop: {
    readonly level: "finish" | "undo";
    readonly signal: "SIGINT" | "SIGTERM" | "abort";
    readonly by?: Person;
  } | null;
  readonly undid: boolean;
  /** Every batch that would change something waits for a person. */
  readonly stepwise: boolean;
  readonly paused: Person | null;
  /** The batch whose windows are open, as was seen when it was about to begin. */
  readonly inWindow: string | null;
  /** The batch that waits for its windows, and when they open. */
  readonly awaited: { readonly batch: string; readonly opens: Millis } | null;
}

export function initialState(execution: ExecutionPlan, mode: "apply" | "dry-run"): RunState {
  return {
    execution,
    mode,
    course: { kind: "forward" },
    batch: 0,
    task: 0,
    batchStarted: false,
    checked: {},
    steps: {},
    evidence: {},
    soak: null,
    approved: [],
    asked: [],
    unreachable: {},
    failed: {},
    stop: null,
    undid: false,
    stepwise: false,
    paused: null,
    inWindow: null,
    awaited: null,
  };
}

export function currentBatch(state: RunState): Batch | null {
  return state.execution.batches[state.batch] ?? null;
}

export function currentTask(state: RunState): Task | null {
  return currentBatch(state)?.tasks[state.task] ?? null;
}

/** The task of the approval that the run waits for, or ended with: a phase's, or with `--step` a batch's. */
export function waitingApproval(state: RunState): string | null {
  return state.asked.findLast((task) => !state.approved.includes(task)) ?? null;
}

/** What `--step` asks for before a batch changes anything. */
export function stepApproval(batch: Batch): string {
  return `${batch.id}/step`;
}

/** The step by its id. @throws where the journal names a step that the execution plan does not have. */
export function findStep(execution: ExecutionPlan, id: string): FoundStep {
  let index = indexes.get(execution);
  if (index === undefined) {
    index = new Map();
    for (const batch of execution.batches)
      for (const step of stepsOf(batch)) if (!index.has(step.id)) index.set(step.id, { step, batch });
    indexes.set(execution, index);
  }
  const found = index.get(id);
  if (found === undefined) throw new Error(`the journal names step ${id}, which its execution plan does not have`);
  return found;
}

interface FoundStep {
  readonly step: StepRun;
  readonly batch: Batch;
}

const indexes = new WeakMap<ExecutionPlan, Map<string, FoundStep>>();

/** The id under which the host keeps the receipt: a step that the host itself undid is asked again under a new one. */
export function receiptId(step: string, attempt: number): string {
  return attempt === 1 ? step : `${step}~${attempt}`;
}

/** Whether this run changed the host by this step and has not put it back. */
export function isApplied(state: StepState | undefined): boolean {
  return state !== undefined && [...OPEN, "kept", "failed", "undoing"].includes(state.status);
}

/** A server with much memory and many disks takes its time before it boots anything. Its switch counts from its boot on. */
export const BOOT_MS: Millis = 900_000;

const OPEN: readonly StepStatus[] = ["applying", "armed", "confirmed", "rebooting", "releasing", "committing"];

/** Whether its host may hold an open transaction of the step. */
export function isOpen(state: StepState | undefined): boolean {
  return state !== undefined && OPEN.includes(state.status);
}

/** Whether a step has nothing to prepare on its host; undefined while that is not known. */
export function isIdle(state: RunState, step: StepRun): boolean | undefined {
  if (step.onlyBefore === undefined) return false;
  const changes = state.checked[step.onlyBefore];
  return changes === undefined ? undefined : changes.length === 0;
}
