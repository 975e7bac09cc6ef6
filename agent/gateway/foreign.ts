/** A translator that is not ours, as its keeper sees it: one interface for tayga and Jool. */
import type { Fullness } from "../nat64/utilisation.ts";

export interface Foreign {
  /** Bring it up as configured, over whatever an earlier process left. Resolves when packets are translated. @throws Error where it cannot run here. */
  up(): Promise<void>;
  /** Null while it lives, else what became of it. */
  ended(): Promise<string | null>;
  measure(): Promise<Measure>;
  /** Take away all that `up` made, sessions included. */
  down(): Promise<void>;
}

export interface Measure {
  readonly sessions: number;
  /** Null: as many as memory holds. */
  readonly sessions_limit: number | null;
  /** Of the sessions: those that are over and only still held. */
  readonly transitory: { readonly tcp: number };
  /** IPv6 sources that hold anything. */
  readonly sources: number;
  readonly fullness: Fullness;
}
