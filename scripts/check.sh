#!/bin/sh
# Types, lint, generated files and unit tests. No root, no network beyond npm, seconds.
set -eu
. "$(dirname -- "$0")/install.sh"
echo "types" >&2
tsc
echo "lint" >&2
biome check --error-on-warnings .
echo "generated files" >&2
"$node" --disable-warning=ExperimentalWarning scripts/generate-types.ts --check
"$node" --disable-warning=ExperimentalWarning scripts/generate-manual.ts --check
echo "unit tests" >&2
"$node" node_modules/vitest/vitest.mjs run --project unit "$@"
