/** The shell scripts of the guard. They must work when nothing else does: POSIX sh, ip and the base commands, no agent, Node or network. */

import { ARMED, BOOT_FILES, GUARD, TOOLS } from "./paths.ts";
import type { Rescue } from "./rescue.ts";
import { command, quote } from "./shell.ts";

export interface UndoPlan {
  /** The transaction's folder. */
  readonly folder: string;
  readonly steps: readonly string[];
  /** Files as they were: `copy` is the name under `files/`, null for a file that was not there. */
  readonly files: readonly { readonly path: string; readonly copy: string | null }[];
  /** Folders that are not there yet and are made for those files, deepest first. */
  readonly newFolders: readonly string[];
  readonly links: readonly { readonly name: string; readonly index: number; readonly up: boolean }[];
  readonly added: Rescue["added"];
  readonly generate: NonNullable<Rescue["generate"]>;
  readonly reload: Rescue["reload"];
  readonly afterUndo: Rescue["afterUndo"];
}

/** How long the network stack may take to bring back what is its own. */
const STACK_SECONDS = 3;

/** Functions every script of the guard shares. */
const COMMON = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${TOOLS}
LC_ALL=C
export PATH LC_ALL
umask 077
`;

/**
 * What is on this host as sorted-out text, one thing a line, in $1.addr4 and so on: the same lines before and after, whatever lifetimes and
 * carrier do. The kernel's own routes follow from addresses; learned ones come and go by themselves.
 */
const LISTS = `routes() {
  ip -o "-$1" route show table all |
    sed -e 's/\\\\/ /g' -e 's/ linkdown//g' -e 's/ dead//g' -e 's/[ \t][ \t]*/ /g' -e 's/ $//' | { grep -Ev '^(local|broadcast|anycast|multicast) | proto kernel' || :; }
}
lists() {
  ip -o -4 addr show | { while read -r _ dev _ address _; do echo "$dev $address"; done; } >"$1.addr4"
  ip -o -6 addr show scope global permanent | { while read -r _ dev _ address _; do echo "$dev $address"; done; } >"$1.addr6"
  routes 4 | { grep -v ' proto dhcp' || :; } >"$1.route4"
  routes 6 | { grep -Ev ' proto ra| expires ' || :; } >"$1.route6"
}
`;

/**
 * Restores files, then links, sysctls, addresses and routes in that order (a route needs its address), checks, and records \`undone\` or
 * \`undo_failed\`. Running it twice, at the same time or after a crash half-way, comes to the same.
 */
export function undoScript(plan: UndoPlan): string {
  const { folder } = plan;
  return `#!/bin/sh
# Puts this host back as it was before:
${plan.steps.map((step) => `#   ${step.replace(/[^\x20-\x7e]/g, "?")}`).join("\n")}
# It needs only sh, ip and the base commands, and may be run by hand at any time: sh ${quote(`${folder}/undo.sh`)}
${COMMON}
T=${quote(folder)}
MODE=\${1:-now}
# A rehearsal works on a copy of the snapshot, on files below that copy, and in a network namespace of its own.
ROOT=
if [ "$MODE" = rehearse ]; then T=$2 ROOT=$2/root; fi
trap '' HUP INT TERM PIPE
exec </dev/null >>"$T/log" 2>&1
cd /
# How things are now is looked at elsewhere than on a disk that may be full.
N=$T/now
[ -n "$ROOT" ] || { mkdir -p /run/migrate-undo && N=/run/migrate-undo/now.$$; } 2>/dev/null

say() { read -r up _ </proc/uptime; echo "$up $*"; }
FAILED=
fail() { say "FAILED: $*"; FAILED=yes; }
TRIES=10
# A command that may hang must not keep the rest from being put back.
bounded() {
  "$@" &
  asked=$!
  limit=$TRIES
  while kill -0 "$asked" 2>/dev/null; do
    if [ "$limit" -eq 0 ]; then kill -9 "$asked"; wait "$asked"; return 1; fi
    limit=$((limit - 1))
    sleep 0.2 2>/dev/null || { sleep 1; limit=$((limit > 4 ? limit - 4 : 0)); }
  done
  wait "$asked"
}
put_state() {
  { printf '%s\\n' "$1" >"$T/state.new" && mv -f "$T/state.new" "$T/state"; } || mv -f "$T/ready.$1" "$T/state"
  sync "$T/state" "$T" 2>/dev/null || sync
}
# Start time of a process: a pid alone may have been given to another.
started() {
  [ -r "/proc/$1/stat" ] || return 1
  read -r line <"/proc/$1/stat" || return 1
  line=\${line##*) }
  set -- $line
  shift 19
  echo "$1"
}

boot_mark() { read -r boot </proc/sys/kernel/random/boot_id; echo "$boot.$(started 1)"; }

# Kept for this moment: on a full disk nothing below could be written.
rm -f "$T/ballast"
# Only one process at a time may decide about this transaction.
waited=0
[ "$MODE" = boot ] && rm -rf "$T/hold"
until mkdir "$T/hold" 2>/dev/null; do
  holder= since=
  [ -r "$T/hold/pid" ] && read -r holder since <"$T/hold/pid"
  if [ -n "$holder" ] && [ "$(started "$holder")" != "$since" ]; then rm -rf "$T/hold"; continue; fi
  if [ -z "$holder" ] && [ "$waited" -ge 5 ]; then rm -rf "$T/hold"; continue; fi
  if [ "$waited" -ge 30 ]; then say "another process ($holder) has been at it for 30 s"; exit 1; fi
  sleep 1
  waited=$((waited + 1))
done
echo "$$ $(started $$)" >"$T/hold/pid"
state=
[ -r "$T/state" ] && read -r state <"$T/state"
case $state in
  armed | confirmed | undo_failed) ;;
  *) say "nothing to undo: $state"; rm -rf "$T/hold"; exit 0 ;;
esac
read -r up _ </proc/uptime
now=\${up%.*}\${up#*.}
if [ "$MODE" = timer ] && [ -r "$T/deadline" ]; then
  read -r due <"$T/deadline"
  # A heartbeat has moved it since this timer was started.
  if [ "$now" -lt "$due" ]; then rm -rf "$T/hold"; exit 0; fi
fi
if [ "$MODE" = boot ] && [ -r "$T/reboot" ]; then
  read -r mark within <"$T/reboot"
  rm -f "$T/reboot"
  if [ "$mark" != "$(boot_mark)" ]; then
    # This boot was asked for: whoever asked has to come back over IPv6 in time.
    echo "$((now + within))" >"$T/deadline"
    put_state armed
    rm -rf "$T/hold"
    say "armed again through a reboot that was asked for: $within hundredths of a second"
    if [ ! -d /run/systemd/system ]; then
      # They ignore hang-ups.
      sh "$T/timer.sh" &
      sh "$T/timer.sh" &
    fi
    exit 0
  fi
fi
say "undo ($MODE), was $state"
DAMAGED=
if [ -r "$T/manifest" ] && command -v sha256sum >/dev/null; then
  DAMAGED=$(cd "$T" && sha256sum -c manifest 2>/dev/null | sed -n 's/: FAILED.*$//p')
  [ -z "$DAMAGED" ] || fail "the snapshot is damaged:" $DAMAGED
fi

# An agent still at work would undo the undoing.
if [ -r "$T/owner" ]; then
  read -r pid since <"$T/owner"
  if [ "$MODE" != boot ] && [ "$(started "$pid")" = "$since" ]; then say "ending the agent at work: $pid"; kill -9 "$pid"; fi
  rm -f "$T/owner"
fi

put() {
  case "
$DAMAGED
" in *"
./files/$1
"*) return ;; esac
  [ -z "$ROOT" ] || mkdir -p "\${2%/*}"
  if [ -h "$T/files/$1" ]; then
    rm -f "$2" && cp -a "$T/files/$1" "$2"
  elif [ -d "$2" ] && [ ! -h "$2" ]; then
    false
  elif [ -h "$2" ]; then
    rm -f "$2" && cp -a "$T/files/$1" "$2"
  else
    # A mount point can only be rewritten.
    { mkdir -p "\${2%/*}" && cp -a "$T/files/$1" "$2.migrate-undo" && mv -f "$2.migrate-undo" "$2"; } 2>/dev/null ||
      # On a full disk a second name for the copy costs nothing.
      { rm -f "$2.migrate-undo"; ln "$T/files/$1" "$2.migrate-undo" && mv -f "$2.migrate-undo" "$2"; } 2>/dev/null ||
      { rm -f "$2.migrate-undo"; cat "$T/files/$1" >"$2"; }
  fi || fail "restore $2"
}
${plan.files
  .map(({ path, copy }) =>
    copy === null
      ? `rm -f "$ROOT"${quote(path)} || fail ${quote(`remove ${path}`)}`
      : `put ${copy} "$ROOT"${quote(path)}`,
  )
  .join("\n")}
${plan.newFolders.map((folder) => `rmdir "$ROOT"${quote(folder)} 2>/dev/null`).join("\n")}

RUNTIME=yes
if [ "$MODE" = boot ]; then
  # Before the network is up its own files bring it back; afterwards we do.
  RUNTIME=
  ${plan.links
    .filter(({ name, up }) => up && name !== "lo")
    .map(({ name }) => `ip -o link show up dev ${quote(name)} 2>/dev/null | grep -q . && RUNTIME=yes`)
    .join("\n  ")}
  [ -n "$RUNTIME" ] || say "the network is not up yet: its files are back"
${boots(plan)}fi

${LISTS}STACK=
# The lines but those about interfaces without a cable: with it their stack brings them back itself, and takes what was put there by hand for somebody else's.
within_reach() {
  [ -n "$STACK" ] || { cat; return; }
  while read -r line; do
    reach=
    for dev in ${plan.links
      .filter(({ name, up }) => up && name !== "lo")
      .map(({ name }) => quote(name))
      .join(" ")}; do
      case " $line " in "  "*) ;; " $dev "* | *" dev $dev "*) reach=$dev ;; esac
    done
    carrier=1
    [ -z "$reach" ] || { read -r carrier <"/sys/class/net/$reach/carrier" || carrier=0; } 2>/dev/null
    [ "$carrier" = 0 ] || echo "$line"
  done
}
is_back() {
  lists "$N"
  for what in addr4 addr6 route4 route6; do
    missing=$(grep -vxFf "$N.$what" "$T/want.$what" | within_reach)
    if [ -n "$missing" ]; then echo "not back yet: $missing"; return 1; fi
  done
}

# A dump names interfaces by number, and a boot may have numbered them anew: then from the lists, which name them by name.
REINDEXED=
restore() {
  if [ -z "$REINDEXED" ]; then
    ip -4 addr restore <"$T/addr4"
    ip -6 addr restore <"$T/addr6"
    ip -4 route restore <"$T/route4"
  else
    while read -r dev address; do ip addr add "$address" brd + dev "$dev"; done <"$T/want.addr4"
    while read -r dev address; do ip addr add "$address" dev "$dev"; done <"$T/want.addr6"
    while read -r line; do ip -4 route add $line; done <"$T/want.route4"
  fi
  # The prefix of an address whose stack said noprefixroute and set the route itself; the others are there by now.
  while read -r line; do ip -6 route add $line; done <"$T/prefix.route6" 2>/dev/null
  # Restoring a dump of IPv6 routes would double the kernel's own; these are only those somebody else set.
  while read -r line; do ip -6 route add $line; done <"$T/want.route6"
  while read -r line; do ip -6 route add $line; done <"$T/learned.route6"
}

if [ -n "$RUNTIME" ]; then
${plan.added.routes.map((argv) => `  ${command(["ip", ...argv])} 2>/dev/null`).join("\n")}
${plan.added.addresses.map(({ interface: dev, address }) => `  ${command(["ip", "addr", "del", address, "dev", dev])} 2>/dev/null`).join("\n")}
${plan.links
  .filter(({ up }) => up)
  .map(
    ({ name, index }) => `  case $(ip -o link show dev ${quote(name)} 2>/dev/null) in
    "") fail ${quote(`interface ${name} is gone`)} ;;
    "${index}: "*) ip link set dev ${quote(name)} up || fail ${quote(`${name} up`)} ;;
    *) REINDEXED=yes; ip link set dev ${quote(name)} up || fail ${quote(`${name} up`)} ;;
  esac`,
  )
  .join("\n")}
  while IFS='=' read -r key value; do
    [ -w "/proc/sys/$key" ] || continue
    read -r now <"/proc/sys/$key"
    [ "$now" = "$value" ] || echo "$value" >"/proc/sys/$key" || fail "sysctl $key"
  done <"$T/sysctl"
  # The stack first: what it brings back itself it also keeps alive.
  patience=0
${reloads([...plan.generate, ...plan.reload])}
  tries=0
  until is_back; do
    if [ "$patience" -gt 0 ]; then patience=$((patience - 1)); sleep 1; continue; fi
    if [ "$tries" -ge ${plan.reload.length === 0 ? 7 : 4} ]; then fail "addresses and routes are not as before"; break; fi
    [ "$tries" -eq 0 ] || sleep 1
    tries=$((tries + 1))
    restore
  done
  rm -f "$N".*
  for family in 4 6; do
    ip "-$family" rule show >"$N.rule$family"
    cmp -s "$N.rule$family" "$T/want.rule$family" || ip "-$family" rule restore <"$T/rule$family"
    rm -f "$N.rule$family"
  done
${plan.links
  .filter(({ up }) => !up)
  .map(
    ({ name }) =>
      `  ip -o link show up dev ${quote(name)} 2>/dev/null | grep -q . && { ip link set dev ${quote(name)} down || fail ${quote(`${name} down`)}; }`,
  )
  .join("\n")}
  while read -r line; do ip neigh replace $line; done <"$T/neigh"
${plan.afterUndo.length === 0 ? "" : `  if [ -z "$ROOT" ]; then\n    :\n${plan.afterUndo.map(({ argv, unlessRunning }) => afterUndo(argv, unlessRunning)).join("\n")}\n  fi`}
fi

if [ -n "$FAILED" ]; then
  put_state undo_failed
  rm -rf "$T/hold"
  say "undo failed: a person must look"
  exit 1
fi
put_state undone
[ -n "$ROOT" ] || rmdir /run/migrate-undo 2>/dev/null
if [ -z "$ROOT" ] && [ "$(readlink ${quote(ARMED)})" = "\${T##*/}" ]; then
  rm -f ${quote(ARMED)}
  rm -f ${BOOT_FILES.map(quote).join(" ")}
fi
rm -rf "$T/hold"
say undone
exit 0
`;
}

function reloads(commands: UndoPlan["reload"]): string {
  if (commands.length === 0) return "";
  const lines = commands.map(
    (argv) =>
      `    bounded ${command(argv)} || say ${quote(`${argv.join(" ")} failed: the rest is put back without it`)}`,
  );
  return `  if [ -z "$ROOT" ]; then\n${lines.join("\n")}\n    patience=${STACK_SECONDS}\n    STACK=yes\n  fi`;
}

/** What a generator made at this boot, of the files as they were. */
function boots({ generate }: UndoPlan): string {
  if (generate.length === 0) return "";
  const lines = generate.map((argv) => `    bounded ${command(argv)} || say ${quote(`${argv.join(" ")} failed`)}\n`);
  return `  if [ -z "$RUNTIME" ]; then\n    TRIES=50\n${lines.join("")}  fi\n`;
}

function afterUndo(argv: readonly string[], unlessRunning: string | null): string {
  const run = `${command(argv)} || fail ${quote(`run ${argv.join(" ")}`)}`;
  if (unlessRunning === null) return `  ${run}`;
  return `  pid=
  [ -r ${quote(unlessRunning)} ] && read -r pid <${quote(unlessRunning)}
  { [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; } || ${run}`;
}

/**
 * Sleeps towards the deadline in small steps on the clock that goes on through suspend and that nobody can set.
 * `deadline` holds hundredths of a second since boot, as /proc/uptime has it; a heartbeat moves it.
 */
export function timerScript(folder: string): string {
  return `#!/bin/sh
${COMMON}
trap '' HUP INT TERM PIPE
T=${quote(folder)}
cd /
while :; do
  state=
  [ -r "$T/state" ] && read -r state <"$T/state"
  case $state in
    armed | confirmed) ;;
    *) exit 0 ;;
  esac
  due=0
  read -r due <"$T/deadline"
  read -r up _ </proc/uptime
  [ "\${up%.*}\${up#*.}" -ge "\${due:-0}" ] && exec sh "$T/undo.sh" timer
  sleep 0.2 2>/dev/null || sleep 1
done
`;
}

/** The console's way out. */
export function entryScript(): string {
  return `#!/bin/sh
# Undoes every change of migrate on this host that is armed and not committed. Run it on the console: sh ${GUARD}/undo.sh
${COMMON}
rc=0
for folder in ${GUARD}/*/; do
  folder=\${folder%/}
  [ -h "$folder" ] && continue
  [ -r "$folder/state" ] || continue
  read -r state <"$folder/state"
  case $state in
    armed | confirmed | undo_failed)
      sh "$folder/undo.sh" "\${1:-console}"
      read -r state <"$folder/state"
      echo "\${folder##*/}: $state (log: $folder/log)"
      # Armed again: a boot that was asked for.
      [ "$state" = undone ] || [ "$1 $state" = "boot armed" ] || rc=1
      ;;
  esac
done
# Where the power went while it was being armed, so that nothing had been changed, or disarmed.
armed=$(readlink ${quote(ARMED)})
state=
[ -z "$armed" ] || { [ -r "${GUARD}/$armed/state" ] && read -r state <"${GUARD}/$armed/state"; }
case "$1 $state" in
  "boot " | *" undone" | *" committed")
    [ -n "$state" ] || [ -z "$armed" ] || rm -rf "${GUARD}/$armed"
    rm -f ${[ARMED, ...BOOT_FILES].map(quote).join(" ")}
    ;;
esac
exit $rc
`;
}

/**
 * Takes the snapshot; \`$1\` is the transaction's folder. \`ip … save\` writes binary, so it goes to its files without passing through us.
 * The text lists are what the undo script holds the result against.
 */
export const SNAPSHOT = `set -e
${LISTS}cd "$1"
for family in 4 6; do
  ip "-$family" addr save >"addr$family"
  ip "-$family" rule save >"rule$family"
  ip "-$family" rule show >"want.rule$family"
done
ip -4 route save table all >route4
ip neigh show nud permanent | { grep -v ' proxy' || :; } | sed 's/ PERMANENT/ nud permanent/' >neigh
nft -s list ruleset >nft 2>/dev/null || :
lists want
ip -6 route show table main proto kernel | { grep -Ev '^(fe80:|ff|local|multicast|anycast)' || :; } | sed 's/^\\([^ ]*\\) /\\1 proto kernel /; s/ linkdown//' >prefix.route6
routes 6 | { grep -E ' proto ra' || :; } | sed 's/ expires -*[0-9]*sec//' >learned.route6
`;

/**
 * The undo tried out before anything is at stake: in a network namespace with the same interfaces by name and number and nothing else, and on
 * files below a folder of its own. Exit 0: it brought everything about; 75: no such namespace can be made here; other: it did not.
 */
export function rehearsalScript(plan: Pick<UndoPlan, "folder" | "files" | "links">): string {
  const others = plan.links.filter(({ name }) => name !== "lo");
  return `#!/bin/sh
${COMMON}
T=${quote(plan.folder)}
R=$T/rehearsal
cannot() { echo "$*"; rm -rf "$R"; exit 75; }
cd "$T"
mkdir -p "$R/root"
cp -a addr4 addr6 route4 rule4 rule6 want.* learned.route6 prefix.route6 neigh sysctl files "$R/" || cannot "the snapshot cannot be copied"
echo armed >"$R/state"
echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
ip link set lo up || cannot "no namespace of its own"
${others.map(({ name, index }) => `ip link add name ${quote(name)} index ${index} type veth peer name ${quote(`mg${index}`)} index ${1_000_000 + index} 2>&1 || cannot ${quote(`${name} cannot be copied`)}\nip link set dev ${quote(`mg${index}`)} up`).join("\n")}
sh "$T/undo.sh" rehearse "$R"
read -r state <"$R/state"
rc=0
[ "$state" = undone ] || rc=1
${plan.files
  .filter(({ copy }) => copy !== null)
  .map(
    ({ path, copy }) =>
      `[ -h "$T/files/${copy}" ] || cmp -s "$T/files/${copy}" "$R/root"${quote(path)} || { echo ${quote(`${path} was not restored`)}; rc=1; }`,
  )
  .join("\n")}
[ "$rc" = 0 ] || grep -E 'FAILED|not back' "$R/log" | tail -n 5
rm -rf "$R"
exit "$rc"
`;
}

const NEEDED = "ip sed grep cat cmp cp ln mv rm rmdir mkdir readlink sha256sum sleep sync";

/** Copies what the undo script calls beside the snapshot, where it is not there yet or no longer the same. They still need the libraries of the host. */
export const KEEP_TOOLS = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p ${TOOLS} || exit 1
for tool in ${NEEDED}; do
  from=$(command -v "$tool") || { echo "$tool is missing"; exit 1; }
  case $from in /*) ;; *) continue ;; esac
  cmp -s "$from" "${TOOLS}/$tool" && continue
  cp -L "$from" "${TOOLS}/$tool.new" && mv -f "${TOOLS}/$tool.new" "${TOOLS}/$tool" || exit 1
done
sync ${TOOLS}/* ${TOOLS}
`;
