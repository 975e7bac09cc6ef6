/** What undoes an armed transaction at boot: timers do not survive one. In place before the first change, taken away with the transaction. */
import { initOf } from "../facts/gather.ts";
import type { System } from "../system.ts";
import {
  ARMED,
  BOOT_FILES,
  ENTRY,
  INIT_LINKS,
  INIT_SCRIPT,
  SYSTEMD_UNIT,
  SYSTEMD_WANTS,
  WATCH_UNIT,
  WATCH_WANTS,
} from "./paths.ts";

/** Before anything configures the network, and independent of most that a boot brings up. */
const UNIT = `[Unit]
Description=Undo changes of migrate that were armed and never committed
DefaultDependencies=no
After=local-fs.target
Before=network-pre.target networking.service systemd-networkd.service NetworkManager.service shutdown.target
Wants=network-pre.target
Conflicts=shutdown.target
ConditionPathExists=${ENTRY}

[Service]
Type=oneshot
ExecStart=/bin/sh ${ENTRY} boot
KillMode=process

[Install]
WantedBy=sysinit.target
`;

/** Counts down beside the systemd timer, on the clock that also runs while the machine is suspended; after a boot it is the one that counts. */
const WATCH = `[Unit]
Description=Undo changes of migrate when their time is up
DefaultDependencies=no
After=local-fs.target migrate-guard.service
Conflicts=shutdown.target
Before=shutdown.target
ConditionPathExists=${ARMED}

[Service]
ExecStart=/bin/sh ${ARMED}/timer.sh
# A DHCP client that the undo starts must outlive it.
KillMode=process
Restart=on-failure
RestartSec=100ms
StartLimitBurst=0
# It ignores every other signal, and a shutdown must not wait for it; stopped by systemd that is no failure, killed by anybody else it starts again.
KillSignal=SIGKILL
SuccessExitStatus=SIGKILL
RestartForceExitStatus=SIGKILL

[Install]
WantedBy=sysinit.target
`;

const SCRIPT = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          migrate-guard
# Required-Start:    $local_fs
# Required-Stop:
# X-Start-Before:    networking
# Default-Start:     S
# Default-Stop:
# Short-Description: Undo changes of migrate that were armed and never committed
### END INIT INFO
case "$1" in
  start | "") [ ! -r ${ENTRY} ] || sh ${ENTRY} boot ;;
esac
`;

export async function installBootHook(sys: System): Promise<void> {
  if ((await initOf(sys)) === "systemd") {
    await sys.write(SYSTEMD_UNIT, UNIT, { mode: 0o644 });
    await linkAt(sys, "../migrate-guard.service", SYSTEMD_WANTS);
    await sys.write(WATCH_UNIT, WATCH, { mode: 0o644 });
    await linkAt(sys, "../migrate-guard-watch.service", WATCH_WANTS);
    return;
  }
  await sys.mkdir("/etc/init.d");
  await sys.write(INIT_SCRIPT, SCRIPT, { mode: 0o755 });
  for (const link of INIT_LINKS) await linkAt(sys, "../init.d/migrate-guard", link);
}

async function linkAt(sys: System, target: string, path: string): Promise<void> {
  await sys.mkdir(path.slice(0, path.lastIndexOf("/")));
  await sys.symlink(target, path);
}

export async function removeBootHook(sys: System): Promise<void> {
  for (const path of BOOT_FILES) await sys.remove(path);
}
