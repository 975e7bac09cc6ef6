/** A lab from a plan file. */
import { resolve } from "node:path";
import { loadPlan } from "../inventory/load-plan.ts";
import { formatDiagnostic, hasErrors } from "../plan/diagnostics.ts";
import { specFromPlan } from "./from-plan.ts";
import { type HeldLab, type StartOptions, startLab } from "./lab.ts";
import { LabError } from "./process.ts";
import type { LabSpec } from "./spec.ts";

/** @throws LabError with every mistake of the plan. */
export async function specFromFile(path: string): Promise<LabSpec> {
  const { plan, inventory, diagnostics } = await loadPlan(path, { now: new Date() });
  if (plan === null || hasErrors(diagnostics)) throw new LabError(diagnostics.map(formatDiagnostic).join("\n"));
  return specFromPlan(plan, inventory);
}

/** Build the fleet of a plan and hold it in this process. @throws LabError */
export async function startLabFromFile(path: string, options: StartOptions = {}): Promise<HeldLab> {
  return startLab(await specFromFile(path), { plan: resolve(path), ...options });
}
