#!/bin/sh
# The daily tier: types, lint, unit tests and the lab. `npm test -- --shard i/n` runs a part of the lab.
set -eu
. "$(dirname -- "$0")/install.sh"
if [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ]; then
  echo "the lab tests need root on Linux (network namespaces, TUN, nftables): they do NOT run here; the rest does" >&2
  exec sh scripts/check.sh
fi
sh scripts/debian-packages.sh
sh scripts/check.sh
echo "lab tests" >&2
exec "$node" --disable-warning=ExperimentalWarning scripts/lab-tests.ts "$@"
