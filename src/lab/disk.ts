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

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: from here on nothing reaches the disk, neither data nor journal. */
const SHUTDOWN = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("I", 2))
`;

/** The power of a disk goes: what was not synced is lost. @param holder the process that holds its root as descriptor 4. */
export async function cutDiskPower(holder: number): Promise<void> {
  await must(["/usr/bin/python3", "-I", "-c", SHUTDOWN, `/proc/${holder}/fd/4`]);
}
