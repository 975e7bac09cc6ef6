/** The default store: a folder on this workstation. */
import { breakLease, listLeases, takeLease } from "./lease.ts";
import { listRuns, RunDirectory } from "./run-directory.ts";
import { usedBy, useOnce } from "./saved-plan.ts";
import type { Store } from "./store.ts";

export function fileStore(home: string): Store {
  return {
    where: home,
    run: (id) => new RunDirectory(id, home),
    runs: () => listRuns(home),
    takeLease: (plan, run) => takeLease(plan, run, home),
    leases: () => listLeases(home),
    breakLease: (plan, by) => breakLease(plan, by, home),
    useOnce: (id, run) => useOnce(id, run, home),
    usedBy: (id) => usedBy(id, home),
    close: async () => undefined,
  };
}
