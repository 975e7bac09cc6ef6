/** Where observation keeps itself on a host; `audit --stop` takes all of it away. */
export const FOLDER = "/var/lib/migrate/audit";
export const CONFIG = `${FOLDER}/config.json`;
export const LEDGER = `${FOLDER}/ledger.json`;
export const HOOKS = `${FOLDER}/hooks`;
export const PID = `${FOLDER}/observer.pid`;
export const LOG = `${FOLDER}/observer.log`;
export const PROGRAMS = `${FOLDER}/programs`;

export const UNIT = "migrate-audit";
/** Gone with a reboot. */
export const UNIT_NOW = `/run/systemd/system/${UNIT}.service`;
export const UNIT_KEPT = `/etc/systemd/system/${UNIT}.service`;
export const WANTS = `/etc/systemd/system/multi-user.target.wants/${UNIT}.service`;
export const INIT = `/etc/init.d/${UNIT}`;
export const RC = `/etc/rc2.d/S90${UNIT}`;

export const BOOT_FILES = [UNIT_NOW, WANTS, UNIT_KEPT, RC, INIT] as const;
