/** What a run is about, beyond its steps: services with their exceptions, roles, and addresses in service. Kept with the run, for its report. */
import type { Plan, Service } from "./plan.ts";

export interface Subject {
  readonly services: readonly {
    readonly name: string;
    readonly hosts: readonly string[];
    readonly target: Service["target"];
    readonly publicNames: readonly string[];
    readonly exception: Service["exception"];
    readonly clat: Service["clat"];
  }[];
  /** Host → what it is there for besides services: `NAT64 gateway`, `vantage point`. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly newHosts: readonly string[];
  /** IPv4 prefixes the translator keeps. */
  readonly pool4: readonly string[];
}

export const NO_SUBJECT: Subject = { services: [], roles: {}, newHosts: [], pool4: [] };

export function subjectOf(plan: Plan): Subject {
  const roles: Record<string, string[]> = {};
  const add = (hosts: readonly string[], role: string): void => {
    for (const host of hosts) {
      roles[host] ??= [];
      roles[host].push(role);
    }
  };
  add(plan.nat64?.gateways ?? [], "NAT64 gateway");
  add(
    (plan.nat64?.retiring ?? []).map(({ host }) => host),
    "NAT64 gateway that leaves",
  );
  add(plan.dns64?.resolvers ?? [], "DNS64 resolver");
  add([...new Set(plan.records.map((record) => record.host))], "keeps DNS records");
  add([...new Set(plan.monitoring.map(({ host }) => host))], "watches");
  add([...new Set([...plan.vantage.inside, ...plan.vantage.outside6, ...plan.vantage.outside4])], "vantage point");
  return {
    services: plan.services.map(({ name, hosts, target, names, exception, clat }) => ({
      name,
      hosts,
      target,
      publicNames: names.public,
      exception,
      clat,
    })),
    roles,
    newHosts: plan.newHosts?.hosts ?? [],
    pool4: (plan.nat64?.pool4 ?? []).map((entry) => entry.prefix),
  };
}
