/**
 * Every message between controller and agent. JSON only; addresses as RFC 5952 text, times in milliseconds since the epoch.
 * One request, one response, matched by id; many may be in flight and answers come in any order.
 */
import type { HostAudit, Inspection, Observation, ObservationWant } from "./audit.ts";
import type { HostFacts } from "./facts.ts";
import type { Millis } from "./millis.ts";
import type { ProbeAnswer, ProbeQuestion } from "./probes.ts";
import type { ModuleName, Wants } from "./wants.ts";

export type { Millis };

/** One difference between what is and what should be. */
export interface Change {
  /** Names the thing changed, the same in a dry run and in the real one, unique within its step: `file:/etc/gai.conf`, `address:eth0:198.51.100.7/24`, `record:api.corp.example:A:10.0.0.7`. */
  readonly key: string;
  /** One line for people: `remove 198.51.100.7/24 from eth0`. */
  readonly title: string;
  /** Text of the thing before and after (null: absent). Whole file content for files. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The before-image of a step, kept on the host before the first write, so that undo needs no controller. */
export interface Receipt {
  /** The step's id: a step has exactly one receipt. */
  readonly id: string;
  readonly run: string;
  readonly module: ModuleName;
  readonly changes: readonly Change[];
  /** What the module needs to put things back. */
  readonly before: unknown;
  readonly at: Millis;
  /** `applying` after a crash means unknown: check again, never assume. */
  readonly state: "applying" | "applied" | "undone" | "undo-failed";
}

/** The transaction's own record on the host, written by arm, confirm, commit and by the undo script itself. */
export type TransactionState = "armed" | "confirmed" | "committed" | "undone" | "undo_failed";

export interface Transaction {
  readonly id: string;
  /** Steps undone with it. */
  readonly steps: readonly string[];
  readonly state: TransactionState;
  readonly armedAt: Millis;
  /** When the host undoes itself unless committed. */
  readonly deadline: Millis;
  /** Heartbeats that moved the deadline so far. */
  readonly heartbeats?: number;
  /** The way out on a console: `sh <path>`. */
  readonly undoScript: string;
  readonly because: readonly string[];
}

export interface Vitals {
  /** Another one after every boot. */
  readonly bootId: string;
  readonly at: Millis;
  /** What keeps the host's time says that it does; false also where nobody can say. */
  readonly synchronised: boolean;
  /** systemd still starts units. */
  readonly starting: boolean;
  readonly failedUnits: readonly string[];
  /** Of the names asked for, those that resolve. */
  readonly resolved: readonly string[];
}

/** An IPv4 address seen on a host it was taken from. */
export interface ReturnedIpv4 {
  readonly at: Millis;
  readonly interface: string;
  /** With length. */
  readonly address: string;
  readonly how: "leased" | "configured";
}

export interface Standing {
  readonly watching: boolean;
  /** Oldest first; each time one appears. */
  readonly returned: readonly ReturnedIpv4[];
  /** What the test of the translation says since `at`; null where there is none. */
  readonly translation: {
    readonly at: Millis;
    readonly finding: "pass" | "fail" | "unknown";
    readonly because: string;
  } | null;
}

export type StepRequest = {
  [M in ModuleName]: {
    /** `phase-4/api/remove-ipv4/api1`: unique in a run; asking twice returns the first outcome. */
    readonly step: string;
    readonly run: string;
    readonly module: M;
    readonly want: Wants[M];
    readonly mode: "check" | "apply";
    /** Present for changes to the path we came in on: undone by the host itself unless committed within this time. Ignored by `check`. */
    readonly undoUnlessConfirmedWithin?: Millis;
    /** From how many places the confirmation, and each heartbeat, must come. Default 1. */
    readonly confirmations?: number;
    /** Go on where the undo cannot be rehearsed. Default: refuse. */
    readonly allowUnrehearsed?: boolean;
  };
}[ModuleName];

export interface StepResult {
  /** unchanged: nothing to do · would-change: mode check · changed · already-done: an earlier request of the same step id did it. */
  readonly outcome: "unchanged" | "would-change" | "changed" | "already-done";
  readonly changes: readonly Change[];
  /** How the module came to its answer: what was found, who owns it. */
  readonly because: readonly string[];
  /** With `undoUnlessConfirmedWithin` and a change: what was armed. The nonce is handed out once, here. */
  readonly armed?: { readonly transaction: Transaction; readonly nonce: string };
}

export interface UndoResult {
  /** undone: as before, and checked · nothing: no receipt of that step, or already undone · failed: a person must look · refused: it would harm, and nothing was touched. */
  readonly outcome: "undone" | "nothing" | "failed" | "refused";
  readonly because: readonly string[];
}

export interface Hello {
  readonly protocol: number;
  /** sha256 of the bundle that answers, as whoever started it found it to be; `source` in a checkout. */
  readonly agent: string;
  readonly node: { readonly path: string; readonly version: string };
  readonly pid: number;
  readonly uid: number;
  readonly hostname: string;
  /** `$SSH_CONNECTION` of this very connection: client address, client port, server address, server port; null where there is none. */
  readonly connection: {
    readonly client: string;
    readonly clientPort: number;
    readonly server: string;
    readonly serverPort: number;
  } | null;
}

export interface Methods {
  hello: { params: { readonly protocol: number }; result: Hello };
  ping: { params: Record<string, never>; result: { readonly at: Millis } };
  /** Give this host's runtime to others of its site over HTTP, while this agent runs. Refused where it runs another one. */
  relay: { params: { readonly sha256: string }; result: { readonly port: number; readonly path: string } };
  facts: { params: Record<string, never>; result: HostFacts };
  step: { params: StepRequest; result: StepResult };
  /** Put one step back from its receipt, then check that it is back. Without `run` the newest receipt of that step id that is not undone. */
  undo: { params: { readonly step: string; readonly run?: string }; result: UndoResult };
  receipts: { params: { readonly run?: string }; result: { readonly receipts: readonly Receipt[] } };
  /** Refused unless this connection came in over IPv6 and is not the one that armed. */
  "transaction.confirm": { params: { readonly id: string; readonly nonce: string }; result: Transaction };
  /**
   * Confirmed and still reached: moves the deadline out by the time it was armed with. Refused unless confirmed, over IPv6, and on a connection
   * not used for this before. The first one takes the nonce of arming, each further one the nonce the one before answered.
   */
  "transaction.heartbeat": {
    params: { readonly id: string; readonly nonce: string };
    /** Null: it takes more places than have been heard from yet. */
    result: { readonly transaction: Transaction; readonly nonce: string | null };
  };
  /**
   * Take an open transaction over from a controller that died: a nonce of its own, which makes the old one worthless, and the deadline moved out
   * once. It must then be confirmed, kept alive and committed like any other.
   */
  "transaction.adopt": {
    params: { readonly id: string; readonly by: { readonly who: string; readonly from: string; readonly why: string } };
    result: { readonly transaction: Transaction; readonly nonce: string; readonly withinMs: Millis };
  };
  /** Its gates have passed, and its soak begins: what still hangs on what is gone is closed. Refused unless confirmed. */
  "transaction.judged": { params: { readonly id: string }; result: Transaction };
  /** Disarm for good. Refused unless confirmed. */
  "transaction.commit": { params: { readonly id: string }; result: Transaction };
  /** Undo now, by the same script the timer would run. */
  "transaction.undo": { params: { readonly id: string }; result: Transaction };
  /**
   * Boot the host again, a second from now. With `transaction`, which must be confirmed, the switch is armed again by the boot for the same time
   * and must be confirmed anew, with the newest nonce; without, an armed switch is undone by the boot.
   */
  reboot: { params: { readonly transaction?: string }; result: { readonly bootId: string } };
  /** What a boot must bring back. `names` are resolved as any program here would. */
  vitals: { params: { readonly names: readonly string[] }; result: Vitals };
  /** What the watch that stays after a commit has seen; for `drift`. */
  standing: { params: Record<string, never>; result: Standing };
  transactions: { params: { readonly id?: string }; result: { readonly transactions: readonly Transaction[] } };
  /** Ask a question of the network from this host; changes nothing. */
  probe: { params: ProbeQuestion; result: ProbeAnswer };
  /** Count IPv4 use from now on; on a host that observes already, only the end moves. */
  "audit.start": { params: ObservationWant; result: Observation };
  /** Null where nothing was ever started. */
  "audit.read": { params: Record<string, never>; result: { readonly observation: Observation | null } };
  /** End the observation and remove all of it. */
  "audit.stop": { params: Record<string, never>; result: { readonly removed: readonly string[] } };
  /** Look at the host as it stands; changes nothing. */
  "audit.inspect": { params: Inspection; result: HostAudit };
  /** Remove agent, cache and runtime from the host. Refused while a transaction is armed; receipts and daemons stay unless `everything`. */
  remove: { params: { readonly everything: boolean }; result: { readonly removed: readonly string[] } };
}

export type Method = keyof Methods;

export type Request = {
  [M in Method]: { readonly id: number; readonly method: M; readonly params: Methods[M]["params"] };
}[Method];

export interface AgentFault {
  /** Stable word for programs: `refused`, `unknown-module`, `unsupported`, `io`, `bug`. */
  readonly code: "refused" | "unknown-module" | "bad-request" | "unsupported" | "io" | "bug";
  /** What is wrong and where, and what to do next, in words for an operator. */
  readonly message: string;
}

export type Response =
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly fault: AgentFault }
  /** Heartbeat, every HEARTBEAT_MS while the channel lives. */
  | { readonly beat: Millis };

export const HEARTBEAT_MS = 5_000;
