/** A plan as it was shown to a person, to be applied as that and nothing else: bound to its sources, its facts, the agent, a time, and used once. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import type { Change, Millis } from "../../agent/protocol/messages.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import type { SourceHash } from "../plan/source-hash.ts";

export const SAVED_PLAN_VERSION = 1;

export interface SavedPlan {
  /** Format, and what the file is known by. */
  readonly mplan: number;
  readonly id: string;
  readonly migrate: string;
  readonly madeAt: Millis;
  readonly expiresAt: Millis;
  /** Absolute path of the plan. */
  readonly planFile: string;
  /** `-i`, absolute; null: the plan's own. */
  readonly inventory: readonly string[] | null;
  readonly scope: {
    readonly phase: string | null;
    readonly service: string | null;
    readonly limit: string | null;
    readonly confirmWithin: string | null;
  };
  /** Everything the plan was read from → sha256: plan, playbooks, inventories and what executables answered. */
  readonly sources: Readonly<Record<string, string>>;
  readonly agentSha256: string;
  readonly facts: Readonly<Record<string, HostFacts>>;
  readonly execution: ExecutionPlan;
  /** What the checks found, by step. */
  readonly checked: Readonly<Record<string, readonly Change[]>>;
}

export class SavedPlanError extends Error {
  readonly code = "saved-plan";
}

export function sourceHashes(sources: readonly SourceHash[]): Record<string, string> {
  return Object.fromEntries(sources.map(({ file, sha256 }) => [resolve(file), sha256]).toSorted());
}

/** It holds the content of files that would change: nobody else may read it. */
export async function writeSavedPlan(path: string, plan: SavedPlan): Promise<void> {
  await writeFile(path, `${JSON.stringify(plan)}\n`, { mode: 0o600 });
}

/** @returns null where the file is something else, such as a plan in YAML. @throws SavedPlanError where it is one that cannot be used. */
export async function readSavedPlan(path: string): Promise<SavedPlan | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (!text.startsWith('{"mplan":')) return null;
  let plan: SavedPlan;
  try {
    plan = JSON.parse(text) as SavedPlan;
  } catch (cause) {
    throw new SavedPlanError(`${path} is a saved plan that was cut short: make it again`, { cause });
  }
  if (plan.mplan !== SAVED_PLAN_VERSION)
    throw new SavedPlanError(
      `${path} was saved by migrate ${plan.migrate} in format ${plan.mplan}; this version reads format ${SAVED_PLAN_VERSION}: make it again`,
    );
  return plan;
}

/** @returns the run that used it before; null: it is this run's now. */
export async function useOnce(id: string, run: string, home: string): Promise<string | null> {
  const folder = join(home, "used-plans");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, id);
  try {
    await writeFile(path, run, { flag: "wx", mode: 0o600, flush: true });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readFile(path, "utf8");
  }
}

/** @returns the run that used it; null: nobody has. */
export async function usedBy(id: string, home: string): Promise<string | null> {
  return readFile(join(home, "used-plans", id), "utf8").catch(() => null);
}
