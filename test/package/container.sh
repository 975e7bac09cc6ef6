#!/bin/sh
# container.sh BASE UPPER COMMAND…: run a command in a Debian of its own: BASE below, what is written in UPPER, the network of this machine. Everything ends with it.
set -eu
base=$1 upper=$2
shift 2
export base upper
exec unshare --mount --pid --fork --kill-child=KILL --propagation private sh -euc '
  mkdir -p "$upper/files" "$upper/work" "$upper/root"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$upper/files,workdir=$upper/work" "$upper/root"
  cd "$upper/root"
  mount -t proc proc proc
  mount -t sysfs sysfs sys
  mount --rbind /dev dev
  mount -t tmpfs tmpfs run
  mount -t tmpfs tmpfs tmp
  [ ! -d handed ] || mount --bind "$upper/handed" handed
  mkdir -p before
  pivot_root . before
  umount -l /before
  # Fails closed: nothing below may be the machine itself.
  [ "$(stat -f -c %T /)" = overlayfs ]
  cd /root
  exec "$@"
' sh "$@"
