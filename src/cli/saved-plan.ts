/** `migrate plan -o FILE`, and what `migrate apply FILE` holds against it before it touches anything. */
import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { HostFacts } from "../../agent/protocol/facts.ts";
import { canonicalJson } from "../engine/canonical-json.ts";
import type { RunState } from "../engine/state.ts";
import { parseDuration } from "../plan/durations.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import { otherChanges, staleFacts } from "../plan/stale-facts.ts";
import { VERSION } from "../report/version-line.ts";
import {
  readSavedPlan,
  SAVED_PLAN_VERSION,
  type SavedPlan,
  SavedPlanError,
  sourceHashes,
  writeSavedPlan,
} from "../store/saved-plan.ts";
import type { Store } from "../store/store.ts";
import { agentBundle } from "../transport/agent-bundle.ts";
import type { ApplyOptions } from "./apply-options.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import type { OpenedPlan } from "./open-plan.ts";

const DEFAULT_LIFE = "24h";

/** What a plan was made from. */
export interface PlanBasis {
  readonly planFile: string;
  readonly opened: OpenedPlan;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly unreachable: ReadonlyMap<string, string>;
  readonly execution: ExecutionPlan;
}

export async function savePlan(
  path: string,
  basis: PlanBasis,
  state: RunState,
  options: ApplyOptions,
  globals: Globals,
): Promise<void> {
  if (basis.unreachable.size > 0)
    throw new ExitError(
      EXIT.unreachable,
      `${[...basis.unreachable.keys()].join(", ")} could not be reached, so nothing was saved`,
    );
  const life = parseDuration(options.expires ?? DEFAULT_LIFE);
  if (life === null || life === 0) throw new ExitError(EXIT.usage, `--expires ${options.expires}: a time, such as 8h`);
  const now = Date.now();
  const plan: SavedPlan = {
    mplan: SAVED_PLAN_VERSION,
    id: randomUUID(),
    migrate: VERSION,
    madeAt: now,
    expiresAt: now + life,
    planFile: resolve(basis.planFile),
    inventory: globals.inventory?.map((file) => resolve(file)) ?? null,
    scope: {
      phase: options.phase ?? null,
      service: options.service ?? null,
      limit: options.limit ?? null,
      confirmWithin: options.confirmWithin ?? null,
    },
    sources: sourceHashes(basis.opened.sources),
    agentSha256: (await agentBundle()).sha256,
    facts: Object.fromEntries(basis.facts),
    execution: basis.execution,
    checked: state.checked,
  };
  await writeSavedPlan(path, plan);
  process.stderr.write(
    `saved in ${path}, good once and until ${new Date(plan.expiresAt).toISOString()}: migrate apply ${path}\n`,
  );
}

/** @returns null where the file is a plan in YAML. */
export async function openSavedPlan(path: string, options: ApplyOptions): Promise<SavedPlan | null> {
  const saved = await readSavedPlan(path).catch((error: unknown) => {
    if (error instanceof SavedPlanError) throw new ExitError(EXIT.stalePlan, error.message);
    throw error;
  });
  if (saved === null) return null;
  for (const key of ["phase", "service", "limit", "confirmWithin"] as const) {
    if (options[key] === undefined) continue;
    const flag = key === "confirmWithin" ? "--confirm-within" : `--${key}`;
    throw new ExitError(
      EXIT.usage,
      `${flag} belongs to making a plan: ${path} is one already, and is applied as it was shown`,
    );
  }
  return saved;
}

function stale(path: string, because: readonly string[]): ExitError {
  const shown = because.slice(0, 10).map((line) => `  ${line}`);
  const more = because.length > 10 ? [`  and ${because.length - 10} more`] : [];
  return new ExitError(
    EXIT.stalePlan,
    [`${path} is stale, and nothing was touched:`, ...shown, ...more, "Make it again: migrate plan -o."].join("\n"),
  );
}

/** Before any host is asked. */
export async function refuseStaleFile(path: string, saved: SavedPlan, opened: OpenedPlan, store: Store): Promise<void> {
  const run = await store.usedBy(saved.id);
  if (run !== null) throw stale(path, [`run ${run} has used it; a saved plan is good once`]);
  if (Date.now() >= saved.expiresAt) throw stale(path, [`it expired ${new Date(saved.expiresAt).toISOString()}`]);
  const now = sourceHashes(opened.sources);
  const changed = [...new Set([...Object.keys(saved.sources), ...Object.keys(now)])].filter(
    (file) => saved.sources[file] !== now[file],
  );
  if (changed.length > 0)
    throw stale(
      path,
      changed.map((file) => `${file} has changed`),
    );
  const { sha256 } = await agentBundle();
  if (sha256 !== saved.agentSha256)
    throw stale(path, [`the agent is another (${sha256.slice(0, 12)}, then ${saved.agentSha256.slice(0, 12)})`]);
}

/** Against fresh facts, and what the same plan comes to with them. */
export function refuseStaleFacts(path: string, saved: SavedPlan, basis: PlanBasis): void {
  const facts = staleFacts(saved.facts, basis.facts);
  if (facts.length > 0)
    throw stale(
      path,
      facts.map(({ host, fact }) => `${host}: ${fact}`),
    );
  if (canonicalJson(basis.execution) !== canonicalJson(saved.execution))
    throw stale(path, ["the same plan comes to other steps now"]);
}

/** Against what the checks find on the hosts now. */
export function refuseOtherChanges(path: string, saved: SavedPlan, rehearsed: RunState): void {
  const hostOf = new Map(
    saved.execution.batches.flatMap((batch) =>
      batch.tasks.flatMap((task) =>
        task.kind === "apply" ? task.steps.map((step) => [step.id, step.host] as const) : [],
      ),
    ),
  );
  const other = otherChanges(saved.checked, rehearsed.checked);
  if (other.length > 0)
    throw stale(path, [...new Set(other.map(({ step, change }) => `${hostOf.get(step) ?? step}: ${change}`))]);
}
