/** Disks of hosts that have a filesystem of their own. */
import { open } from "node:fs/promises";
import { must } from "./process.ts";

/** An ext4 in a sparse file. */
export async function makeExt4(path: string, megabytes: number): Promise<void> {
  const file = await open(path, "w");
  await file.truncate(megabytes * 1024 * 1024);
  await file.close();
  await must(["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1", "-m", "0", path]);
}
