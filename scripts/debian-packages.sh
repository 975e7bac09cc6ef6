#!/bin/sh
# Debian packages that the lab, the demo and the lab's tests need. Installs what is missing, quietly, and says so in one line.
# Exit 0: all there. 3: cannot be had here (not root, not Debian), said on standard error.
set -eu

packages="
bind9 bind9-dnsutils bind9-utils
chromium
chrony
cron
curl
debootstrap
dnsmasq-base
dnsperf
e2fsprogs
faketime
haproxy
ifupdown
iperf3
iproute2
iputils-ping
kmod
knot
libc-bin
monitoring-plugins-basic
nftables
libnginx-mod-stream
nginx-light
nsd
openssh-client openssh-server
openssl
pdns-backend-sqlite3 pdns-server
pgbouncer
postfix
postgresql
procps
prometheus
prometheus-blackbox-exporter
python3
python3-botocore
qemu-system-x86
radvd
rsyslog
sudo
systemd-container
tayga
tcpdump
tmux
unbound
util-linux
"

what="the lab, the demo and their tests need network namespaces and real servers"
if [ "$(uname -s)" != Linux ]; then
  echo "This is $(uname -s): $what, which exist on Linux only. \`npm run check\` works here." >&2
  exit 3
fi
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is not Debian or one of its kin: install these yourself:" $packages >&2
  exit 3
fi

missing=
for package in $packages; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ] && [ "$(id -u)" != 0 ]; then
  echo "Not root: $what, and of Debian's packages these are missing:$missing. \`npm run check\` works without." >&2
  exit 3
fi
if [ -n "$missing" ]; then
  echo "installing Debian packages:$missing" >&2
  log=$(mktemp)
  # Their servers run in the lab only: none of them is started on this machine, now or at its next boot.
  guard=/usr/sbin/policy-rc.d
  if [ -e "$guard" ]; then guard=; else printf '#!/bin/sh\nexit 101\n' >"$guard" && chmod 755 "$guard"; fi
  trap 'rm -f "$log" ${guard:+"$guard"}' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  install() { DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing; }
  { install || { apt-get -qq update && install; }; } >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    echo "apt-get could not install them" >&2
    exit 3
  }
  for package in $missing; do
    case $package in
      openssh-server) unit=ssh ;;
      bind9) unit=named ;;
      nginx-light) unit=nginx ;;
      pdns-server) unit=pdns ;;
      chrony | cron | haproxy | knot | nsd | pgbouncer | postfix | postgresql | prometheus | prometheus-blackbox-exporter | radvd | rsyslog | tayga | unbound) unit=$package ;;
      *) continue ;;
    esac
    systemctl --quiet disable "$unit" >/dev/null 2>&1 || update-rc.d "$unit" disable >/dev/null 2>&1 || true
  done
fi
