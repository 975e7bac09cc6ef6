/** What is known of zones: their keys, or that they have none that count. Bounded; the least recently used go first. */
import { nameKey } from "../wire/name.ts";
import type { Finding } from "./judgement.ts";
import type { ZoneKey } from "./signature.ts";

/** `inside`: no zone begins at this name. */
export type ZoneState =
  | { readonly status: "secure"; readonly zone: Uint8Array; readonly keys: readonly ZoneKey[] }
  | { readonly status: "inside" }
  | { readonly status: "insecure" | "bogus"; readonly finding: Finding };

const MOST = 10_000;
/** What failed is tried again soon: a zone being repaired must not stay dead. RFC 9520 §3.2 asks for at least one second. */
const BOGUS_LIFETIME_S = 5;
const LONGEST_S = 86_400;

export class ZoneStates {
  private readonly states = new Map<string, { readonly state: ZoneState; readonly untilMs: number }>();

  get size(): number {
    return this.states.size;
  }

  find(name: Uint8Array, nowMs: number): ZoneState | null {
    const key = nameKey(name);
    const held = this.states.get(key);
    if (held === undefined) return null;
    this.states.delete(key);
    if (held.untilMs <= nowMs) return null;
    this.states.set(key, held);
    return held.state;
  }

  /** @param ttl seconds. */
  keep(name: Uint8Array, state: ZoneState, ttl: number, nowMs: number): ZoneState {
    const seconds = state.status === "bogus" ? BOGUS_LIFETIME_S : Math.min(ttl, LONGEST_S);
    const key = nameKey(name);
    this.states.delete(key);
    if (seconds <= 0) return state;
    if (this.states.size >= MOST) this.states.delete(this.states.keys().next().value!);
    this.states.set(key, { state, untilMs: nowMs + seconds * 1000 });
    return state;
  }
}
