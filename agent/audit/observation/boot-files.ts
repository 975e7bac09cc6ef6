/** What starts the observer: a unit where systemd is PID 1, else a process in a session of its own, and an init script if it is to survive a reboot. Pure. */
import { LOG, PID, PROGRAMS, UNIT } from "./paths.ts";

/** The observer's command line. Its heap is bounded, and so is what it keeps. */
export function observerArgv(node: string): string[] {
  return [node, "--max-old-space-size=64", `${PROGRAMS}/agent.cjs`, "observe"];
}

export function unitFile(node: string): string {
  return `[Unit]
Description=migrate: observe IPv4 use
After=network.target

[Service]
ExecStart=${observerArgv(node).map(quoted).join(" ")}
Restart=on-failure
RestartSec=5
Nice=10
MemoryMax=256M
StandardOutput=append:${LOG}
StandardError=append:${LOG}

[Install]
WantedBy=multi-user.target
`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, "\\$&")}"`;
}

export function initScript(node: string): string {
  const argv = observerArgv(node).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${UNIT}
# Required-Start:    $network $local_fs
# Required-Stop:     $network $local_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: migrate: observe IPv4 use
### END INIT INFO
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
case "$1" in
  start) setsid ${argv.join(" ")} </dev/null >>${LOG} 2>&1 & ;;
  stop) [ ! -r ${PID} ] || kill "$(cat ${PID})" 2>/dev/null ;;
  *) echo "usage: $0 start|stop" >&2; exit 64 ;;
esac
`;
}
