#!/bin/sh
# Builds the console for Maven: packages only when the lock file changed, everything else only when a source changed.
set -eu
cd "$(dirname "$0")/.."
check="${1:-true}"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "The web console needs Node 20.19 or newer with npm on the PATH (Debian: apt-get install nodejs npm)." >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "The web console needs Node 20.19 or newer; this is $(node --version)." >&2
  exit 1
fi

sum() { cat "$@" | sha256sum | cut -d' ' -f1; }

mkdir -p target
# Maven copies dist there and never removes what an earlier build left.
rm -rf target/classes/static
lock=$(sum package-lock.json)
if [ ! -d node_modules ] || [ "$(cat node_modules/.ostler-lock 2>/dev/null)" != "$lock" ]; then
  npm ci --no-fund --no-audit
  echo "$lock" > node_modules/.ostler-lock
fi

sources=$(find src public scripts index.html vite.config.ts tsconfig.json eslint.config.js package.json ../docs/openapi.json -type f | LC_ALL=C sort)
state="$check $lock $(printf '%s\n' "$sources" | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)"
if [ -f dist/index.html ] && [ "$(cat target/built 2>/dev/null)" = "$state" ]; then
  echo "The web console is up to date."
  exit 0
fi
if [ "$check" = true ]; then
  npm run --silent lint
  npm run --silent test
fi
npm run --silent build
echo "$state" > target/built
