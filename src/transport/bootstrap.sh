# $1 the connection, as $SSH_CONNECTION has it; $2 machine:agent-sha256:runtime-sha256 for each machine there is an agent for.
# Two runs at once: each writes a part of its own and gives it a name that tells its content, so either may win. A runtime that is
# there stays the one that is there: another agent may already run from it.
# Never more than one answer is on its way, so it does no harm where head reads ahead.
umask 077
state=/var/lib/migrate
cache=$state/cache
fail() { printf "\000migrate-fail\000%s\n" "$(printf "%s" "$1" | tr "\n" " ")"; exit 1; }

machine=$(uname -m)
agent= runtime=
for offer in $2; do
  case $offer in "$machine":*) offer=${offer#*:} agent=${offer%%:*} runtime=${offer#*:} ;; esac
done
[ -n "$agent" ] || fail "there is no agent for its machine type $machine"
why=$(mkdir -p "$cache" 2>&1) && [ -w "$cache" ] || fail "user $(id -un) cannot write $cache: ${why:-permission denied} (set become: sudo)"

part=$cache/.push.$$
trap "rm -f $part" 0
trap "exit 1" HUP INT TERM PIPE
for old in "$cache"/.push.*; do
  [ ! -e "$old" ] || kill -0 "${old##*.}" 2>/dev/null || rm -f "$old"
done

place() {
  if [ "$1" = node ]; then
    ln "$part" "$2" || [ -x "$2" ] || return
    rm -f "$part"
  else
    mv -f "$part" "$2"
  fi
}

push() {
  printf "\000migrate-push\000%s %s\n" "$machine" "$1"
  read -r size sha || fail "the connection ended before $1 was pushed"
  why=$( { head -c "$size" | gzip -dc >"$part"; } 2>&1 ) || fail "$1 could not be stored in $cache: $why"
  got=$(sha256sum <"$part")
  [ "${got%% *}" = "$sha" ] || fail "$1 arrived damaged in $cache (sha256 ${got%% *}, not $sha)"
  if [ "$1" = node ]; then
    chmod 700 "$part"
    why=$("$part" --version 2>&1) || fail "the runtime does not start there (it needs glibc 2.28 or newer and libstdc++): $why"
  fi
  why=$( { sync "$part" && mkdir -p "${2%/*}" && place "$1" "$2"; } 2>&1 ) || fail "$1 could not be stored as $2: $why"
}

node=$cache/node/$runtime/node
usable() {
  own=$(command -v node) && version=$("$own" --version 2>/dev/null) && version=${version#v} &&
    [ "${version%%.*}" -ge 22 ] 2>/dev/null
}
if [ ! -x "$node" ]; then
  if usable; then node=$own; else push node "$node"; fi
fi

home=$cache/agent/$agent
complete() {
  [ -f "$home/agent.cjs" ] && [ -f "$home/koffi.node" ] &&
    [ "$(cd "$home" && sha256sum agent.cjs koffi.node | sha256sum)" = "$agent  -" ]
}
if ! complete; then
  push koffi.node "$home/koffi.node"
  push agent.cjs "$home/agent.cjs"
  complete || fail "the agent in $home is damaged: remove that folder"
fi
exec "$node" "$home/agent.cjs" rpc "$1"
