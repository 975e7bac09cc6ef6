/** Every host named exists, and may play the part it is given. */
import { expandName } from "../hosts.ts";
import { hintFor } from "../nearest.ts";
import type { Path } from "../yaml.ts";
import { present, type Rule, type RuleContext, servicesOf } from "./context.ts";

export const hostsExist: Rule = (context) => {
  for (const { names, path } of hostLists(context)) {
    const seen = new Set<string>();
    for (const [i, name] of present(names)) {
      if (seen.has(name)) context.error("duplicate-item", [...path, i], `\`${name}\` is named twice`);
      seen.add(name);
      known(context, name, [...path, i]);
    }
  }
  for (const [key, i, host] of filesOnHosts(context)) {
    const path = [key, i, "host"];
    const hosts = known(context, host, path);
    if (hosts !== null && !context.inventory.hosts.has(host)) {
      context.error("not-a-host", path, `\`${host}\` is a group: a file lies on one host`, hintOf(hosts));
    }
  }
};

function filesOnHosts({ plan }: RuleContext): [string, number, string][] {
  const of = (key: string, items: readonly ({ readonly host?: string | undefined } | undefined)[] | undefined) =>
    present(items).flatMap(([i, { host }]): [string, number, string][] => (host === undefined ? [] : [[key, i, host]]));
  return [...of("records", plan.records), ...of("monitoring", plan.monitoring)];
}

function hintOf(hosts: readonly string[]): string {
  return `its hosts: ${hosts.join(", ")}`;
}

/** @returns the hosts behind a name, or null after saying that there are none. */
function known(context: RuleContext, name: string, path: Path): readonly string[] | null {
  if (!context.inventoryComplete) return null;
  const { hosts, groups } = context.inventory;
  const found = expandName(name, context.inventory);
  if (found === null) {
    const names = [...hosts.keys(), ...groups.keys()].filter((n) => n !== "ungrouped");
    context.error(
      "unknown-host",
      path,
      `\`${name}\` is neither a host nor a group of the inventory`,
      hintFor(name, names, "hosts and groups"),
    );
  } else if (found.length === 0) {
    context.error("empty-group", path, `group \`${name}\` has no hosts`);
  }
  return found;
}

function hostLists(context: RuleContext): { names: readonly (string | undefined)[] | undefined; path: Path }[] {
  const { plan } = context;
  return [
    { names: plan.nat64?.gateways, path: ["nat64", "gateways"] },
    { names: plan.dns64?.resolvers, path: ["dns64", "resolvers"] },
    { names: plan.edge?.hosts, path: ["edge", "hosts"] },
    { names: plan.vantage?.inside, path: ["vantage", "inside"] },
    { names: plan.vantage?.outside6, path: ["vantage", "outside6"] },
    { names: plan.vantage?.outside4, path: ["vantage", "outside4"] },
    { names: plan.new_hosts?.hosts, path: ["new_hosts", "hosts"] },
    ...present(plan.clouds).flatMap(([i, { aws, gcp, azure }]) => [
      ...Object.keys(aws?.instances ?? {}).map((host) => ({
        names: [host],
        path: ["clouds", i, "aws", "instances", host],
      })),
      { names: gcp?.hosts, path: ["clouds", i, "gcp", "hosts"] },
      { names: azure?.hosts, path: ["clouds", i, "azure", "hosts"] },
    ]),
    ...servicesOf(context).map(([name, service]) => ({ names: service.hosts, path: ["services", name, "hosts"] })),
  ];
}

/** A host that loses its IPv4 in phase 4 must not be one that others need with it. */
export const rolesAgree: Rule = (context) => {
  const { plan } = context;
  const gateways = expand(context, plan.nat64?.gateways);
  const resolvers = expand(context, plan.dns64?.resolvers);
  const asksOverIpv4 = present(plan.dns64?.upstream).some(([, upstream]) => /^\[?[\d.]+\]?(:|$)/.test(upstream));
  const keepers = new Map<string, string>();
  for (const [name, service] of servicesOf(context)) {
    if (service.target !== "dual-stack") continue;
    for (const host of expand(context, service.hosts)) if (!keepers.has(host)) keepers.set(host, name);
  }
  const check = (
    hosts: readonly (string | undefined)[] | undefined,
    path: Path,
    whose: string,
    unit: string | undefined,
  ): void => {
    for (const [i, written] of present(hosts)) {
      for (const host of expand(context, [written])) {
        const at = [...path, i];
        if (gateways.has(host))
          context.error(
            "gateway-loses-ipv4",
            at,
            `${host} is a NAT64 gateway, and ${whose} would take its IPv4`,
            "move the service to another host, or keep it dual-stack",
          );
        if (resolvers.has(host) && asksOverIpv4)
          context.error(
            "resolver-loses-ipv4",
            at,
            `${host} is a DNS64 resolver with an IPv4 upstream, and ${whose} would take its IPv4`,
            "give dns64.upstream IPv6 addresses",
          );
        const keeper = keepers.get(host);
        if (keeper !== undefined && unit === undefined)
          context.error(
            "host-must-keep-ipv4",
            at,
            `${host} also serves \`${keeper}\`, which stays dual-stack, and ${whose} would take its IPv4`,
            "name its systemd `unit`, and IPv4 is blocked for that alone; or put them on different hosts",
          );
      }
    }
  };
  for (const [name, service] of servicesOf(context)) {
    if (service.target === "ipv6-only")
      check(service.hosts, ["services", name, "hosts"], `\`${name}\` (ipv6-only)`, service.unit);
  }
  check(plan.new_hosts?.hosts, ["new_hosts", "hosts"], "new_hosts (ipv6-only)", undefined);
};

function expand(context: RuleContext, names: readonly (string | undefined)[] | undefined): Set<string> {
  return new Set(present(names).flatMap(([, name]) => [...(expandName(name, context.inventory) ?? [])]));
}

/** A mirror is somewhere. */
export const runtimeIsSomewhere: Rule = ({ plan, error }) => {
  const runtime = plan.fleet?.runtime;
  if (runtime?.from === "mirror" && runtime.mirror === undefined)
    error(
      "missing-key",
      ["fleet", "runtime"],
      "from a mirror, and `mirror` does not say where it is",
      'mirror: "https://mirror.example/node"',
    );
  if (runtime?.mirror !== undefined && runtime.from !== "mirror")
    error("no-effect", ["fleet", "runtime", "mirror"], "a mirror is named and not used", "from: mirror");
};

export const vantageSuffices: Rule = (context) => {
  const { vantage } = context.plan;
  if (vantage?.confirm === undefined) return;
  // Those with IPv4 confirm nothing: what is confirmed is the way in over IPv6.
  const all = [vantage.inside, vantage.outside6].flatMap((names) => [...expand(context, names)]);
  const count = new Set(all).size;
  if (vantage.confirm > count && context.inventoryComplete) {
    context.error(
      "impossible-budget",
      ["vantage", "confirm"],
      `${vantage.confirm} vantage points must agree, but inside and outside6 name only ${count}`,
    );
  }
};
