#!/bin/sh
# PID 1 around one machine of the lab that boots its own systemd: overlay over the Debian image, a control group of its own, then
# systemd-nspawn in the network this was started in. Fails closed: nothing is written before the overlay is known to be ours.
#
# Started by `unshare -n -m -u -i -p -f` with: NAME, DIR, OVERLAY (as for host.sh), CGROUP (name of the control group), LOWER (the
# overlay's lower folders). Descriptor 3 is a pipe held by the lab: end of file ends the machine. Says "mounted PID" on standard
# output, reads "go" from descriptor 3 once the cable is in, says "up" when sshd listens.
set -eu
name=$1 dir=$2 overlay=$3 cgroup=$4 lower=$5
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
mount -t overlay "$overlay" -o "lowerdir=$lower,upperdir=$layer/upper,workdir=$layer/work" "$dir/root"
grep -q " / $dir/root .* - overlay $overlay " /proc/self/mountinfo || {
  echo "lab: the root of $name is not its overlay, stopping before the first write" >&2
  exit 70
}
if [ -e "$dir/root/etc/lab/first-boot" ]; then
  chroot "$dir/root" sh /etc/lab/first-boot >&2
  rm "$dir/root/etc/lab/first-boot"
fi
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=0755,size=64m tmpfs /run
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir -p "/sys/fs/cgroup/$cgroup"
# Its life before may have ended while it stood still.
echo 0 >"/sys/fs/cgroup/$cgroup/cgroup.freeze"
echo 0 >"/sys/fs/cgroup/$cgroup/cgroup.procs"
ip link set lo up
sysctl -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
echo "mounted $outer_pid"
read -r word <&3
[ "$word" = go ]

# Settings of its network are its own: it shares this one, which nobody else is in.
boot='umount /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
exec systemd-nspawn --quiet --boot --register=no --keep-unit --directory="$1" --machine="$2" --link-journal=no --resolv-conf=off \
  --timezone=off --console=pipe --capability=CAP_NET_ADMIN,CAP_NET_RAW,CAP_BPF --drop-capability=CAP_SYS_TIME --bind=/dev/net/tun'
SYSTEMD_NSPAWN_API_VFS_WRITABLE=network SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 \
  unshare --cgroup sh -c "$boot" boot "$dir/root" "$name" 3<&- 4<&- >&2 </dev/null &
nspawn=$!
# Without its lab nothing of it goes on.
{ cat >/dev/null; kill -KILL -1; } <&3 >&2 &

port=$(printf '%04X' "$(sed -n 's/^Port //p' "$dir/root/etc/ssh/sshd_config")")
left=600
until grep -Eqs "^ *[0-9]+: [0-9A-F]+:$port 0+:0000 0A" /proc/net/tcp6; do
  kill -0 "$nspawn" 2>/dev/null || { echo "lab: systemd-nspawn ended on $name" >&2; exit 71; }
  left=$((left - 1))
  [ "$left" -gt 0 ] || { echo "lab: no sshd on $name after 60 s" >&2; exit 72; }
  sleep 0.1
done
echo up

# 100 asks the lab to start the machine again on the same disk, 101 to leave it off.
ended=0
wait "$nspawn" || ended=$?
case $ended in
  0) exit 101 ;;
  133) exit 100 ;;
  *) exit 1 ;;
esac
