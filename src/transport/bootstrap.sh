# $1 the connection, as $SSH_CONNECTION has it; $2 machine:agent-sha256:runtime-sha256 for each machine there is an agent for.
# Two runs at once: each writes a part of its own and gives it a name that tells its content, so either may win.
# Never more than one answer is on its way, so it does no harm where head reads ahead.
umask 077
state=/var/lib/migrate
cache=$state/cache
fail() { printf "\000migrate-fail\000%s\n" "$(printf "%s" "$1" | tr "\n" " ")"; exit 1; }

# The kernel says it too, since 6.1, without a process.
{ read -r machine </proc/sys/kernel/arch; } 2>/dev/null || machine=$(uname -m)
agent= runtime=
for offer in $2; do
  case $offer in "$machine":*) offer=${offer#*:} agent=${offer%%:*} runtime=${offer#*:} ;; esac
done
[ -n "$agent" ] || fail "there is no agent for its machine type $machine"
[ -w "$cache/agent" ] || { why=$(mkdir -p "$cache/agent" 2>&1) && [ -w "$cache/agent" ]; } || fail "user $(id -un) cannot write $cache: ${why:-permission denied} (set become: sudo)"

part=$cache/.push.$$
trap "rm -rf $part $part.gz $part.why" 0
trap "exit 1" HUP INT TERM PIPE
for old in "$cache"/.push.*; do
  owner=${old#"$cache"/.push.} owner=${owner%%.*}
  [ ! -e "$old" ] || { [ "$owner" != $$ ] && kill -0 "$owner" 2>/dev/null; } || rm -rf "$old"
done

# The bytes behind a URL. Without curl and wget: bash, over plain HTTP; what comes is held against its sha256 in any case.
fetch() {
  if command -v curl >/dev/null; then
    curl -fsS --connect-timeout 5 --speed-limit 1000 --speed-time 20 "$1"
  elif command -v wget >/dev/null; then
    wget -q -T 20 -t 1 -O - "$1"
  else
    bash -c "
      case \$1 in http://*) ;; *) echo \"no curl or wget for \$1\" >&2; exit 1 ;; esac
      rest=\${1#http://} host=\${1#http://}
      host=\${host%%/*} path=/\${rest#*/} port=80
      case \$host in *]:*|*[!]]:*) port=\${host##*:} host=\${host%:*} ;; esac
      host=\${host#[} host=\${host%]}
      exec 3<>/dev/tcp/\$host/\$port || exit 1
      printf \"GET %s HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n\" \"\$path\" \"\$host\" >&3
      read -r _ code _ <&3
      [ \"\$code\" = 200 ] || { echo \"it answers \$code\" >&2; exit 1; }
      while read -r line <&3 && [ \"\${line%?}\" != \"\" ]; do :; done
      exec cat <&3
    " fetch "$1"
  fi
}

# A push that was cut goes on where it ended. Another run that does the same has the half to itself.
half() {
  find "$cache" -name ".half.*" -mtime +1 -exec rm -f {} + 2>/dev/null
  half=$cache/.half.$1
  if ! (set -C; echo $$ >"$half.owner") 2>/dev/null; then
    if kill -0 "$(cat "$half.owner" 2>/dev/null)" 2>/dev/null; then half=$part.gz; else echo $$ >"$half.owner"; fi
  fi
  touch "$half"
}

ask() { printf "\000migrate-push\000%s %s\n" "$machine" "$1"; }

# $sha: of the content of a get, of the compressed bytes of a put, whose content gzip holds against its own checksum.
answer() { read -r how sha rest || fail "the connection ended before $1 was pushed"; }

push_node() {
  ask node
  answer node
  if [ "$how" = get ]; then
    fetch "$rest" </dev/null >"$part" 2>"$part.why"
    got=$(sha256sum <"$part")
    if [ "${got%% *}" != "$sha" ]; then
      ask "node not $(tail -n 1 "$part.why" | tr -d "\000" | head -c 200)"
      answer node
    fi
    rm -f "$part.why"
  fi
  if [ "$how" = put ]; then
    size=$rest
    half "$sha"
    at=$(($(wc -c <"$half")))
    [ "$at" -le "$size" ] || { : >"$half"; at=0; }
    ask "node at $at"
    why=$( { head -c $((size - at)) >>"$half"; } 2>&1 )
    if [ $(($(wc -c <"$half"))) != "$size" ]; then
      # A disk that is full is not left full; a push that was cut goes on next time.
      case $why in *"o space"*) rm -f "$half" "$half.owner" ;; esac
      fail "node could not be stored in $cache: $why"
    fi
    # What has come by this connection alone is as it was sent: ssh vouches for that, and gzip for the rest of the way. A half of before was on a disk.
    got=$sha
    [ "$at" = 0 ] || got=$(sha256sum <"$half")
    # Not unpacked as it comes: a process more, which every byte goes through, costs more than the wait.
    why=$( { gzip -dc <"$half" >"$part"; } 2>&1 )
    unpacked=$?
    rm -f "$half" "$half.owner"
    [ "${got%% *}" != "$sha" ] || [ "$unpacked" = 0 ] || fail "node could not be stored in $cache: $why"
  fi
  [ "${got%% *}" = "$sha" ] || fail "node arrived damaged in $cache (sha256 ${got%% *}, not $sha)"
  chmod 700 "$part"
  why=$("$part" --version 2>&1) || fail "the runtime does not start there (it needs glibc 2.28 or newer and libstdc++): $why"
  # Whoever else has put it there meanwhile may run from it already: it stays.
  why=$( { sync "$part" && mkdir -p "${node%/*}" && { ln "$part" "$node" || [ -x "$node" ]; }; } 2>&1 ) ||
    fail "node could not be stored as $node: $why"
  rm -f "$part"
}

node=$cache/node/$runtime/node
usable() {
  own=$(command -v node) && version=$("$own" --version 2>/dev/null) && version=${version#v} &&
    [ "${version%%.*}" -ge 22 ] 2>/dev/null
}
if [ ! -x "$node" ]; then
  if usable; then node=$own; else push_node; fi
fi

# The files come in one archive, small enough to begin anew where it is cut; they have their name only once all are on the disk.
home=$cache/agent/$agent
complete() { for name in agent.cjs session.cjs session-code.js koffi.node; do [ -f "$home/$name" ] || return 1; done; }
push_agent() {
  ask agent
  answer agent
  why=$( { mkdir "$part" && head -c "$rest" | tar -xzmof - -C "$part" && sync "$part"/*; } 2>&1 ) &&
    [ -f "$part/agent.cjs" ] || fail "the agent could not be stored in $cache: $why"
  mv -T "$part" "$home" 2>/dev/null && return
  # Another controller was first, or somebody took a part of it away.
  if complete; then rm -rf "$part"; return; fi
  rm -rf "$home"
  why=$(mv -T "$part" "$home" 2>&1) || complete || fail "the agent could not be stored as $home: $why"
  rm -rf "$part"
}
complete || push_agent
# A session allocates too little to be worth collecting, and has little for other threads to do. Modules of the operator are imported by code that
# was kept, of which Node warns.
exec "$node" --v8-pool-size=1 --min-semi-space-size=8 --disable-warning=ExperimentalWarning "$home/session.cjs" rpc "$1" "$agent"
