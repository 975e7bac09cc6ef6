import { listLeases } from "../store/lease.ts";
import type { RunDirectory } from "../store/run-directory.ts";

/** Whether a live process has the run in hand: it holds the lease of the run's plan. */
export async function isDriven(directory: RunDirectory, home: string): Promise<boolean> {
  const { plan } = await directory.execution();
  return (await listLeases(home)).some(
    (lease) => lease.plan === plan && lease.owner.run === directory.run && lease.alive,
  );
}
