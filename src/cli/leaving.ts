/** Gateways that a run of the plan made and that its `gateways` do not name any more: they leave, without anybody having to say so. */
import { type Gateway, gatewaysOf, type PlanRun } from "../engine/gateways.ts";
import type { Inventory } from "../plan/hosts.ts";
import type { Nat64Plan, Plan } from "../plan/plan.ts";

/** A host does not end in the very second its time is over. */
const GRACE_MS = 60_000;

export interface Leaving {
  readonly plan: Plan;
  /** What a person should know. */
  readonly notes: readonly string[];
}

/** @param runsOf reads the runs of this plan, oldest first: only where they have a say. @param now milliseconds since the epoch. */
export async function withLeaving(
  plan: Plan,
  runsOf: () => Promise<readonly PlanRun[]>,
  inventory: Inventory,
  now: number,
): Promise<Leaving> {
  const { nat64 } = plan;
  // With nobody to pass clients to there is nothing to drain toward: `rollback` takes the last gateway away.
  if (nat64 === null || nat64.gateways.length === 0) return { plan, notes: [] };
  const isOver = ({ left }: Gateway): boolean => left !== null && now > left + nat64.drainSeconds * 1000 + GRACE_MS;
  const known = gatewaysOf(await runsOf());
  const leaving = [...known].filter(([host, gateway]) => !nat64.gateways.includes(host) && !isOver(gateway));
  return {
    plan: {
      ...plan,
      nat64: {
        ...nat64,
        retiring: leaving
          .filter(([host]) => inventory.hosts.has(host))
          .map(([host, gateway]) => ({ host, pool4: poolOf(gateway), steps: gateway.steps })),
        held: Object.fromEntries([...known].map(([host, gateway]) => [host, poolOf(gateway)])),
      },
    },
    notes: leaving
      .filter(([host]) => !inventory.hosts.has(host))
      .map(
        ([host]) =>
          `${host} translates for this plan and is neither among its gateways nor in its inventory: its sessions are not drained, and nothing is undone there`,
      ),
  };
}

/** What it translates to, as it was last told: every backend says it in the same words. */
function poolOf({ steps }: Gateway): Nat64Plan["pool4"] {
  const want = steps.findLast(({ module }) => module === "nat64-gateway")?.want as {
    config: { pool4: readonly { prefix: string; ports?: string | null }[] };
  };
  return want.config.pool4.map(({ prefix, ports }) => ({ prefix, ports: ports ?? null }));
}
