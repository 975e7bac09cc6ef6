import type { KeptRun, Store } from "../store/store.ts";

/** Whether a live process has the run in hand: it holds the lease of the run's plan. */
export async function isDriven(kept: KeptRun, store: Store): Promise<boolean> {
  const { plan } = await kept.execution();
  return (await store.leases()).some((lease) => lease.plan === plan && lease.owner.run === kept.run && lease.alive);
}
