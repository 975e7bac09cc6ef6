/** What a rule sees of a plan, and how it speaks. Rules take everything as possibly missing: what is wrong is left out. */
import type { Diagnostic } from "../diagnostics.ts";
import type { Inventory } from "../hosts.ts";
import type { PlanFile, Rollout, Service } from "../plan.generated.ts";
import type { Loose } from "../schema.ts";
import type { Path } from "../yaml.ts";

export interface RuleContext {
  readonly plan: Loose<PlanFile>;
  readonly inventory: Inventory;
  /** False where a source of the inventory could not be read: then no name can be called unknown. */
  readonly inventoryComplete: boolean;
  readonly now: Date;
  /** Whether a key is there at all, be its value right or wrong. */
  isWritten(path: Path): boolean;
  error(code: string, path: Path, message: string, hint?: string): void;
  warn(code: string, path: Path, message: string, hint?: string): void;
}

export type Rule = (context: RuleContext) => void;
export type LooseService = Loose<Service>;
export type LooseRollout = Loose<Rollout>;

export function servicesOf({ plan }: RuleContext): [string, LooseService][] {
  return Object.entries(plan.services ?? {}).filter((entry): entry is [string, LooseService] => entry[1] !== undefined);
}

/** Items that are there, with their place in the list. */
export function present<T>(items: readonly (T | undefined)[] | undefined): [number, T][] {
  return [...(items ?? []).entries()].filter((entry): entry is [number, T] => entry[1] !== undefined);
}

/** A reporter that collects diagnostics at the places of one source. */
export function collector(at: (path: Path, part?: "key" | "value") => { file: string; line: number; col: number }): {
  readonly diagnostics: Diagnostic[];
  readonly error: RuleContext["error"];
  readonly warn: RuleContext["warn"];
} {
  const diagnostics: Diagnostic[] = [];
  const say = (severity: "error" | "warning", code: string, path: Path, message: string, hint?: string): void => {
    diagnostics.push({ severity, code, ...at(path, "value"), message, ...(hint === undefined ? {} : { hint }) });
  };
  return {
    diagnostics,
    error: (code, path, message, hint) => say("error", code, path, message, hint),
    warn: (code, path, message, hint) => say("warning", code, path, message, hint),
  };
}
