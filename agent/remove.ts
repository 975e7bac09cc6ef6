/** The agent takes itself off the host: everything in the cache that no daemon of ours runs from; with `everything` all that migrate put under its folder. */
import { transactions } from "./guard/transactions.ts";
import type { Methods } from "./protocol/messages.ts";
import { Fault } from "./rpc.ts";
import type { System } from "./system.ts";

const STATE = "/var/lib/migrate";
const CACHE = `${STATE}/cache`;
const UNITS = "/etc/systemd/system";

/** @throws Fault `refused` while a transaction is not finished, for its way back must stay, and for `everything` while a daemon runs. */
export async function removeAgent(sys: System, everything: boolean): Promise<Methods["remove"]["result"]> {
  const open = (await transactions(sys)).filter((t) => t.state === "armed" || t.state === "confirmed");
  if (open.length > 0) {
    throw new Fault(
      "refused",
      `${open.map((t) => t.id).join(", ")} is not finished: commit it, undo it, or wait until the host has undone itself`,
    );
  }
  const used = await pathsInUse(sys);
  if (everything) {
    if (used.length > 0) {
      throw new Fault("refused", `daemons run from ${STATE} (${used.join(", ")}): undo their steps first`);
    }
    if ((await sys.stat(STATE)) === null) return { removed: [] };
    await sys.remove(STATE);
    return { removed: [STATE] };
  }
  const removed: string[] = [];
  for (const folder of ["agent", "node", "digests"]) {
    for (const name of await sys.list(`${CACHE}/${folder}`)) {
      const path = `${CACHE}/${folder}/${name}`;
      if (used.some((word) => word.startsWith(path))) continue;
      await sys.remove(path);
      removed.push(path);
    }
  }
  if (removed.length > 0 && used.length === 0) await sys.remove(CACHE);
  return { removed };
}

/** Words that begin with our folder in the command lines of running daemons and in their units. Agents themselves do not count: they keep what they have open. */
async function pathsInUse(sys: System): Promise<string[]> {
  const used = new Set<string>();
  const note = (words: readonly string[]): void => {
    for (const word of words) if (word.startsWith(`${STATE}/`)) used.add(word);
  };
  for (const pid of await sys.list("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    // A process may end between the two calls, or not be ours to read.
    const words = ((await sys.read(`/proc/${pid}/cmdline`).catch(() => null)) ?? "").split("\0");
    if (words[2] !== "rpc") note(words);
  }
  for (const unit of await sys.list(UNITS)) {
    // The guard's own unit is there only while a transaction is armed.
    if (!/^migrate-(?!guard).*\.service$/.test(unit)) continue;
    note(((await sys.read(`${UNITS}/${unit}`)) ?? "").split(/[\s"'=]+/));
  }
  return [...used].sort();
}
