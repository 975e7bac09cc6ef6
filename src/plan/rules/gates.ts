/** Every gate asked for exists, and lists do not contain one another in a circle. */

import { parseIp4 } from "../../../agent/net/ip4.ts";
import { parseIp6 } from "../../../agent/net/ip6.ts";
import { GATE_NAMES, isGateName, NEEDS_ARGUMENTS } from "../gates.ts";
import { expandName } from "../hosts.ts";
import { hintFor } from "../nearest.ts";
import type { Gate, PlanFile } from "../plan.generated.ts";
import type { Loose } from "../schema.ts";
import type { Path } from "../yaml.ts";
import { present, type Rule, type RuleContext, servicesOf } from "./context.ts";

export type LooseGates = readonly (Loose<Gate> | undefined)[] | undefined;

export const gatesExist: Rule = (context) => {
  const lists = context.plan.gates ?? {};
  for (const [name, gates] of Object.entries(lists)) {
    if (isGateName(name))
      context.error("ambiguous-name", ["gates", name], `\`${name}\` is a gate: a list needs another name`);
    checkGates(context, gates, ["gates", name], lists);
  }
  for (const [name, service] of servicesOf(context))
    checkGates(context, service.gates, ["services", name, "gates"], lists);
  for (const [phase, extension] of Object.entries(context.plan.extend ?? {})) {
    for (const key of ["entry", "exit", "service_entry", "service_exit"] as const) {
      checkGates(context, extension?.[key], ["extend", phase, key], lists);
    }
  }
  const told = new Set<string>();
  for (const [name, gates] of Object.entries(lists)) {
    const back = told.has(name) ? null : circle(name, lists);
    const i = present(gates).find(([, gate]) => gate === back?.[1])?.[0];
    if (back === null || i === undefined) continue;
    for (const member of back) told.add(member);
    context.error("cycle", ["gates", name, i], `lists of gates contain one another: ${back.join(" → ")}`);
  }
};

/** @param lists the plan's named lists. */
export function checkGates(
  context: Pick<RuleContext, "error"> & Partial<Pick<RuleContext, "inventory" | "inventoryComplete">>,
  gates: LooseGates,
  path: Path,
  lists: Loose<PlanFile>["gates"] = {},
): void {
  for (const [i, gate] of present(gates)) {
    if (typeof gate !== "string") {
      checkArguments(context, gate, [...path, i]);
      continue;
    }
    if (isGateName(gate) && NEEDS_ARGUMENTS.includes(gate))
      context.error(
        "gate-without-arguments",
        [...path, i],
        `\`${gate}\` says too little by itself`,
        `give it its arguments: {${gate}: {…}}`,
      );
    if (isGateName(gate) || Object.hasOwn(lists, gate)) continue;
    const names = [...Object.keys(lists), ...GATE_NAMES];
    context.error(
      "unknown-gate",
      [...path, i],
      `there is no gate \`${gate}\`, and no list of that name`,
      hintFor(gate, names, "gates"),
    );
  }
}

/** Hosts that gates ask from exist, one by one: a group would not say which. */
function checkArguments(
  context: Pick<RuleContext, "error"> & Partial<Pick<RuleContext, "inventory" | "inventoryComplete">>,
  gate: object,
  path: Path,
): void {
  for (const [name, args] of Object.entries(gate) as [
    string,
    { from?: string[]; at?: string; server?: string } | undefined,
  ][]) {
    if (typeof args !== "object") continue;
    const hosts: [string, Path][] = [
      ...present(args.from).map(([i, host]): [string, Path] => [host, [...path, name, "from", i]]),
      ...(args.at === undefined ? [] : [[args.at, [...path, name, "at"]] as [string, Path]]),
    ];
    for (const [host, at] of hosts) {
      if (context.inventory === undefined || context.inventoryComplete !== true || context.inventory.hosts.has(host))
        continue;
      const isGroup = expandName(host, context.inventory) !== null;
      context.error(
        isGroup ? "not-a-host" : "unknown-host",
        at,
        isGroup ? `\`${host}\` is a group: name the hosts` : `\`${host}\` is no host of the inventory`,
        hintFor(host, [...context.inventory.hosts.keys()], "hosts"),
      );
    }
    if (
      name === "metric.dns" &&
      args.server !== undefined &&
      parseIp4(args.server) === null &&
      parseIp6(args.server) === null
    )
      context.error(
        "bad-address",
        [...path, name, "server"],
        `\`${args.server}\` is no address`,
        "name the server by its address: whoever it is asked with must not be asked first",
      );
  }
}

/** The way from a list back to itself, or null. */
function circle(start: string, lists: NonNullable<Loose<PlanFile>["gates"]>): string[] | null {
  const seen = new Set<string>();
  const walk = (name: string, trail: string[]): string[] | null => {
    for (const [, gate] of present(lists[name])) {
      if (typeof gate !== "string" || !Object.hasOwn(lists, gate)) continue;
      if (gate === start) return [...trail, gate];
      if (seen.has(gate)) continue;
      seen.add(gate);
      const found = walk(gate, [...trail, gate]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(start, [start]);
}
