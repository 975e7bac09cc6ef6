/** Which part of a plan a run is about: `--phase`, `--service`, `--limit`. */
import type { PhaseId, Plan, Service } from "./plan.ts";

export interface Scope {
  /** Null: all. */
  readonly phases: readonly PhaseId[] | null;
  readonly services: readonly string[] | null;
  readonly hosts: ReadonlySet<string> | null;
}

export const WHOLE_PLAN: Scope = { phases: null, services: null, hosts: null };

/** The services a phase is for: phase 4 takes IPv4 from those that are to be IPv6-only; an ipv4-only service is left alone throughout. */
export function servicesIn(plan: Plan, phase: PhaseId, scope: Scope): readonly Service[] {
  return plan.services.filter(
    (service) =>
      (scope.services === null || scope.services.includes(service.name)) &&
      (phase === "phase-4" ? service.target === "ipv6-only" : service.target !== "ipv4-only"),
  );
}

export function withinScope(scope: Scope, hosts: readonly string[]): readonly string[] {
  return scope.hosts === null ? hosts : hosts.filter((host) => scope.hosts!.has(host));
}

/** Every host a run may touch or ask. */
export function hostsOf(plan: Plan): readonly string[] {
  return [
    ...new Set([
      ...plan.services.flatMap((service) => service.hosts),
      ...(plan.nat64?.gateways ?? []),
      ...(plan.nat64?.retiring ?? []).map(({ host }) => host),
      ...(plan.dns64?.resolvers ?? []),
      ...(plan.edge?.hosts ?? []),
      ...plan.records.map((record) => record.host),
      ...plan.monitoring.map(({ host }) => host),
      ...(plan.newHosts?.hosts ?? []),
      ...plan.vantage.inside,
      ...plan.vantage.outside6,
      ...plan.vantage.outside4,
    ]),
  ];
}
