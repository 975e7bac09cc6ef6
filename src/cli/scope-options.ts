/** `--phase`, `--service`, `--limit` as a scope, held against the plan. */
import { matchLimit } from "../inventory/limit.ts";
import type { Inventory } from "../plan/hosts.ts";
import { nearest } from "../plan/nearest.ts";
import { PHASES, type PhaseId, type Plan } from "../plan/plan.ts";
import type { Scope } from "../plan/scope.ts";
import { EXIT, ExitError } from "./exit.ts";

export interface ScopeOptions {
  readonly phase?: string;
  readonly service?: string;
  readonly limit?: string;
}

export function scopeOf(options: ScopeOptions, plan: Plan, inventory: Inventory): Scope {
  const phase = options.phase === undefined ? null : phaseOf(options.phase);
  if (options.service !== undefined) checkService(options.service, phase, plan);
  return {
    phases: phase === null ? null : [phase],
    services: options.service === undefined ? null : [options.service],
    hosts: options.limit === undefined ? null : limited(options.limit, inventory),
  };
}

function phaseOf(text: string): PhaseId {
  const phase = PHASES.find((p) => p === text || p === `phase-${text}`);
  if (phase === undefined) throw new ExitError(EXIT.usage, `--phase ${text}: phases are 1 to 4`);
  return phase;
}

function checkService(name: string, phase: PhaseId | null, plan: Plan): void {
  const service = plan.services.find((s) => s.name === name);
  if (service === undefined) {
    const close = nearest(
      name,
      plan.services.map((s) => s.name),
    );
    throw new ExitError(
      EXIT.usage,
      `--service ${name}: ${plan.file} has no such service${close === null ? "" : `; did you mean ${close}?`}`,
    );
  }
  if (phase === "phase-4" && service.target !== "ipv6-only") {
    const why = service.exception === null ? "" : ` (${service.exception.reason}, until ${service.exception.review})`;
    throw new ExitError(EXIT.invalidPlan, `phase 4 refuses ${name}: its target is ${service.target}${why}`);
  }
}

function limited(pattern: string, inventory: Inventory): ReadonlySet<string> {
  const { hosts, unmatched } = matchLimit(pattern, inventory);
  if (unmatched.length > 0)
    throw new ExitError(EXIT.usage, `--limit ${pattern}: ${unmatched.join(", ")} matches nothing in the inventory`);
  if (hosts.length === 0) throw new ExitError(EXIT.usage, `--limit ${pattern} leaves no host`);
  return new Set(hosts);
}
