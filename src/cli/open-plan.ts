/** A plan and its inventory, or exit 65 with everything that is wrong with them. */
import { loadPlan } from "../inventory/load-plan.ts";
import { formatDiagnostic, hasErrors } from "../plan/diagnostics.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import type { SourceHash } from "../plan/source-hash.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import { learnSecrets } from "./learn-secrets.ts";

export interface OpenedPlan {
  readonly plan: Plan;
  readonly inventory: Inventory;
  /** Everything it was read from, answers of executables included. */
  readonly sources: readonly SourceHash[];
}

export async function openPlan(path: string, globals: Globals): Promise<OpenedPlan> {
  const loaded = await loadPlan(path, {
    now: new Date(),
    ...(globals.inventory === undefined ? {} : { inventory: [...globals.inventory] }),
  });
  await learnSecrets(loaded.plan, loaded.inventory);
  for (const diagnostic of loaded.diagnostics) {
    if (diagnostic.severity === "error" || !globals.quiet) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  }
  if (loaded.plan === null || hasErrors(loaded.diagnostics)) {
    const count = loaded.diagnostics.filter((d) => d.severity === "error").length;
    throw new ExitError(EXIT.invalidPlan, `${path}: ${count} mistake${count === 1 ? "" : "s"}; nothing was touched`);
  }
  return { plan: loaded.plan, inventory: loaded.inventory, sources: loaded.sources };
}
