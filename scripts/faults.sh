#!/bin/sh
# `npm run faults`: the fault matrix, on hosts of the lab. Leaves nothing running.
set -eu
. "$(dirname -- "$0")/install.sh"
sh "$root/scripts/debian-packages.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/test/faults/main.ts" "$@"
