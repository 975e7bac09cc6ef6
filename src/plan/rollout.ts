/** How fast a service moves and when the run stops. */
import type { DomainBudget } from "./execution.ts";
import { expandNames, type Host, type Inventory } from "./hosts.ts";
import type { Count, Domains, Plan, Playbook, Rollout, Service } from "./plan.ts";

export const DEFAULT_ROLLOUT: Rollout = {
  batch: [{ hosts: 1 }, { percent: 25 }, { percent: 100 }],
  maxUnavailable: { hosts: 1 },
  brownout: null,
  rebootProof: "none",
  unrehearsed: "refuse",
  windows: [],
  canaries: [],
  domains: null,
  stopAfter: { failed: { hosts: 1 }, unreachable: { hosts: 1 } },
  soakMs: 600_000,
  confirmMs: 120_000,
  approve: [],
};

/** Hosts that a count means in a service of `size` hosts: shares round up, never more than `size`. */
export function countOf(count: Count, size: number): number {
  const hosts = "hosts" in count ? count.hosts : Math.ceil((count.percent * size) / 100);
  return Math.min(hosts, size);
}

/** Sizes of the batches of a service, in order; together they are `size`, whatever the last count says. */
export function batchSizes(batch: readonly Count[], size: number): number[] {
  const sizes: number[] = [];
  let done = 0;
  for (const count of [...batch, { percent: 100 }]) {
    const upTo = countOf(count, size);
    if (upTo > done) {
      sizes.push(upTo - done);
      done = upTo;
    }
  }
  return sizes;
}

/** Which domain a host is in; hosts that name none are one together. */
export function domainOf({ by }: Domains, host: Pick<Host, "vars" | "groups"> | undefined): string {
  if ("variable" in by) return String(host?.vars[by.variable] ?? "");
  return by.groups.find((group) => host?.groups.includes(group)) ?? "";
}

/**
 * The hosts of a service in batches: canaries first, in a batch of their own; of the rest so many as `batch` says, domain by domain, and no batch over
 * more domains than may be touched at once.
 */
export function batchesOf(
  hosts: readonly string[],
  { batch, canaries, domains }: Pick<Rollout, "batch" | "canaries" | "domains">,
  inventory: Inventory,
): readonly (readonly string[])[] {
  const early = new Set(expandNames(canaries, inventory));
  const first = hosts.filter((host) => early.has(host));
  const rest = hosts.filter((host) => !early.has(host));
  const of = (host: string): string => (domains === null ? "" : domainOf(domains, inventory.hosts.get(host)));
  const ordered = [...Map.groupBy(rest, of).values()].flat();
  const batches = slices(ordered, batchSizes(batch, ordered.length)).flatMap((slice) => {
    if (domains === null) return [slice];
    const parts = [...Map.groupBy(slice, of).values()];
    return Array.from({ length: Math.ceil(parts.length / domains.atOnce) }, (_, i) =>
      parts.slice(i * domains.atOnce, (i + 1) * domains.atOnce).flat(),
    );
  });
  return first.length === 0 ? batches : [first, ...batches];
}

/** Hosts that may be changed under the switch at once: so many, and of no domain more than it bears. */
export function wavesOf<T extends { readonly host: string }>(
  runs: readonly T[],
  width: number,
  domains: Domains | null,
  inventory: Inventory,
  sizeOf: (domain: string) => number,
): readonly (readonly T[])[] {
  const limit = domains?.maxUnavailable ?? null;
  if (domains === null || limit === null)
    return slices(
      runs,
      Array.from({ length: Math.ceil(runs.length / width) }, (_, i) => Math.min(width, runs.length - i * width)),
    );
  const waves: T[][] = [];
  let left = [...runs];
  while (left.length > 0) {
    const taken = new Map<string, number>();
    const wave: T[] = [];
    const later: T[] = [];
    for (const run of left) {
      const domain = domainOf(domains, inventory.hosts.get(run.host));
      const count = taken.get(domain) ?? 0;
      if (wave.length < width && count < Math.max(1, countOf(limit, sizeOf(domain)))) {
        taken.set(domain, count + 1);
        wave.push(run);
      } else later.push(run);
    }
    waves.push(wave);
    left = later;
  }
  return waves;
}

/** What each domain of a batch bears, of those that have a limit. @param members of the service. */
export function budgetsOf(
  { domains }: Pick<Rollout, "domains">,
  members: readonly string[],
  batch: readonly string[],
  inventory: Inventory,
): readonly DomainBudget[] {
  if (domains === null || Object.values(domains.stopAfter).every((limit) => limit === null)) return [];
  const of = (host: string): string => domainOf(domains, inventory.hosts.get(host));
  const touched = new Set(batch.map(of));
  const limit = (count: Count | null, size: number): number | null =>
    count === null ? null : Math.max(1, countOf(count, size));
  return [...Map.groupBy(members, of)]
    .filter(([name]) => touched.has(name))
    .map(([name, hosts]) => ({
      name,
      hosts,
      stopAfter: {
        failed: limit(domains.stopAfter.failed, hosts.length),
        unreachable: limit(domains.stopAfter.unreachable, hosts.length),
      },
    }));
}

export function slices<T>(items: readonly T[], sizes: readonly number[]): readonly (readonly T[])[] {
  let from = 0;
  return sizes.map((size) => {
    const slice = items.slice(from, from + size);
    from += size;
    return slice;
  });
}

/** The service's own settings win over the playbook's, and those over the plan's. */
export function rolloutFor(plan: Plan, playbook: Playbook, service: Service | null): Rollout {
  return { ...plan.rollout, ...playbook.rollout, ...service?.rollout };
}
