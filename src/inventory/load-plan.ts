/** A plan file to a checked plan with its inventory. It stands here because inventories know plans, not the other way round. */
import { checkPlan } from "../plan/check.ts";
import { type Diagnostic, sortDiagnostics } from "../plan/diagnostics.ts";
import { EMPTY_INVENTORY, type Inventory } from "../plan/hosts.ts";
import { readPlanSources } from "../plan/load.ts";
import type { Plan } from "../plan/plan.ts";
import type { SourceHash } from "../plan/source-hash.ts";
import { loadInventory } from "./load.ts";

export interface LoadPlanOptions {
  /** Instead of the plan's own inventory (`-i`); relative to the working directory. */
  readonly inventory?: readonly string[];
  /** The clock that review dates are held against. */
  readonly now: Date;
  /** Folder with playbooks for phases the plan has none of its own for. Default: those that come with migrate. */
  readonly ownPlaybooks?: string;
}

export interface LoadedPlan {
  /** Null where any diagnostic is an error. */
  readonly plan: Plan | null;
  readonly inventory: Inventory;
  /** The plan's first, then those of playbooks and inventory; each file's in order of its lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that was read, answers of executables included. */
  readonly sources: readonly SourceHash[];
}

export async function loadPlan(
  path: string,
  { inventory: given, now, ownPlaybooks }: LoadPlanOptions,
): Promise<LoadedPlan> {
  const {
    source,
    playbooks,
    inventory: named,
    diagnostics: unread,
    hashes,
    own,
  } = await readPlanSources(path, ownPlaybooks);
  if (source === null) return { plan: null, inventory: EMPTY_INVENTORY, diagnostics: unread, sources: hashes };
  const paths = given?.map((file) => ({ path: file, at: { file, line: 0, col: 0 } })) ?? named;
  const loaded = await loadInventory(paths);
  const checked = checkPlan({
    source,
    playbooks,
    own,
    inventory: loaded.inventory,
    inventoryComplete: loaded.complete && paths.length > 0,
    now,
  });
  const diagnostics = sortDiagnostics([...checked.diagnostics, ...unread, ...loaded.diagnostics]);
  return { plan: checked.plan, inventory: loaded.inventory, diagnostics, sources: [...hashes, ...loaded.sources] };
}
