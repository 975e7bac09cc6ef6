/** Everything that is wrong with a plan, its playbooks and its references, at once. Pure: texts in, plan and diagnostics out. */

import planSchema from "../../schemas/plan.schema.json" with { type: "json" };
import playbookSchema from "../../schemas/playbook.schema.json" with { type: "json" };
import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostics.ts";
import type { Inventory } from "./hosts.ts";
import { normalisePlan } from "./normalise/plan.ts";
import type { PlaybookParts } from "./normalise/playbook.ts";
import { findNotYet } from "./not-yet.ts";
import type { OwnFiles } from "./own-files.ts";
import type { PlanFile } from "./plan.generated.ts";
import { PHASES, type PhaseId, type Plan } from "./plan.ts";
import validatePlan from "./plan-validator.generated.ts";
import type { PlaybookFile } from "./playbook.generated.ts";
import validatePlaybook from "./playbook-validator.generated.ts";
import {
  noPrivateBehindWellKnown,
  policyTablePrefersIpv6,
  poolSuffices,
  prefixTranslates,
  resolversCanAsk,
} from "./rules/addresses.ts";
import { budgetsArePossible, checkRollout } from "./rules/budgets.ts";
import { backendsHaveWhatTheyNeed, cloudsAreToldApart, cloudsLetGo, cloudsTranslateWellKnown } from "./rules/clouds.ts";
import { collector, present, type Rule } from "./rules/context.ts";
import { checkGates, gatesExist } from "./rules/gates.ts";
import { hostsExist, rolesAgree, runtimeIsSomewhere, vantageSuffices } from "./rules/hosts.ts";
import { edgesKeepIpv4, inboundHasAnEdge, siitPrefixIsItsOwn } from "./rules/inbound.ts";
import { monitoringSaysWhat } from "./rules/monitoring.ts";
import { checkOwnBackends } from "./rules/own-backends.ts";
import { internalNamesAreOurs, recordsSayWhere } from "./rules/records.ts";
import {
  exceptionsAreOwned,
  inboundIsStated,
  listenPorts,
  needsAreMet,
  orderHasNoCycle,
  servicesExist,
} from "./rules/services.ts";
import { checkSteps } from "./rules/steps.ts";
import { type Loose, schemaChecker } from "./schema.ts";
import type { YamlSource } from "./yaml.ts";

const RULES: readonly Rule[] = [
  hostsExist,
  rolesAgree,
  vantageSuffices,
  runtimeIsSomewhere,
  servicesExist,
  needsAreMet,
  listenPorts,
  orderHasNoCycle,
  exceptionsAreOwned,
  inboundIsStated,
  inboundHasAnEdge,
  siitPrefixIsItsOwn,
  edgesKeepIpv4,
  gatesExist,
  budgetsArePossible,
  prefixTranslates,
  noPrivateBehindWellKnown,
  poolSuffices,
  resolversCanAsk,
  policyTablePrefersIpv6,
  backendsHaveWhatTheyNeed,
  cloudsTranslateWellKnown,
  cloudsAreToldApart,
  cloudsLetGo,
  monitoringSaysWhat,
  recordsSayWhere,
  internalNamesAreOurs,
];

export interface PlanInput {
  readonly source: YamlSource;
  /** One for each phase, ours or the plan's own; null where the file could not be read, which is reported elsewhere. */
  readonly playbooks: Readonly<Record<PhaseId, YamlSource | null>>;
  readonly inventory: Inventory;
  /** Modules, gates and backends of the operator's own that these files name. */
  readonly own: OwnFiles;
  /** False where a source of it could not be read: then no name can be called unknown. */
  readonly inventoryComplete: boolean;
  readonly now: Date;
}

export interface CheckedPlan {
  /** Null where there is any error. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
}

const checkPlanSchema = schemaChecker<PlanFile>(planSchema, validatePlan);
const checkPlaybookSchema = schemaChecker<PlaybookFile>(playbookSchema, validatePlaybook);

export function checkPlan(input: PlanInput): CheckedPlan {
  const { source, inventory, inventoryComplete, now } = input;
  const { value, diagnostics: ofSchema } = checkPlanSchema(source);
  const { diagnostics: ofRules, error, warn } = collector(source.at);
  const context = { plan: value, inventory, inventoryComplete, now, error, warn, isWritten: source.has };
  for (const rule of RULES) rule(context);
  checkExtensions(value, input, error);
  checkOwnBackends(value, context, source.file, input.own);
  for (const { path, message, instead } of findNotYet(value)) error("not-yet", path, message, instead);

  const playbooks = PHASES.map((phase) => checkPlaybook(phase, input, value));
  const diagnostics = sortDiagnostics([
    ...source.diagnostics,
    ...ofSchema,
    ...ofRules,
    ...playbooks.flatMap((playbook) => playbook.diagnostics),
  ]);
  const parts = playbooks.map((playbook) => playbook.parts);
  const complete = inventoryComplete && input.own.complete && parts.every((part) => part !== null);
  if (hasErrors(diagnostics) || !complete) return { plan: null, diagnostics };
  const byPhase = Object.fromEntries(PHASES.map((phase, i) => [phase, parts[i]!])) as Record<PhaseId, PlaybookParts>;
  return { plan: normalisePlan(value as PlanFile, source, inventory, byPhase, input.own), diagnostics };
}

function checkPlaybook(
  phase: PhaseId,
  { playbooks, own }: PlanInput,
  plan: Loose<PlanFile>,
): { parts: PlaybookParts | null; diagnostics: readonly Diagnostic[] } {
  const source = playbooks[phase];
  if (source === null) return { parts: null, diagnostics: [] };
  const { value, diagnostics: ofSchema } = checkPlaybookSchema(source);
  const { diagnostics: ofRules, error, warn } = collector(source.at);
  if (value.phase !== undefined && value.phase !== phase) {
    error("wrong-phase", ["phase"], `this playbook is for ${value.phase}, but the plan names it for ${phase}`);
  }
  const ids = new Set<string>();
  for (const [i, step] of present(value.steps)) {
    if (step.id === undefined) continue;
    if (ids.has(step.id))
      error("duplicate-item", ["steps", i, "id"], `another step of this phase has the id \`${step.id}\``);
    ids.add(step.id);
  }
  for (const [i, step] of present(value.steps)) {
    for (const key of ["before", "after"] as const) checkGates({ error }, step[key], ["steps", i, key], plan.gates);
  }
  checkSteps({ error }, value.steps, ["steps"], source.file, own);
  for (const key of ["entry", "exit", "service_entry", "service_exit"] as const) {
    checkGates({ error }, value[key], [key], plan.gates);
  }
  checkRollout({ error, warn }, value.rollout, ["rollout"], null);
  for (const { path, message, instead } of findNotYet(value)) error("not-yet", path, message, instead);
  const diagnostics = [...source.diagnostics, ...ofSchema, ...ofRules];
  return { parts: hasErrors(diagnostics) ? null : { file: value as PlaybookFile, source }, diagnostics };
}

/** A step that the plan adds must not have the id of one that is there. */
function checkExtensions(
  plan: Loose<PlanFile>,
  { source, playbooks, own }: PlanInput,
  error: ReturnType<typeof collector>["error"],
): void {
  for (const phase of PHASES) {
    const ours = (playbooks[phase]?.value ?? {}) as { steps?: unknown };
    const ids = new Set((Array.isArray(ours.steps) ? ours.steps : []).map((step: { id?: unknown } | null) => step?.id));
    checkSteps({ error }, plan.extend?.[phase]?.steps, ["extend", phase, "steps"], source.file, own);
    for (const [i, step] of present(plan.extend?.[phase]?.steps)) {
      if (step.id === undefined) continue;
      if (ids.has(step.id))
        error(
          "duplicate-item",
          ["extend", phase, "steps", i, "id"],
          `another step of ${phase} has the id \`${step.id}\``,
        );
      ids.add(step.id);
    }
  }
}
