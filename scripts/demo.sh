#!/bin/sh
# `npm run demo`: install what is missing, then rehearse playbooks/demo/plan.yaml in a lab. Leaves nothing running.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

if [ ! -x "$root/node_modules/.bin/node" ] || [ ! -d "$root/node_modules/commander" ]; then
  echo "installing npm packages, Node 24 among them (npm ci)" >&2
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error >&2)
fi
sh "$root/scripts/debian-packages.sh"
if [ "$(id -u)" != 0 ]; then
  echo "The demo makes network namespaces, which needs root: sudo npm run demo" >&2
  exit 1
fi
exec sh "$root/scripts/with-node.sh" "$root/src/lab/demo.ts" "$@"
