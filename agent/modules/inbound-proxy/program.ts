/** A proxy of the operator's: where our part of its configuration goes, and how it is checked. */
import type { InboundProxyWant } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import type { Refusal } from "../module.ts";

export interface Program<F> {
  readonly name: InboundProxyWant["backend"];
  /** What must be as it is for our part to have a place. */
  look(sys: System): Promise<F>;
  /** Files with our part in them, by path; null: the file goes. Pure. */
  place(facts: F, want: InboundProxyWant): ReadonlyMap<string, string | null> | Refusal;
  /** Reads the whole configuration and changes nothing. */
  readonly test: readonly string[];
}

export function refusal(refused: Refusal["refused"], message: string): Refusal {
  return { refused, message: `inbound-proxy: ${message}` };
}

export const WRITTEN = "# Written by migrate: IPv4 clients of services that have no IPv4.\n";

/** Four spaces in front of every line that has something. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
