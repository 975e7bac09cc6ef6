#!/bin/sh
# `npm run test:package`: what `npm pack` gives, installed and tried in a Debian of its own.
set -eu
. "$(dirname -- "$0")/install.sh"
sh "$root/scripts/debian-packages.sh"
exec "$node" node_modules/vitest/vitest.mjs run --project package
