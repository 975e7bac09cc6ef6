#!/bin/sh
# Before `npm pack`: what the package ships, in dist/package.
set -eu
. "$(dirname -- "$0")/install.sh"
exec "$node" --disable-warning=ExperimentalWarning scripts/package.ts
