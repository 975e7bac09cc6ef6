#!/bin/sh
# Run a TypeScript file of this repository on the packaged Node 24 (or a newer one on PATH).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
node=$root/node_modules/.bin/node
[ -x "$node" ] || node=$(command -v node)
exec "$node" --disable-warning=ExperimentalWarning "$@"
