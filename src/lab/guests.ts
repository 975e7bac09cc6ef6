/** Programs that entered a lab's network from outside, such as the operator's: they would keep it alive after its machines ended. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * End them. Found by the network of the lab's machines while those live, and by the environment the lab gave them: the numbers of
 * namespaces are used again, so those of a lab that is gone say nothing.
 * @param folder of the lab. @param machines PID 1 of each.
 */
export function endGuests(folder: string, machines: readonly number[]): void {
  const own = new Set([networkOf("self"), networkOf("1")]);
  const ours = new Set(
    machines.map((pid) => networkOf(String(pid))).filter((network) => network !== null && !own.has(network)),
  );
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || machines.includes(pid)) continue;
    if (!ours.has(networkOf(entry)) && !hasEnvironment(entry, `MIGRATE_LAB=${folder}`)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended in between.
    }
  }
}

function networkOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return null;
  }
}

function hasEnvironment(pid: string, setting: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(setting);
  } catch {
    return false;
  }
}
