#!/bin/sh
# PID 1 of one machine of the lab: overlay over /, its own mounts and network, then its services. Fails closed: nothing is
# written before / is this machine's own overlay, and any failing command ends the machine.
#
# Started by `unshare -n -m -u -i -p -f` with: NAME, DIR (upper, work, root and homes live there), OVERLAY (the overlay's
# name in the mount table), then the folders to cover. Descriptor 3 is a pipe held by the lab: end of file ends the machine.
# Says "mounted PID" on standard output (PID as the lab sees it), reads "go" from descriptor 3 once the cable is in, says "up".
set -eu
name=$1 dir=$2 overlay=$3
shift 3
read -r outer_pid _ </proc/self/stat

layer=$dir
if [ -e "$dir/root.img" ]; then
  layer=$dir/layer
  mkdir -p "$layer"
  mount -o loop "$dir/root.img" "$layer"
  # Held where the lab finds it: a power cut ends this filesystem first.
  exec 4<"$layer"
  if [ ! -d "$layer/upper" ]; then
    mkdir -p "$layer/work"
    cp -a "$dir/upper" "$layer/upper.new"
    mv "$layer/upper.new" "$layer/upper"
    sync -f "$layer"
  fi
fi
mount -t overlay "$overlay" -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" "$dir/root"
cd "$dir/root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /dev dev
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
mount -t tmpfs -o size=16m tmpfs dev/shm
mount -t tmpfs -o mode=0755,size=64m tmpfs run
mount -t tmpfs -o mode=1777,size=64m tmpfs tmp
for covered in "$@"; do
  [ ! -d ".$covered" ] || mount -t tmpfs -o mode=0755,size=4k,ro tmpfs ".$covered"
done
for own in root home; do
  mount --bind "$dir/homes/$own" "$own"
done
pivot_root . mnt
umount -l /mnt
cd /

# From here on `/` is written to: be sure whose it is.
grep -q " / / .* - overlay $overlay " /proc/self/mountinfo || {
  echo "lab: / of $name is not its overlay, stopping before the first write" >&2
  exit 70
}

hostname "$name"
if [ -e /etc/lab/first-boot ]; then
  sh /etc/lab/first-boot >&2
  rm /etc/lab/first-boot
fi
cat /proc/sys/kernel/random/uuid >/run/boot-id
mount --bind /run/boot-id /proc/sys/kernel/random/boot_id
mkdir -p /run/sshd /run/network /run/lock
# No second machine can hold these addresses, and waiting a second for duplicate address detection would be most of a boot.
sysctl -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
echo "mounted $outer_pid"
read -r word <&3
[ "$word" = go ]

# Network settings only: others would be those of the whole machine below.
sysctl -q --system --pattern '^net\.' >/run/sysctl.log 2>&1 || :
ifup -a 3<&- 4<&- >/run/ifup.log 2>&1 || { cat /run/ifup.log >&2; echo "lab: ifup -a failed on $name" >&2; }
# IPv6 hears of the cable up to a second after it came. A machine with nothing in its interfaces file never does.
wait_left=40
while grep -qs '^auto eth0' /etc/network/interfaces && [ "$(cat /sys/class/net/eth0/operstate)" != up ] && [ "$wait_left" -gt 0 ]; do
  wait_left=$((wait_left - 1))
  sleep 0.05
done

for script in /etc/rc2.d/S* /etc/lab/start.d/*; do
  [ -x "$script" ] || continue
  "$script" start 3<&- 4<&- >>/run/boot.log 2>&1 </dev/null || echo "lab: $script failed on $name, see /run/boot.log there" >&2
done
if [ -s /etc/ssh/sshd_config ] && [ -s /etc/lab/sshd ]; then /usr/sbin/sshd -f /etc/ssh/sshd_config 3<&- 4<&- >>/run/boot.log 2>&1; fi
echo up

# 100 asks the lab to start the machine again on the same disk, 101 to leave it off. Everything here ends first, so that those at
# the far ends of its connections are told, as at a real shutdown; bounded, for a process that cannot end must not keep the machine.
exec sh -c '
  down() {
    kill -KILL -1 2>/dev/null
    left=100
    while set -- /proc/[0-9]* && [ $# -gt 1 ] && [ "$left" -gt 0 ]; do left=$((left - 1)); sleep 0.01; done
  }
  trap "down; exit 100" TERM
  trap "down; exit 101" USR2
  cat <&3 >/dev/null &
  wait $!' init
