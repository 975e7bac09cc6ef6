/** The cells of the fault matrix: a network stack, a fault, a moment of the transaction. Pure. */
import { NETWORK_STACKS, type NetworkStack } from "../../src/lab/spec.ts";

export type StackName = NetworkStack | "plain";

export const STACKS: readonly StackName[] = [...NETWORK_STACKS, "plain"];

/**
 * Moments of a run, in its order; a unit test holds them against what the engine writes of a guarded step. brownout: IPv4 is rejected, and
 * confirmed · intent: the step is journalled, nothing was sent · armed: the switch stands on the host, nothing has changed
 * yet · applied: IPv4 is gone, the agent said so · confirmed: the nonce came back · rebooting: the host boots again under the armed switch · soaking: gates go on · committing: the switch is about to be disarmed ·
 * committed: it is, the soak begins · undo: the controller takes the step back after a red gate.
 */
export const MOMENTS = [
  "brownout",
  "intent",
  "armed",
  "applied",
  "confirmed",
  "rebooting",
  "soaking",
  "committing",
  "committed",
  "undo",
] as const;
export type Moment = (typeof MOMENTS)[number];

export const FAULTS = [
  "controller-killed",
  "agent-killed",
  "ssh-cut",
  "ipv6-cut",
  "both-cut",
  "reboot",
  "power-cut",
  "disk-full",
  "etc-read-only",
  "clock-controller+1d",
  "clock-controller-1d",
  "clock-host+1d",
  "clock-host-1d",
  "lease-renewed",
  "sshd-restarted",
  "tool-missing-cmp",
  "tool-missing-ip",
  "two-controllers",
  "journal-torn",
  "approval-red",
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Cell {
  readonly stack: StackName;
  readonly fault: FaultName;
  readonly moment: Moment;
  /** After the moment. */
  readonly delayMs: number;
  readonly drawn: boolean;
}

export function cellId({ stack, fault, moment, delayMs, drawn }: Cell): string {
  return `${stack}/${fault}@${moment}${drawn ? `+${delayMs}ms` : ""}`;
}

/** At which moments a fault is injected in the fixed part of the matrix. The first is the one of the daily tier. */
export const FIXED: Readonly<Record<FaultName, readonly Moment[]>> = {
  "controller-killed": [
    "applied",
    "brownout",
    "intent",
    "armed",
    "confirmed",
    "rebooting",
    "soaking",
    "committing",
    "undo",
  ],
  "agent-killed": ["armed", "intent", "applied", "confirmed", "committing", "undo"],
  "ssh-cut": ["applied", "armed"],
  "ipv6-cut": ["applied", "brownout", "intent", "confirmed"],
  "both-cut": ["applied", "confirmed", "undo"],
  reboot: ["applied", "armed", "committed"],
  "power-cut": ["applied", "intent", "armed", "confirmed", "committing", "committed", "undo"],
  "disk-full": ["intent", "applied", "undo"],
  "etc-read-only": ["intent"],
  "clock-controller+1d": ["applied"],
  "clock-controller-1d": ["applied"],
  "clock-host+1d": ["applied"],
  "clock-host-1d": ["applied"],
  "lease-renewed": ["committed"],
  "sshd-restarted": ["applied", "confirmed"],
  "tool-missing-cmp": ["applied"],
  "tool-missing-ip": ["intent"],
  "two-controllers": ["applied"],
  "journal-torn": ["applied"],
  "approval-red": ["intent"],
};

const LEASING: ReadonlySet<StackName> = new Set(["networkd", "networkmanager", "netplan-nm", "ifupdown-dhcp"]);

/** Why a cell means nothing, or null. Counted and printed, never silent. */
export function notApplicable({ stack, fault }: Pick<Cell, "stack" | "fault">): string | null {
  if (fault === "lease-renewed" && !LEASING.has(stack)) return "IPv4 is static here: there is no lease";
  return null;
}

/** Faults that end with the path as it was and can come at any moment. */
const DRAWABLE: readonly FaultName[] = FAULTS.filter(
  (fault) =>
    ![
      "lease-renewed",
      "approval-red",
      "journal-torn",
      "two-controllers",
      "etc-read-only",
      "tool-missing-ip",
      "disk-full",
    ].includes(fault),
);
const LONGEST_DELAY_MS = 1_500;
/** They hit the run itself: once it is about to commit there is little of it left, and after that nothing. */
const OF_THE_RUN: readonly FaultName[] = ["controller-killed", "agent-killed", "ssh-cut"];

/** The others take a plan of their own. */
const DRAWN_MOMENTS: readonly Moment[] = MOMENTS.filter((each) => !["brownout", "rebooting", "undo"].includes(each));

function drawnMoment(fault: FaultName, pick: <T>(all: readonly T[]) => T, random: () => number): [Moment, number] {
  const own = OF_THE_RUN.includes(fault);
  const moment = pick(DRAWN_MOMENTS.filter((each) => !(own && each === "committed")));
  const delayMs = Math.floor(random() * LONGEST_DELAY_MS);
  return [moment, own && moment === "committing" ? 0 : delayMs];
}

/** The same numbers for the same seed, anywhere. Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function fixedCells(stack: StackName): Cell[] {
  return FAULTS.flatMap((fault) => FIXED[fault].map((moment) => ({ stack, fault, moment, delayMs: 0, drawn: false })));
}

export const DRAWS = 20;

/** Draws of a stack: each stack has its own sequence, so that leaving one out changes no other. */
export function drawnCells(stack: StackName, seed: number, count = DRAWS): Cell[] {
  const random = randomFrom(seed + STACKS.indexOf(stack) * 7919);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  return Array.from({ length: count }, () => {
    const fault = pick(DRAWABLE);
    const [moment, delayMs] = drawnMoment(fault, pick, random);
    return { stack, fault, moment, delayMs, drawn: true };
  });
}

export interface Choice {
  readonly stack: string | null;
  readonly fault: string | null;
  readonly seed: number;
  /** `index` from 1. */
  readonly shard: { readonly index: number; readonly of: number } | null;
}

export function chosenCells({ stack, fault, seed, shard }: Choice): Cell[] {
  const all = STACKS.flatMap((name) => [...fixedCells(name), ...drawnCells(name, seed)]);
  const wanted = all.filter(
    (cell) =>
      (stack === null || cell.stack === stack) &&
      (fault === null || cell.fault === fault || `${cell.fault}@${cell.moment}` === fault),
  );
  // Dealt one by one, so that every shard has something of every stack.
  return shard === null ? wanted : wanted.filter((_, at) => at % shard.of === shard.index - 1);
}

/** What the daily tier runs: every fault once, each on the stack that has the fewest so far. */
export function dailyCells(stacks: readonly StackName[]): Cell[] {
  const cells: Cell[] = [];
  const taken = (stack: StackName): number => cells.filter((cell) => cell.stack === stack).length;
  for (const fault of FAULTS) {
    const fits = stacks.filter((stack) => notApplicable({ stack, fault }) === null);
    const stack = fits.toSorted((a, b) => taken(a) - taken(b))[0];
    if (stack !== undefined) cells.push({ stack, fault, moment: FIXED[fault][0]!, delayMs: 0, drawn: false });
  }
  return cells;
}
