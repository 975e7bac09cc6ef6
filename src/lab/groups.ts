/** Control groups of machines that boot their own systemd. A machine that ended leaves them behind, empty. */
import { run } from "./process.ts";

/** Name below the root of the version 2 hierarchy. */
export function groupOf(lab: string, machine: string): string {
  // A sign that no name of a lab has: one lab's prefix is not another's beginning.
  return `migrate-lab@${lab}@${machine}`;
}

/** Seen through a mount of our own: where this machine has the hierarchy mounted, and whether, is its own business. */
const REMOVE = `set -eu
mount -t tmpfs tmpfs /mnt
mkdir /mnt/groups
mount -t cgroup2 cgroup2 /mnt/groups
for group in /mnt/groups/"$1"*; do
  # One whose lab was killed while it stood still did not hear of it.
  [ ! -e "$group/cgroup.kill" ] || echo 1 >"$group/cgroup.kill"
  # What has just ended leaves its group a moment later.
  left=40
  while [ -d "$group" ] && [ "$left" -gt 0 ]; do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
    left=$((left - 1))
    sleep 0.05
  done
done`;

/** End what is left of a lab's machines, and take their groups away. */
export async function removeGroups(lab: string): Promise<void> {
  await run(["unshare", "--mount", "--propagation", "private", "sh", "-c", REMOVE, "sh", groupOf(lab, "")]);
}
