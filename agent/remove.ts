/** The agent takes itself off the host. Daemons run from copies of their own, so the cache is never theirs. */
import { stopObservation } from "./audit/observation/control.ts";
import { removeStanding } from "./guard/standing.ts";
import { transactions } from "./guard/transactions.ts";
import { listReceipts, undoStep } from "./modules/registry.ts";
import type { Methods, Receipt } from "./protocol/messages.ts";
import type { ModuleName } from "./protocol/wants.ts";
import { Fault } from "./rpc.ts";
import type { System } from "./system.ts";

const STATE = "/var/lib/migrate";
const CACHE = `${STATE}/cache`;

const DAEMONS: ReadonlySet<ModuleName> = new Set<ModuleName>([
  "nat64-gateway",
  "dns64-resolver",
  "inbound-siit",
  "clat",
]);

/**
 * @param everything also daemons (their steps are undone), receipts and the records of finished transactions.
 * @throws Fault `refused` while a transaction is not finished, for its way back must stay; `io` where a daemon's step cannot be undone: then all stays.
 */
export async function removeAgent(sys: System, everything: boolean): Promise<Methods["remove"]["result"]> {
  const open = (await transactions(sys)).filter((t) => t.state === "armed" || t.state === "confirmed");
  if (open.length > 0) {
    throw new Fault(
      "refused",
      `${open.map((t) => t.id).join(", ")} is not finished: commit it, undo it, or wait until the host has undone itself`,
    );
  }
  const observation = await stopObservation(sys);
  if (!everything) return { removed: [...observation, ...(await removed(sys, CACHE)).removed] };
  const standing = (await listReceipts(sys)).filter((r) => DAEMONS.has(r.module) && r.state !== "undone");
  for (const receipt of standing.reverse()) await undone(sys, receipt);
  return { removed: [...observation, ...(await removeStanding(sys)), ...(await removed(sys, STATE)).removed] };
}

async function undone(sys: System, receipt: Receipt): Promise<void> {
  const { outcome, because } = await undoStep(sys, receipt.id, receipt.run);
  if (outcome === "failed") {
    throw new Fault("io", `step ${receipt.id} could not be undone, so its receipt stays: ${because.join("; ")}`);
  }
}

async function removed(sys: System, path: string): Promise<Methods["remove"]["result"]> {
  if ((await sys.stat(path)) === null) return { removed: [] };
  await sys.remove(path);
  return { removed: [path] };
}
