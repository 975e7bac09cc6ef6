#!/bin/bash
# A network of two: here the router (DHCP and router advertisements, on r0), behind it a Debian that boots its own systemd in systemd-nspawn (eth0).
# $1: folder of this host, $2: root of the Debian image, $3: folder seen inside under the same name. $1/nspawn names the process around it. Ends, and everything with it, when stdin does.
set -eu
base=$1 image=$2 checkout=$3
mkdir -p "$base/upper" "$base/work" "$base/root"
mount -t overlay overlay -o "lowerdir=$image,upperdir=$base/upper,workdir=$base/work" "$base/root"
[ "$(stat -f -c %T "$base/root")" = overlayfs ]
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mount -t cgroup2 cgroup2 /sys/fs/cgroup
group=/sys/fs/cgroup/stack-host-$(basename "$base")
mkdir -p "$group"
echo 0 >"$group/cgroup.procs"
ip link set lo up
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
inner='
set -eu
mount -t sysfs sysfs /sys
umount /sys/fs/cgroup 2>/dev/null || :
mount -t cgroup2 cgroup2 /sys/fs/cgroup
ip link set lo up
echo waiting
read -r word
exec systemd-nspawn --quiet --boot --register=no --keep-unit --directory="$1" --machine=stack-host --link-journal=no --resolv-conf=off \
  --timezone=off --console=pipe --capability=CAP_NET_ADMIN,CAP_NET_RAW,CAP_BPF --drop-capability=CAP_SYS_TIME --bind-ro="$2" </dev/null >"$3/console.log" 2>&1'
boot() {
  mkfifo "$base/go.$1"
  SYSTEMD_NSPAWN_API_VFS_WRITABLE=network SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 \
    unshare -n -m --cgroup --propagation private bash -c "$inner" inner "$base/root" "$checkout" "$base" <"$base/go.$1" >"$base/said" &
  nspawn=$!
  exec 4>"$base/go.$1"
  until grep -q waiting "$base/said" 2>/dev/null; do kill -0 "$nspawn"; done
  ip link add cable type veth peer name eth0 netns "$nspawn" address 02:00:00:00:00:07
  ip link set cable master r0 up
  echo "$nspawn" >"$base/nspawn"
  echo go >&4
  exec 4>&-
}
ip link add r0 type bridge
ip addr add 198.51.100.1/24 dev r0
ip -6 addr add 2001:db8:1::1/64 dev r0 nodad
ip link set r0 up
mkdir -p "$base/dhcp"
dnsmasq --conf-file=/dev/null --port=0 --bind-interfaces --interface=r0 --dhcp-range=198.51.100.100,198.51.100.200,120 --dhcp-option=option:router,198.51.100.1 \
    --dhcp-option=option:dns-server,198.51.100.53 --dhcp-leasefile="$base/dhcp/leases" --pid-file="$base/dhcp/pid" --log-facility="$base/dhcp/log" --user=root
dnsmasq --conf-file=/dev/null --port=0 --bind-dynamic --interface=r0 --enable-ra --dhcp-range=2001:db8:1::,ra-only,64,1800 --ra-param=r0,10,600 \
    --pid-file="$base/dhcp/pid6" --log-facility="$base/dhcp/log6" --user=root
boot 1
echo "ready $nspawn"
{ cat >/dev/null; kill -KILL -1; } <&0 &
n=1
while :; do
  rc=0; wait "$nspawn" || rc=$?
  echo "ended $rc"
  [ "$rc" = 133 ] || exit 0
  n=$((n + 1)); ip link del cable 2>/dev/null || :
  boot $n
  echo "ready $nspawn"
done
