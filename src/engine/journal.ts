/**
 * The run's journal: appended before and after every effect, read back to know where a run stands. State is replayed, never stored.
 * A journal of any earlier format stays readable; unknown entry types of a newer one are an error that names the version.
 */
import type { Change, Millis, Transaction } from "../../agent/protocol/messages.ts";
import type { Evidence } from "./ports.ts";

/** 2: every entry carries its link in the hash chain. */
export const JOURNAL_VERSION = 2;

/** What ended a run, as the exit codes of the CLI have it. */
export type Exit = 0 | 1 | 3 | 4 | 5 | 6 | 9 | 130 | 143;

export type UndoCause = "gate" | "step" | "unknown" | "unreachable" | "stop" | "rollback";

/** Who asked for something, from where, and why. */
export interface Person {
  readonly who: string;
  readonly from: string;
  readonly why: string;
}

export type EntryBody =
  | {
      readonly type: "run.started";
      readonly journal: number;
      readonly run: string;
      readonly plan: string;
      readonly planFile: string;
      readonly planSha256: string;
      readonly mode: "apply" | "dry-run";
      /** Every batch that would change something waits for a person. */
      readonly stepwise?: boolean;
    }
  /** After a crash or an exit that can go on. Whatever was asked before is asked again. */
  | { readonly type: "run.resumed" }
  | { readonly type: "host.unreachable"; readonly host: string; readonly because: string }
  | { readonly type: "batch.started"; readonly batch: string }
  | { readonly type: "batch.done"; readonly batch: string; readonly outcome: "done" | "nothing-to-do" }
  | {
      /** `refused`: why the module will not do it on this host; nothing was touched. */
      readonly type: "check.outcome";
      readonly step: string;
      readonly changes: readonly Change[];
      readonly because: readonly string[];
      readonly refused: string | null;
    }
  | { readonly type: "step.intent"; readonly step: string; readonly attempt: number }
  | {
      readonly type: "step.outcome";
      readonly step: string;
      readonly attempt: number;
      readonly outcome: "unchanged" | "changed";
      readonly changes: readonly Change[];
      readonly because: readonly string[];
      readonly armed: { readonly transaction: Transaction; readonly nonce: string } | null;
    }
  | { readonly type: "step.failed"; readonly step: string; readonly unreachable: boolean; readonly because: string }
  | { readonly type: "confirm.outcome"; readonly step: string; readonly ok: boolean; readonly because: string }
  /** `nonce` is for the next one; null where this one did not get through. */
  | {
      readonly type: "heartbeat.outcome";
      readonly step: string;
      readonly transaction: Transaction | null;
      readonly nonce: string | null;
      readonly because: string;
    }
  /** A step that was meant for a while is about to be taken back: its time is over. */
  | { readonly type: "release.intent"; readonly step: string }
  /** `ok`: it stood as it was made until its end, and is as before now. */
  | { readonly type: "release.outcome"; readonly step: string; readonly ok: boolean; readonly because: string }
  | { readonly type: "reboot.intent"; readonly step: string }
  /** Back over IPv6, confirmed anew, with time, DNS and units as before. `transaction` and `nonce` are null where it is not. */
  | {
      readonly type: "reboot.outcome";
      readonly step: string;
      readonly transaction: Transaction | null;
      readonly nonce: string | null;
      readonly because: string;
    }
  | { readonly type: "commit.intent"; readonly step: string }
  | { readonly type: "commit.outcome"; readonly step: string; readonly ok: boolean; readonly because: string }
  | { readonly type: "gate.answered"; readonly task: string; readonly round: number; readonly evidence: Evidence }
  | { readonly type: "soak.started"; readonly task: string; readonly until: Millis }
  | { readonly type: "soak.round"; readonly task: string; readonly round: number }
  | { readonly type: "undo.started"; readonly batch: string; readonly cause: UndoCause; readonly because: string }
  /** A person takes back steps of a run that has ended. */
  | {
      readonly type: "rollback.started";
      readonly steps: readonly string[];
      readonly who: string;
      readonly from: string;
    }
  | { readonly type: "undo.intent"; readonly step: string }
  | {
      readonly type: "undo.outcome";
      readonly step: string;
      readonly outcome: "undone" | "nothing" | "failed" | "refused";
      readonly because: string;
    }
  /** What the host itself says of a transaction that an interrupted run left behind. */
  | {
      readonly type: "settle.outcome";
      readonly step: string;
      readonly found: "committed" | "undone" | "never-started" | "failed";
      readonly because: string;
    }
  | { readonly type: "approval.needed"; readonly task: string; readonly phase: string }
  | {
      readonly type: "approval.given";
      readonly task: string;
      readonly who: string;
      readonly from: string;
      readonly why: string;
    }
  | {
      readonly type: "stop.requested";
      readonly level: "finish" | "undo";
      readonly signal: "SIGINT" | "SIGTERM" | "abort";
      /** Who asked for an abort. */
      readonly by?: Person;
    }
  /** No batch begins to change anything until it is lifted; what is in flight is finished. */
  | { readonly type: "pause.requested"; readonly by: Person }
  | { readonly type: "pause.lifted"; readonly by: Person }
  /** Outside the windows of the batch. */
  | { readonly type: "window.awaited"; readonly batch: string; readonly opens: Millis }
  | { readonly type: "window.entered"; readonly batch: string; readonly until: Millis }
  | { readonly type: "run.ended"; readonly exit: Exit; readonly because: string };

export type EntryType = EntryBody["type"];

/** `seq` counts from 1 without a gap; `at` is the controller's clock. */
export type Entry = EntryBody & { readonly seq: number; readonly at: Millis };

export interface Journal {
  /** In this order, with one fsync for all of them; resolves after it. */
  append(entries: readonly Entry[]): Promise<void>;
  read(): AsyncIterable<Entry>;
}
