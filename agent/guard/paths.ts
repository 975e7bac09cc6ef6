/** Where the guard keeps its things on a host. */
export const GUARD = "/var/lib/migrate/guard";
/** The way out on a console. */
export const ENTRY = `${GUARD}/undo.sh`;
/** Copies of the programs the undo script needs, for a host that has lost one of them by then. */
export const TOOLS = `${GUARD}/tools`;
/** A symlink to the folder of the one transaction that is armed: made atomically, so a second one cannot be armed beside it. */
export const ARMED = `${GUARD}/armed`;

/** Undoes an armed transaction at boot, before the network comes up: a timer does not survive a reboot. */
export const SYSTEMD_UNIT = "/etc/systemd/system/migrate-guard.service";
export const SYSTEMD_WANTS = "/etc/systemd/system/sysinit.target.wants/migrate-guard.service";
/** The second timer, and the only one after a reboot that was asked for. */
export const WATCH_UNIT = "/etc/systemd/system/migrate-guard-watch.service";
export const WATCH_WANTS = "/etc/systemd/system/sysinit.target.wants/migrate-guard-watch.service";
export const INIT_SCRIPT = "/etc/init.d/migrate-guard";
/** Before the network, and again after it for an init that has no rcS. */
export const INIT_LINKS = ["/etc/rcS.d/S00migrate-guard", "/etc/rc2.d/S00migrate-guard"] as const;

/** Every file of the boot hook, for whoever takes it away. */
export const BOOT_FILES = [SYSTEMD_UNIT, SYSTEMD_WANTS, WATCH_UNIT, WATCH_WANTS, INIT_SCRIPT, ...INIT_LINKS] as const;

export function folderOf(id: string): string {
  return `${GUARD}/${id}`;
}

/** Every heartbeat starts a timer anew; `beat` tells them apart. */
export function timerUnit(id: string, beat: number): string {
  return `migrate-undo-${id}-${beat}`;
}
