/** Where runs are kept: their journals with evidence, who holds a fleet, and what people leave for a run. Files, or a PostgreSQL that several machines share. */
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Entry, Journal, Person } from "../engine/journal.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import type { Subject } from "../plan/subject.ts";

export interface Store {
  /** In messages: a folder, or a database without its password. */
  readonly where: string;
  run(id: string): KeptRun;
  /** Newest first. */
  runs(): Promise<readonly KeptRun[]>;
  /** One run at a time may change a plan's fleet. */
  takeLease(plan: string, run: string): Promise<Lease>;
  leases(): Promise<readonly ListedLease[]>;
  /** Take a lease away from its owner; who did so and why stays on record. @returns the owner it was taken from, or null where there was none. */
  breakLease(
    plan: string,
    by: { readonly who: string; readonly from: string; readonly reason: string },
  ): Promise<LeaseOwner | null>;
  /** A saved plan is good once. @returns the run that used it before; null: it is this run's now. */
  useOnce(plan: string, run: string): Promise<string | null>;
  /** @returns the run that used it; null: nobody has. */
  usedBy(plan: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface KeptRun {
  readonly run: string;
  readonly journal: Journal & {
    /** Every whole line, as it was written. @param after so many from the beginning are left out. */
    lines(after?: number): Promise<readonly string[]>;
  };
  create(run: NewRun): Promise<void>;
  execution(): Promise<ExecutionPlan>;
  subject(): Promise<Subject>;
  facts(): Promise<ReadonlyMap<string, HostFacts>>;
  entries(): Promise<Entry[]>;
  /** What a run keeps beside its journal, by the names an auditor gets it under: `execution.json`. */
  documents(): Promise<Readonly<Record<string, string>>>;
  approve(approval: Approval): Promise<void>;
  approval(task: string): Promise<Approval | null>;
  /** Durable when it resolves. */
  ask(request: ControlRequest): Promise<void>;
  /** @param heard gets every request once, in the order they came. @returns how to stop listening. */
  listen(heard: (request: ControlRequest) => void): () => void;
}

export interface NewRun {
  readonly execution: ExecutionPlan;
  /** Host and facts; taken once. */
  readonly facts: Iterable<readonly [string, HostFacts]>;
  readonly subject: Subject;
}

export interface Approval {
  readonly task: string;
  readonly who: string;
  readonly from: string;
  readonly why: string;
}

/** What people ask of a run that another process drives. */
export interface ControlRequest {
  readonly verb: "pause" | "lift" | "abort" | "abort-after-batch";
  readonly by: Person;
}

export interface LeaseOwner {
  readonly run: string;
  readonly pid: number;
  readonly host: string;
  /** Start time of the process in clock ticks since boot: a reused pid is not the owner. */
  readonly started: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type Lease =
  | { readonly held: true; release(): Promise<void> }
  | { readonly held: false; readonly owner: LeaseOwner };

export interface ListedLease {
  readonly plan: string;
  readonly owner: LeaseOwner;
  readonly alive: boolean;
}

/** Another process has the run by now: nothing more may be written or begun here. */
export class FencedError extends Error {
  readonly code = "fenced";
}

export class JournalError extends Error {
  readonly code = "journal";
}

/** The entries of journal lines. @param place for messages. @param after so many stand before them. @throws JournalError where one is missing or is no JSON. */
export function entriesOf(lines: readonly string[], place: string, after = 0): Entry[] {
  return lines.map((line, i) => {
    const at = after + i + 1;
    let entry: Entry & { prev?: string; sha256?: string };
    try {
      entry = JSON.parse(line) as Entry;
    } catch (cause) {
      throw new JournalError(`${place}:${at}: not JSON, so this run cannot be replayed`, { cause });
    }
    if (entry.seq !== at)
      throw new JournalError(`${place}:${at}: entry ${entry.seq} where ${at} belongs; entries are missing`);
    const { prev: _, sha256: __, ...body } = entry;
    return body as Entry;
  });
}
