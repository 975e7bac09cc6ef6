/** What a plan comes to for one fleet at one moment: batches in order, each a list of tasks in order. Pure data; nothing in it is decided later. */
import type { Millis } from "../../agent/protocol/messages.ts";
import type { ModuleName } from "../../agent/protocol/wants.ts";
import type { PhaseId } from "./plan.ts";

/** A gate as it will be asked. */
export interface GateRun {
  /** `phase-4/api/batch-1/after/service.health` */
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly service: string | null;
  readonly hosts: readonly string[];
}

/** One module on one host. */
export interface StepRun {
  /** `phase-4/api/remove-ipv4/api1` */
  readonly id: string;
  readonly title: string;
  readonly host: string;
  readonly module: ModuleName;
  readonly want: unknown;
  /** Armed on the host: undone by it unless committed in time. */
  readonly guarded: boolean;
  /** Only where this step, which comes after it, would change something: there is nothing to prepare elsewhere. */
  readonly onlyBefore?: string;
}

/** `id` is unique in the run. */
export type Task =
  /** What would change, on every host of the batch. A dry run is made of these alone. */
  | { readonly kind: "check"; readonly id: string; readonly steps: readonly StepRun[] }
  | {
      readonly kind: "gates";
      readonly id: string;
      readonly gates: readonly GateRun[];
      /** Asked only where one of these steps would change something. */
      readonly onlyFor?: readonly string[];
    }
  | { readonly kind: "apply"; readonly id: string; readonly steps: readonly StepRun[] }
  /** The nonces of the armed steps, each over a new IPv6 connection. */
  | { readonly kind: "confirm"; readonly id: string; readonly steps: readonly StepRun[] }
  | { readonly kind: "commit"; readonly id: string; readonly steps: readonly StepRun[] }
  /** Steps that were meant for a while: they must stand as they were made, and are then taken back. */
  | { readonly kind: "release"; readonly id: string; readonly steps: readonly StepRun[] }
  /** Hosts boot again under the armed switch. `names` that resolved before must resolve after. */
  | {
      readonly kind: "reboot";
      readonly id: string;
      readonly steps: readonly StepRun[];
      readonly names: readonly string[];
    }
  /** Switches that are open stay so through gates and soak, kept from going off by heartbeats. */
  | { readonly kind: "soak"; readonly id: string; readonly forMs: Millis; readonly gates: readonly GateRun[] }
  | { readonly kind: "approval"; readonly id: string; readonly phase: PhaseId };

export interface DomainBudget {
  readonly name: string;
  /** All of the service, not only of the batch. */
  readonly hosts: readonly string[];
  /** Null: no limit but the service's. */
  readonly stopAfter: { readonly failed: number | null; readonly unreachable: number | null };
}

export interface Batch {
  /** `phase-4/api/batch-1`, `phase-2/gateways`, `phase-1/exit` */
  readonly id: string;
  readonly phase: PhaseId;
  /** Null where the batch is about a role or the whole phase. */
  readonly service: string | null;
  readonly hosts: readonly string[];
  readonly tasks: readonly Task[];
  /** What a failure takes back: this batch, everything this run did in the phase, or nothing. */
  readonly onFail: "undo-batch" | "undo-phase" | "halt";
  /** Failures over the whole service after which the run stops. */
  readonly stopAfter: { readonly failed: number; readonly unreachable: number };
  /** Failure domains that the batch touches and that have budgets of their own; left out: none. */
  readonly domains?: readonly DomainBudget[];
  readonly confirmMs: Millis;
  /** Steps go on where a host cannot rehearse its undo. */
  readonly allowUnrehearsed?: boolean;
  /** When it may begin to change anything, as the plan writes windows; left out or empty: at any time. */
  readonly windows?: readonly string[];
}

export interface ExecutionPlan {
  readonly plan: string;
  readonly batches: readonly Batch[];
}

/** Every step of a plan, in order, once. */
export function stepsOf(batch: Batch): readonly StepRun[] {
  return batch.tasks.flatMap((task) => (task.kind === "apply" ? task.steps : []));
}
