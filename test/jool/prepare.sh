#!/bin/sh
# Run once in the new image: Debian's kernel, Jool built for it, and a boot that takes its network and keys from a second disk.
set -eu
mount -t proc proc /proc
export DEBIAN_FRONTEND=noninteractive
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
printf 'MODULES=list\n' >/etc/initramfs-tools/conf.d/lab
printf 'virtio_pci\nvirtio_blk\nvirtio_net\next4\n' >>/etc/initramfs-tools/modules
apt-get -q -y --no-install-recommends install linux-image-amd64 linux-headers-amd64 jool-dkms jool-tools
kernel=$(ls /lib/modules)
modprobe -n -q -S "$kernel" jool
cp "/boot/vmlinuz-$kernel" /vmlinuz.lab
cp "/boot/initrd.img-$kernel" /initrd.lab
cat >/etc/systemd/system/lab-config.service <<'UNIT'
[Unit]
Description=Network and keys of this machine in the lab
DefaultDependencies=no
Before=network-pre.target sysinit.target
Wants=network-pre.target
[Service]
Type=oneshot
ExecStart=/bin/tar -xf /dev/vdb -C /
[Install]
WantedBy=sysinit.target
UNIT
ln -s ../lab-config.service /etc/systemd/system/sysinit.target.wants/lab-config.service
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer systemd-tmpfiles-clean.timer \
  e2scrub_reap.service systemd-pstore.service getty@tty1.service serial-getty@ttyS0.service getty.target systemd-timesyncd.service; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
# What only the build needed, and what no machine here has.
rm -rf /usr/src/linux-headers-* /usr/lib/gcc /var/lib/dkms /boot/* /var/cache/apt/*.bin /var/lib/apt/lists/* /usr/share/doc /usr/share/man /usr/share/locale
find "/lib/modules/$kernel/kernel" -mindepth 1 -maxdepth 1 ! -name net ! -name drivers ! -name fs ! -name lib ! -name crypto ! -name arch -exec rm -rf {} +
find "/lib/modules/$kernel/kernel/drivers" -mindepth 1 -maxdepth 1 ! -name net ! -name virtio ! -name block -exec rm -rf {} +
rm -f /etc/ssh/ssh_host_* /etc/hostname /usr/sbin/policy-rc.d /prepare.sh
: >/etc/machine-id
usermod -p '*' root
apt-get clean
umount /proc
