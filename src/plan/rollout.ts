/** How fast a service moves and when the run stops. */
import type { PhaseId, Plan, Playbook, Service } from "./plan.ts";

/** A number of hosts, or a share of the service. */
export type Count = { readonly hosts: number } | { readonly percent: number };

export interface Rollout {
  /** How many hosts are in after each batch, cumulative: [1, 25%, 100%]. */
  readonly batch: readonly Count[];
  readonly maxUnavailable: Count;
  readonly brownout: {
    readonly forMs: number;
    readonly mode: "reject" | "drop";
    /** Only what the service's unit sends and receives. */
    readonly ofUnit: boolean;
  } | null;
  /** Which hosts boot again under the armed switch. */
  readonly rebootProof: "none" | "canary" | "every";
  readonly windows: readonly string[];
  /** Over the whole service, never only over the batch. */
  readonly stopAfter: { readonly failed: Count; readonly unreachable: Count };
  readonly soakMs: number;
  readonly confirmMs: number;
  readonly approve: readonly PhaseId[];
}

export type RolloutOverride = Partial<Rollout>;

export const DEFAULT_ROLLOUT: Rollout = {
  batch: [{ hosts: 1 }, { percent: 25 }, { percent: 100 }],
  maxUnavailable: { hosts: 1 },
  brownout: null,
  rebootProof: "none",
  windows: [],
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

/** The service's own settings win over the playbook's, and those over the plan's. */
export function rolloutFor(plan: Plan, playbook: Playbook, service: Service | null): Rollout {
  return { ...plan.rollout, ...playbook.rollout, ...service?.rollout };
}
