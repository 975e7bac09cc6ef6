/** Budgets that could never be kept, or never be exceeded. */
import { parseDuration } from "../durations.ts";
import { expandName } from "../hosts.ts";
import { hintFor } from "../nearest.ts";
import { parseWindow, windowAt } from "../windows.ts";
import type { Path } from "../yaml.ts";
import { type LooseRollout, present, type Rule, type RuleContext, servicesOf } from "./context.ts";

const SHORTEST_CONFIRM_MS = 5000;

export const budgetsArePossible: Rule = (context) => {
  checkRollout(context, context.plan.rollout, ["rollout"], null);
  domainsAreKnown(context, context.plan.rollout, ["rollout"], null);
  for (const [name, service] of servicesOf(context)) {
    domainsAreKnown(context, service.rollout, ["services", name, "rollout"], service.hosts);
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

/** Canaries and groups are in the inventory, and every host says in which domain it is. @param members of the service; null: of all. */
function domainsAreKnown(
  context: RuleContext,
  rollout: LooseRollout | undefined,
  path: Path,
  members: readonly (string | undefined)[] | null | undefined,
): void {
  const { inventory, inventoryComplete } = context;
  if (rollout === undefined || !inventoryComplete) return;
  const known = [...inventory.hosts.keys(), ...inventory.groups.keys()];
  for (const [i, name] of present(rollout.canaries))
    if (expandName(name, inventory) === null)
      context.error(
        "unknown-host",
        [...path, "canaries", i],
        `\`${name}\` is neither a host nor a group of the inventory`,
        hintFor(name, known, "hosts and groups"),
      );
  for (const [i, name] of present(rollout.domains?.groups))
    if (!inventory.groups.has(name))
      context.error(
        "unknown-host",
        [...path, "domains", "groups", i],
        `\`${name}\` is no group of the inventory`,
        hintFor(name, [...inventory.groups.keys()], "groups"),
      );
  const names = members ?? servicesOf(context).flatMap(([, service]) => service.hosts ?? []);
  const hosts = present(names).flatMap(([, name]) => [...(expandName(name, inventory) ?? [])]);
  const by = rollout.domains?.by;
  const groups = present(rollout.domains?.groups).map(([, name]) => name);
  const homeless = [...new Set(hosts)].filter((name) => {
    const host = inventory.hosts.get(name);
    if (by !== undefined) return host?.vars[by] === undefined;
    return groups.length > 0 && !groups.some((group) => host?.groups.includes(group));
  });
  if (homeless.length === 0) return;
  const listed = `${homeless.slice(0, 3).join(", ")}${homeless.length > 3 ? ` and ${homeless.length - 3} more` : ""}`;
  context.error(
    "unknown-domain",
    [...path, "domains", by === undefined ? "groups" : "by"],
    by === undefined ? `${listed}: in none of these groups` : `${listed}: no variable \`${by}\``,
    "a host of which nobody knows what it fails with could go together with all of it",
  );
}

function everOpen(windows: readonly string[]): boolean {
  try {
    windowAt(windows, 0);
    return true;
  } catch {
    return false;
  }
}

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
    const ofDomain = rollout.domains?.stop_after?.[key];
    if (ofDomain !== undefined) stopsSometime(ofDomain, ["domains", "stop_after", key], "domain", impossible);
    const limit = rollout.stop_after?.[key];
    if (limit === undefined || !stopsSometime(limit, ["stop_after", key], "service", impossible)) continue;
    if (size !== null && !isPercent(limit) && amountOf(limit) > size)
      impossible(
        ["stop_after", key],
        `the service has ${size} ${size === 1 ? "host" : "hosts"}: ${limit} can never be reached, and the run would never stop`,
      );
  }
  const windows = present(rollout.windows).map(([, text]) => text);
  if (windows.length > 0 && windows.every((text) => typeof parseWindow(text) !== "string") && !everOpen(windows))
    context.error(
      "impossible-budget",
      [...path, "windows"],
      "the pauses leave nothing of the windows: nothing could ever be changed",
    );
  const { domains } = rollout;
  if (domains !== undefined && (domains.by === undefined) === (domains.groups === undefined))
    context.error(
      "impossible-budget",
      [...path, "domains"],
      domains.by === undefined
        ? "failure domains by what? `by` names a variable of hosts, `groups` groups of the inventory"
        : "`by` and `groups` are two ways to say the same: leave one out",
    );
  if (domains?.max_unavailable !== undefined && amountOf(domains.max_unavailable) === 0)
    impossible(["domains", "max_unavailable"], `max_unavailable ${domains.max_unavailable}: no host could ever change`);
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

function stopsSometime(
  limit: string | number,
  keys: Path,
  whole: string,
  impossible: (keys: Path, message: string, hint?: string) => void,
): boolean {
  if (percentOf(limit) > 100) impossible(keys, `${limit} is more than the whole ${whole}: the run would never stop`);
  else if (amountOf(limit) === 0)
    impossible(keys, `stop_after ${limit}: the run would stop before it begins`, "1 stops at the first");
  else return true;
  return false;
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
