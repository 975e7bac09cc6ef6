/** Which boot of the host this is. */
import type { System } from "../system.ts";

/** Changes with every boot, of a machine as of a container, which may share the boot id of the machine it runs on. */
export async function bootMark(sys: System): Promise<string> {
  const boot = (await sys.read("/proc/sys/kernel/random/boot_id"))?.trim() ?? "";
  return `${boot}.${startTime(await sys.read("/proc/1/stat")) ?? ""}`;
}

/** Field 22 of proc(5), in clock ticks since boot, which are hundredths of a second on every Linux that runs Node. */
export function startTime(stat: string | null): number | null {
  if (stat === null) return null;
  // The name in parentheses may hold spaces; what follows the last one starts with field 3.
  const value = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  return Number.isFinite(value) ? value : null;
}
