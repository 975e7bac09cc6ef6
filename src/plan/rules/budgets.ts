/** Budgets that could never be kept, or never be exceeded. */
import { parseDuration } from "../durations.ts";
import { expandName } from "../hosts.ts";
import type { Path } from "../yaml.ts";
import { type LooseRollout, present, type Rule, type RuleContext, servicesOf } from "./context.ts";

const SHORTEST_CONFIRM_MS = 5000;

export const budgetsArePossible: Rule = (context) => {
  checkRollout(context, context.plan.rollout, ["rollout"], null);
  for (const [name, service] of servicesOf(context)) {
    checkRollout(context, service.rollout, ["services", name, "rollout"], sizeOf(context, service.hosts));
    if ((service.rollout?.brownout ?? context.plan.rollout?.brownout)?.scope === "unit" && service.unit === undefined)
      context.error(
        "unit-unknown",
        ["services", name],
        `a brownout of its unit alone is wanted, and \`${name}\` names no \`unit\``,
        "unit: api.service",
      );
  }
};

/** @param size hosts of the service; null where the rollout is for services of any size. */
export function checkRollout(
  context: Pick<RuleContext, "error" | "warn">,
  rollout: LooseRollout | undefined,
  path: Path,
  size: number | null,
): void {
  if (rollout === undefined) return;
  const impossible = (keys: Path, message: string, hint?: string): void =>
    context.error("impossible-budget", [...path, ...keys], message, hint);

  const batches = Array.isArray(rollout.batch)
    ? present(rollout.batch as readonly (string | number | undefined)[])
    : rollout.batch === undefined
      ? []
      : [[-1, rollout.batch as string | number] as [number, string | number]];
  const at = (i: number): Path => (i < 0 ? ["batch"] : ["batch", i]);
  for (const [i, batch] of batches) {
    if (percentOf(batch) > 100) impossible(at(i), `a batch of ${batch} is more than the whole service`);
    else if (amountOf(batch) === 0) impossible(at(i), `a batch of ${batch} lets no host in`);
  }
  for (const [j, [i, batch]] of batches.entries()) {
    const before = j === 0 ? undefined : batches[j - 1]![1];
    if (before === undefined || isPercent(before) !== isPercent(batch) || amountOf(batch) > amountOf(before)) continue;
    impossible(
      at(i),
      `batch ${batch} after ${before} adds no host`,
      "batches say how many hosts are in after each of them: they must grow",
    );
  }
  const last = batches.at(-1);
  const endsShort =
    last !== undefined && (isPercent(last[1]) ? percentOf(last[1]) < 100 : size !== null && amountOf(last[1]) < size);
  if (endsShort)
    impossible(
      at(last[0]),
      `batches end at ${last[1]}: the rest of the service would never move`,
      'end with "100%": [1, 25%, 100%]',
    );

  const { max_unavailable: unavailable } = rollout;
  if (unavailable !== undefined) {
    if (percentOf(unavailable) > 100) impossible(["max_unavailable"], `${unavailable} is more than the whole service`);
    else if (amountOf(unavailable) === 0)
      impossible(
        ["max_unavailable"],
        `max_unavailable ${unavailable}: no host could ever change`,
        "1 changes one host at a time",
      );
    else if (size !== null && size > 1 && hostsOf(unavailable, size) >= size) {
      context.warn(
        "no-redundancy",
        [...path, "max_unavailable"],
        `max_unavailable ${unavailable} lets all ${size} hosts of the service change at once`,
      );
    }
  }
  for (const key of ["failed", "unreachable"] as const) {
    const limit = rollout.stop_after?.[key];
    if (limit === undefined) continue;
    if (percentOf(limit) > 100)
      impossible(["stop_after", key], `${limit} is more than the whole service: the run would never stop`);
    else if (amountOf(limit) === 0)
      impossible(
        ["stop_after", key],
        `stop_after ${limit}: the run would stop before it begins`,
        "1 stops at the first",
      );
    else if (size !== null && !isPercent(limit) && amountOf(limit) > size)
      impossible(
        ["stop_after", key],
        `the service has ${size} ${size === 1 ? "host" : "hosts"}: ${limit} can never be reached, and the run would never stop`,
      );
  }
  const confirmMs = rollout.confirm === undefined ? null : parseDuration(rollout.confirm);
  if (confirmMs !== null && confirmMs < SHORTEST_CONFIRM_MS)
    impossible(
      ["confirm"],
      `confirm ${rollout.confirm} is too short for a new connection and the gates: every change would be undone`,
      "at least 5s; 120s is usual",
    );
  if (rollout.brownout?.for !== undefined && parseDuration(rollout.brownout.for) === 0)
    impossible(["brownout", "for"], "a brownout of no time shows nothing");
}

function sizeOf(context: RuleContext, hosts: readonly (string | undefined)[] | undefined): number | null {
  if (!context.inventoryComplete || hosts === undefined) return null;
  const expanded = present(hosts).flatMap(([, name]) => [...(expandName(name, context.inventory) ?? [])]);
  return expanded.length === 0 ? null : new Set(expanded).size;
}

function isPercent(count: string | number): boolean {
  return typeof count === "string";
}

/** The number in front of `%`, or the number of hosts. */
function amountOf(count: string | number): number {
  return Number.parseInt(String(count), 10);
}

/** 0 for a number of hosts. */
function percentOf(count: string | number): number {
  return isPercent(count) ? amountOf(count) : 0;
}

function hostsOf(count: string | number, size: number): number {
  return isPercent(count) ? Math.ceil((amountOf(count) * size) / 100) : amountOf(count);
}
