/** What the world is asked to do next. Derived from the state alone, so a resumed run asks for the same. */
import type { Millis } from "../../agent/protocol/messages.ts";
import type { GateRun, StepRun } from "../plan/execution.ts";
import type { EntryBody, Person } from "./journal.ts";

/** `id` names the effect while it is in flight: the interpreter never starts the same one twice. */
export type Effect =
  /** A decision: written to the journal before anything else is looked at. */
  | { readonly kind: "record"; readonly id: string; readonly entry: EntryBody }
  | { readonly kind: "check"; readonly id: string; readonly step: StepRun }
  | {
      readonly kind: "apply";
      readonly id: string;
      readonly step: StepRun;
      readonly attempt: number;
      readonly confirmMs: Millis;
      readonly allowUnrehearsed: boolean;
    }
  | {
      readonly kind: "confirm";
      readonly id: string;
      readonly step: StepRun;
      readonly transaction: string;
      readonly nonce: string;
    }
  /** After a third of the switch's time, or half of what is left: a fresh IPv6 connection moves it out. */
  | {
      readonly kind: "heartbeat";
      readonly id: string;
      readonly step: StepRun;
      readonly transaction: string;
      readonly nonce: string;
      readonly confirmMs: Millis;
    }
  | { readonly kind: "commit"; readonly id: string; readonly step: StepRun; readonly transaction: string }
  | {
      readonly kind: "release";
      readonly id: string;
      readonly step: StepRun;
      readonly attempt: number;
      readonly transaction: string;
    }
  | {
      readonly kind: "reboot";
      readonly id: string;
      readonly step: StepRun;
      readonly transaction: string;
      readonly nonce: string;
      readonly confirmMs: Millis;
      readonly names: readonly string[];
    }
  | { readonly kind: "ask"; readonly id: string; readonly gate: GateRun; readonly task: string; readonly round: number }
  /** `judged`: their hosts are told first that the gates have passed. */
  | {
      readonly kind: "soak";
      readonly id: string;
      readonly task: string;
      readonly forMs: Millis;
      readonly judged: readonly { readonly step: StepRun; readonly transaction: string }[];
    }
  | {
      readonly kind: "soak-round";
      readonly id: string;
      readonly task: string;
      readonly round: number;
      readonly until: Millis;
      readonly forMs: Millis;
    }
  | { readonly kind: "approval"; readonly id: string; readonly task: string }
  /** While the run waits for people or a window, and the process stays: the gates of what it did last go on. */
  | {
      readonly kind: "watch";
      readonly id: string;
      readonly batch: string;
      readonly task: string;
      readonly gates: readonly GateRun[];
    }
  /** Wait until a person lifts the pause, where the process stays for that. */
  | { readonly kind: "paused"; readonly id: string; readonly by: Person }
  | { readonly kind: "window"; readonly id: string; readonly batch: string; readonly windows: readonly string[] }
  /** By the transaction's own script while it is open, else from the receipt. `openUntil`: when the host undoes it by itself; null where nothing is armed. */
  | {
      readonly kind: "undo";
      readonly id: string;
      readonly step: StepRun;
      readonly attempt: number;
      readonly openUntil: Millis | null;
      readonly confirmMs: Millis;
    }
  | { readonly kind: "settle"; readonly id: string; readonly step: StepRun; readonly attempt: number };
