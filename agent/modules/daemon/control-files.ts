/** What starts, watches and restarts a daemon: a unit where systemd is PID 1, else an init script that is its own supervisor. Pure. */
import { command } from "../../guard/shell.ts";
import type { Programs } from "./programs.ts";

export interface DaemonName {
  /** Names unit, configuration, log and device: `nat64`. */
  readonly daemon: string;
  /** The agent's command, where it is another word. */
  readonly command?: "nat64" | "dns64" | "clat";
  /** `NAT64 translator`. */
  readonly title: string;
  /** Further lines of its unit, where systemd is PID 1. */
  readonly lines?: { readonly unit: readonly string[]; readonly service: readonly string[] };
}

export function commandOf({ daemon, command }: DaemonName): string {
  return command ?? daemon;
}

export function unitName({ daemon }: DaemonName): string {
  return `migrate-${daemon}`;
}

export function configPath({ daemon }: DaemonName): string {
  return `/etc/migrate/${daemon}.json`;
}

export function logPath(name: DaemonName): string {
  return `/var/log/${unitName(name)}.log`;
}

/** sha256 of the configuration the running daemon was started with. */
export function startedPath(name: DaemonName): string {
  return `/run/${unitName(name)}.started`;
}

export function pidPath(name: DaemonName): string {
  return `/run/${unitName(name)}.pid`;
}

export function unitPath(name: DaemonName): string {
  return `/etc/systemd/system/${unitName(name)}.service`;
}

export function wantsPath(name: DaemonName): string {
  return `/etc/systemd/system/multi-user.target.wants/${unitName(name)}.service`;
}

export function initPath(name: DaemonName): string {
  return `/etc/init.d/${unitName(name)}`;
}

export function rcPath(name: DaemonName): string {
  return `/etc/rc2.d/S90${unitName(name)}`;
}

/** Megabytes of each half of the young generation. Node's own choice would take more memory under a flood than all tables of a translator, and win nothing. */
export const NODE_FLAGS: readonly string[] = ["--max-semi-space-size=4"];

function argv(name: DaemonName, programs: Programs): string[] {
  return [programs.node, ...NODE_FLAGS, programs.agent, commandOf(name), "--config", configPath(name)];
}

export function unitFile(name: DaemonName, programs: Programs): string {
  const more = (lines: readonly string[] = []): string => lines.map((line) => `${line}\n`).join("");
  return `[Unit]
Description=migrate: ${name.title}
After=network.target
StartLimitIntervalSec=0
${more(name.lines?.unit)}
[Service]
${more(name.lines?.service)}ExecStartPre=/bin/sh -c 'sha256sum <${configPath(name)} >${startedPath(name)}'
ExecStart=${command(argv(name, programs))}
Restart=always
RestartSec=1
StandardOutput=append:${logPath(name)}
StandardError=append:${logPath(name)}
RuntimeDirectory=migrate
RuntimeDirectoryPreserve=yes

[Install]
WantedBy=multi-user.target
`;
}

/** \`supervise\` runs in a session of its own, independent of whoever started it; it starts the daemon again when it ends, waiting longer each time it ends soon. */
export function initScript(name: DaemonName, programs: Programs): string {
  const unit = unitName(name);
  return `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${unit}
# Required-Start:    $network $local_fs
# Required-Stop:     $network $local_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: migrate: ${name.title}
### END INIT INFO
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
CONFIG=${configPath(name)}
PIDFILE=${pidPath(name)}
LOG=${logPath(name)}

supervisor() {
  pid=
  [ -r "$PIDFILE" ] && read -r pid <"$PIDFILE"
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] && tr '\\0' ' ' <"/proc/$pid/cmdline" | grep -q '${unit} supervise'
}

supervise() {
  echo "$$" >"$PIDFILE"
  mkdir -p /run/migrate
  child=
  ending=
  trap 'ending=yes; [ -z "$child" ] || kill "$child" 2>/dev/null' TERM INT
  trap '' HUP
  delay=1
  while [ -z "$ending" ]; do
    sha256sum <"$CONFIG" >${startedPath(name)}
    read -r since _ </proc/uptime
    ${command(argv(name, programs))} &
    child=$!
    wait "$child"
    rc=$?
    # A signal to this shell ends the wait before the daemon has ended.
    while kill -0 "$child" 2>/dev/null; do wait "$child"; done
    child=
    [ -z "$ending" ] || break
    read -r now _ </proc/uptime
    if [ $((\${now%.*} - \${since%.*})) -ge 60 ]; then delay=1; fi
    echo "${unit}: ended with $rc, starts again in $delay s"
    sleep "$delay" &
    child=$!
    wait "$child"
    child=
    delay=$((delay * 2))
    [ "$delay" -le 30 ] || delay=30
  done
  rm -f "$PIDFILE" ${startedPath(name)}
}

start() {
  if supervisor; then return 0; fi
  [ ! -f "$LOG" ] || [ "$(wc -c <"$LOG")" -lt 10000000 ] || mv -f "$LOG" "$LOG.1"
  setsid sh ${initPath(name)} supervise </dev/null >>"$LOG" 2>&1 &
}

stop() {
  supervisor || { rm -f "$PIDFILE"; return 0; }
  kill "$pid"
  tries=0
  while supervisor; do
    tries=$((tries + 1))
    if [ "$tries" -ge 50 ]; then
      pkill -KILL -P "$pid" 2>/dev/null
      kill -KILL "$pid" 2>/dev/null
      rm -f "$PIDFILE"
      break
    fi
    sleep 0.2 2>/dev/null || sleep 1
  done
}

case "$1" in
  start) start ;;
  stop) stop ;;
  restart | force-reload) stop; start ;;
  status) if supervisor; then echo "${unit} runs"; else echo "${unit} does not run"; exit 3; fi ;;
  supervise) supervise ;;
  *) echo "usage: $0 start|stop|restart|status" >&2; exit 64 ;;
esac
`;
}
