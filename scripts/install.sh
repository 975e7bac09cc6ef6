# Sourced by the npm scripts: bring npm packages in where they are missing or older than the lock file, and find Node 24.
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  # Not `npm ci`: it refuses a lock file whose optional packages for other platforms a registry does not carry.
  echo "installing npm packages as package-lock.json has them, Node 24 among them" >&2
  npm install --no-save --no-audit --no-fund --loglevel=error >&2
fi
node=$root/node_modules/.bin/node
if [ ! -x "$node" ]; then
  node=$(command -v node) || { echo "no Node.js found; 20 or newer with npm is needed" >&2; exit 1; }
  echo "the packaged Node 24 does not exist for this platform ($(uname -sm)); using $("$node" --version)" >&2
fi
PATH=$root/node_modules/.bin:$PATH
export PATH
