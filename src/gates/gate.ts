/** What a gate is given, and what it gives back. */
import { type HostFacts, stableAddress } from "../../agent/protocol/facts.ts";
import type { Hello } from "../../agent/protocol/messages.ts";
import type { Observed, ProbeAnswer, ProbeQuestion } from "../../agent/protocol/probes.ts";
import type { Clock, Fleet } from "../engine/ports.ts";
import type { GateArgs, GateName } from "../plan/gates.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import type { Judgement } from "./part.ts";

export interface Gate<N extends GateName> {
  readonly name: N;
  /** What it asks, exactly, and what it needs to be able to: an operator reads this in `migrate explain`. */
  readonly about: string;
  ask(question: Question<N>): Promise<Judgement>;
}

export interface Question<N extends GateName> {
  readonly args: GateArgs[N];
  readonly service: string | null;
  readonly hosts: readonly string[];
  /** First part of the call's id, `phase-2`; null where the id does not begin with a phase. */
  readonly phase: number | null;
  readonly world: World;
}

/** What gates may look at and whom they may ask. */
export interface World {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** Path of the translator's status socket on a gateway. */
  readonly nat64Status: string;
  /** A label nobody used before, of letters and digits: for names under a wildcard and nonces. */
  readonly nonce: () => string;
  /** Put one question from one host. A host that cannot be reached, or refuses, answers `unable`. */
  probe(host: string, question: ProbeQuestion): Promise<ProbeAnswer>;
  /** The two ends of this run's channel to the host, as the host sees them; null where it cannot say. */
  ownConnection(host: string): Promise<Hello["connection"]>;
}

/** FACTS: three tries, five seconds each. */
export const TRIES = 3;
export const TRY_MS = 5_000;
/** Before the next try: what answers at once that it is not ready should get a moment to become so. */
const PAUSE_MS = 1_000;

/** The host's address in service: the inventory's word first, then what its facts show. */
export function addressOf(world: World, host: string, family: 4 | 6): string | null {
  const known = world.inventory.hosts.get(host);
  const stated = family === 6 ? known?.ipv6 : known?.ipv4;
  if (stated !== undefined) return stated;
  const facts = world.facts.get(host);
  return facts === undefined ? null : stableAddress(facts, family);
}

/** The tries of one question, in order; the last is the one that counts. */
export interface Tries {
  readonly last: ProbeAnswer;
  readonly tries: readonly ProbeAnswer[];
}

/** For waits that nothing cuts short. */
export const NEVER: AbortSignal = new AbortController().signal;

/** Ask until `good`, at most `tries` times. A host that is unable to ask is not asked again. */
export async function persist(
  world: World,
  host: string,
  question: ProbeQuestion,
  good: (answer: ProbeAnswer) => boolean = (answer) => answer.outcome === "answered",
  tries: number = TRIES,
): Promise<Tries> {
  const made: ProbeAnswer[] = [];
  for (;;) {
    const answer = await world.probe(host, question);
    made.push(answer);
    if (good(answer) || answer.outcome === "unable" || made.length >= tries) return { last: answer, tries: made };
    await world.clock.wait(PAUSE_MS, NEVER);
  }
}

/** What an answer of this kind observed; null unless it was answered. */
export function observedOf<K extends keyof Observed>(_kind: K, answer: ProbeAnswer): Observed[K] | null {
  return answer.outcome === "answered" ? (answer.observed as unknown as Observed[K]) : null;
}

/** `3 tries` or `1 try`, for sentences. */
export function triesMade({ tries }: Tries): string {
  return tries.length === 1 ? "1 try" : `${tries.length} tries`;
}

/** `NAME:PORT`, also `[ADDRESS]:PORT`. @returns null if it is neither. */
export function parseEndpoint(text: string): { readonly host: string; readonly port: number } | null {
  const found = /^(?:\[([^\]]+)\]|([^\s:]+)):(\d{1,5})$/.exec(text);
  if (found === null) return null;
  return { host: (found[1] ?? found[2])!, port: Number(found[3]) };
}

/** `198.51.100.7:22`, `[2001:db8::7]:22` */
export function endpointText(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
