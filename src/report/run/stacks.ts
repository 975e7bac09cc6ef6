/** Where each host of the fleet stood, and when that changed. */
import type { HostFacts } from "../../../agent/protocol/facts.ts";
import type { Millis } from "../../../agent/protocol/messages.ts";
import { followSteps, type RecordedRun, stepIndex } from "./recorded.ts";

/** `unknown`: it could not be reached. */
export const STACKS = ["ipv4-only", "dual-stack", "ipv6-preferred", "ipv6-only", "unknown"] as const;
export type HostStack = (typeof STACKS)[number];

export interface FleetHost {
  readonly host: string;
  readonly services: readonly string[];
  readonly roles: readonly string[];
  /** Of its services, where they agree. */
  readonly target: string | null;
  readonly before: HostStack;
  readonly after: HostStack;
}

export type StackCounts = Readonly<Record<HostStack, number>>;

export interface Fleet {
  readonly hosts: readonly FleetHost[];
  /** Counts from this moment on; the first is how the run found the fleet. */
  readonly over: readonly { readonly at: Millis; readonly counts: StackCounts }[];
}

interface Host {
  ipv4: boolean;
  ipv6: boolean;
  preferred: boolean;
}

export function fleetOf(run: RecordedRun): Fleet {
  const now = new Map<string, Host | null>();
  for (const host of hostNames(run)) {
    const facts = run.facts.get(host);
    now.set(host, facts === undefined ? null : { ipv4: has(facts, 4), ipv6: has(facts, 6), preferred: false });
  }
  const index = stepIndex(run.execution);
  // What a check found as wanted was so from the beginning.
  for (const entry of run.entries) {
    if (entry.type !== "check.outcome" || entry.refused !== null || entry.changes.length > 0) continue;
    const place = index.get(entry.step)?.step;
    const host = place?.module === "gai-conf" ? now.get(place.host) : null;
    if (host) host.preferred = true;
  }
  const before = new Map([...now].map(([name, host]) => [name, stackOf(host)]));
  const current = { ...count(before.values()) };
  const over: { at: Millis; counts: StackCounts }[] = [{ at: run.entries[0]?.at ?? 0, counts: count(before.values()) }];
  followSteps(run, (at, { step, word }) => {
    const host = now.get(step.host);
    if (!host) return;
    const was = stackOf(host);
    const held = word === "kept" || word === "armed";
    const back = word === "undone" || word === "pending";
    if (step.module === "gai-conf") {
      if (held || word === "unchanged") host.preferred = true;
      if (back) host.preferred = false;
    } else if (step.module === "ipv4-address" || step.module === "new-host-network") {
      if (word === "kept") host.ipv4 = false;
      if (back) host.ipv4 = has(run.facts.get(step.host)!, 4);
    } else return;
    const is = stackOf(host);
    if (is === was) return;
    current[was] -= 1;
    current[is] += 1;
    over.push({ at, counts: { ...current } });
  });
  const servicesOf = Map.groupBy(
    run.subject.services.flatMap((service) => service.hosts.map((host) => ({ host, service }))),
    ({ host }) => host,
  );
  const fresh = new Set(run.subject.newHosts);
  const hosts = [...now].map(([host, state]): FleetHost => {
    const services = (servicesOf.get(host) ?? []).map(({ service }) => service);
    const targets = new Set(services.map((service) => service.target));
    const roles = [...(run.subject.roles[host] ?? []), ...(fresh.has(host) ? ["new host"] : [])];
    return {
      host,
      services: services.map((service) => service.name),
      roles,
      target: targets.size === 1 ? [...targets][0]! : null,
      before: before.get(host)!,
      after: stackOf(state),
    };
  });
  return { hosts, over };
}

/** Of the services first, in their order. */
function hostNames(run: RecordedRun): readonly string[] {
  return [
    ...new Set([
      ...run.subject.services.flatMap((service) => service.hosts),
      ...run.subject.newHosts,
      ...Object.keys(run.subject.roles),
      ...run.facts.keys(),
    ]),
  ];
}

export function has(facts: HostFacts, family: 4 | 6): boolean {
  return facts.addresses.some((a) => a.family === family && a.scope === "global" && a.interface !== "lo");
}

function stackOf(host: Host | null): HostStack {
  if (host === null || (!host.ipv4 && !host.ipv6)) return "unknown";
  if (!host.ipv6) return "ipv4-only";
  if (!host.ipv4) return "ipv6-only";
  return host.preferred ? "ipv6-preferred" : "dual-stack";
}

function count(stacks: Iterable<HostStack>): StackCounts {
  const counts = Object.fromEntries(STACKS.map((stack) => [stack, 0])) as Record<HostStack, number>;
  for (const stack of stacks) counts[stack] += 1;
  return counts;
}
