#!/bin/sh
# `npm run demo`: install what is missing, then rehearse playbooks/demo/plan.yaml in a lab. Leaves nothing running.
set -eu
. "$(dirname -- "$0")/install.sh"
sh "$root/scripts/debian-packages.sh"
if [ "$(id -u)" != 0 ]; then
  echo "The demo makes network namespaces, which needs root: sudo npm run demo" >&2
  exit 1
fi
exec "$node" --disable-warning=ExperimentalWarning "$root/src/lab/demo.ts" "$@"
