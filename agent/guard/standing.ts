/**
 * After the commit: a look every half minute for IPv4 that came back (a lease, a cloud's agent, a person), and whether the IPv4-only internet
 * is still reached through the translator; written down for whoever asks later. A plain shell script by a systemd timer, else in a loop started with the host; nothing listens, nothing is undone.
 */
import { initOf } from "../facts/gather.ts";
import type { ReturnedIpv4, Standing } from "../protocol/messages.ts";
import type { System } from "../system.ts";
import { GUARD } from "./paths.ts";
import type { StandingWant } from "./rescue.ts";

const COMMAND_MS = 15_000;
const EVERY_SECONDS = 30;
const SCRIPT = `${GUARD}/standing.sh`;
/** Lines `interface` or `interface address/length` that may be there. */
const ALLOWED = `${GUARD}/standing.allowed`;
const RETURNED = `${GUARD}/standing.returned`;
/** `name port` of the server that is connected to. */
const TARGET = `${GUARD}/standing.target`;
/** Lines `seconds pass|fail|unknown why`, one for each change. */
const TRANSLATION = `${GUARD}/standing.translation`;
const SERVICE = "/etc/systemd/system/migrate-standing.service";
const TIMER = "/etc/systemd/system/migrate-standing.timer";
const WANTS = "/etc/systemd/system/timers.target.wants/migrate-standing.timer";
const INIT = "/etc/init.d/migrate-standing";
const INIT_LINK = "/etc/rc2.d/S95migrate-standing";
const FILES = [
  WANTS,
  TIMER,
  SERVICE,
  INIT_LINK,
  INIT,
  SCRIPT,
  ALLOWED,
  RETURNED,
  TARGET,
  TRANSLATION,
  `${GUARD}/standing.now`,
];

/** A line of the record: seconds since the epoch, interface, address with length, how. */
export const STANDING = `#!/bin/sh
# Writes down IPv4 addresses that came back after they were taken away: ${RETURNED}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 077
look() {
  ip -o -4 addr show | while read -r _ dev _ address rest; do
    case $address in 127.*) continue ;; esac
    grep -qxF -e "$dev" -e "$dev $address" ${ALLOWED} && continue
    case " $rest " in *" dynamic "*) how=leased ;; *) how=configured ;; esac
    grep -qxF "$dev $address" ${GUARD}/standing.now 2>/dev/null || echo "$(date +%s) $dev $address $how" >>${RETURNED}
    echo "$dev $address"
  done >${GUARD}/standing.new
  mv -f ${GUARD}/standing.new ${GUARD}/standing.now
}
reach() {
  address=$(getent ahostsv6 "$name" | { read -r first _; echo "$first"; })
  case $address in
    "" | ::ffff:*) echo "fail $name has no IPv6 address here: DNS64 gives none"; return 1 ;;
  esac
  command -v bash >/dev/null && command -v timeout >/dev/null || { echo "unknown bash or timeout is missing here"; return; }
  timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$address" "$port" 2>/dev/null && { echo "pass $name is reached at $address"; return; }
  echo "fail $name is not reached at $address port $port: NAT64"
  return 1
}
translation() {
  [ -r ${TARGET} ] || return 0
  read -r name port <${TARGET}
  # Once is no trouble yet.
  said=$(reach) || { sleep 2; said=$(reach); }
  last=$(tail -n 1 ${TRANSLATION} 2>/dev/null)
  case $last in *" \${said%% *} "*) ;; *) echo "$(date +%s) $said" >>${TRANSLATION} ;; esac
}
look
translation
[ "$1" = loop ] || exit 0
trap '' HUP
while sleep ${EVERY_SECONDS} && [ -r ${SCRIPT} ]; do look; translation; done
`;

const SERVICE_TEXT = `[Unit]
Description=Write down IPv4 addresses that came back
ConditionPathExists=${SCRIPT}

[Service]
Type=oneshot
ExecStart=/bin/sh ${SCRIPT}
LogLevelMax=warning
`;

const TIMER_TEXT = `[Unit]
Description=Look for IPv4 addresses that came back

[Timer]
OnActiveSec=1s
OnUnitActiveSec=${EVERY_SECONDS}s
AccuracySec=5s

[Install]
WantedBy=timers.target
`;

const INIT_TEXT = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          migrate-standing
# Required-Start:    $local_fs $network
# Required-Stop:
# Default-Start:     2 3 4 5
# Default-Stop:
# Short-Description: Write down IPv4 addresses that came back
### END INIT INFO
case "$1" in
  start | "") [ ! -r ${SCRIPT} ] || sh ${SCRIPT} loop </dev/null >/dev/null 2>&1 & ;;
esac
`;

export async function installStanding(sys: System, { allowed, translation }: StandingWant): Promise<void> {
  if (translation === null) await sys.remove(TARGET);
  else await sys.write(TARGET, `${translation.name} ${translation.port}\n`, { mode: 0o600 });
  await sys.write(ALLOWED, allowed.map((line) => `${line}\n`).join(""), { mode: 0o600 });
  const running = (await sys.stat(SCRIPT)) !== null;
  await sys.write(SCRIPT, STANDING, { mode: 0o700 });
  if ((await initOf(sys)) === "systemd") {
    await sys.write(SERVICE, SERVICE_TEXT, { mode: 0o644 });
    await sys.write(TIMER, TIMER_TEXT, { mode: 0o644 });
    await sys.mkdir(WANTS.slice(0, WANTS.lastIndexOf("/")));
    await sys.symlink("../migrate-standing.timer", WANTS);
    await sys.exec(["systemctl", "start", "migrate-standing.timer"], { timeoutMs: COMMAND_MS });
    return;
  }
  await sys.mkdir("/etc/rc2.d");
  await sys.write(INIT, INIT_TEXT, { mode: 0o755 });
  await sys.symlink("../init.d/migrate-standing", INIT_LINK);
  if (!running) await sys.detach(["sh", SCRIPT, "loop"]);
}

/** IPv4 may be there again: the loop ends by itself once its script is gone. @returns what was removed. */
export async function removeStanding(sys: System): Promise<string[]> {
  if ((await sys.stat(SCRIPT)) === null) return [];
  if ((await initOf(sys)) === "systemd") {
    await sys.exec(["systemctl", "stop", "migrate-standing.timer"], { timeoutMs: COMMAND_MS });
  }
  const removed: string[] = [];
  for (const path of FILES) {
    if ((await sys.stat(path)) === null) continue;
    await sys.remove(path);
    removed.push(path);
  }
  return removed;
}

export async function readStanding(sys: System): Promise<Standing> {
  const lines = ((await sys.read(RETURNED)) ?? "").split("\n").filter((line) => line !== "");
  return {
    watching: (await sys.stat(SCRIPT)) !== null,
    returned: lines.map(parse),
    translation: parseTranslation((await sys.read(TRANSLATION)) ?? ""),
  };
}

/** The newest line. */
export function parseTranslation(text: string): Standing["translation"] {
  const line = /^(\d+) (pass|fail|unknown) (.*)$/.exec(text.trimEnd().split("\n").at(-1)!);
  if (line === null) return null;
  return { at: Number(line[1]) * 1000, finding: line[2] as "pass" | "fail" | "unknown", because: line[3]! };
}

function parse(line: string): ReturnedIpv4 {
  const [seconds = "0", name = "", address = "", how = ""] = line.split(" ");
  return { at: Number(seconds) * 1000, interface: name, address, how: how === "leased" ? "leased" : "configured" };
}
