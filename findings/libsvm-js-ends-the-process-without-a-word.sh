#!/usr/bin/env bash
# Surprise: merely loading libsvm-js 0.2.1 (the asm.js build) changes how a whole Node program fails. Emscripten's
# listeners come with it: a promise that is rejected anywhere in the program and not caught ends the process with code
# 1 and prints nothing, neither the message nor a stack. Without the package Node prints both.
# Seen on Node 20 and 24:
#   without: code 1, told
#   with: code 1, silent
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts libsvm-js@0.2.1
cat > try.cjs <<'JS'
if (process.argv[2]) require(process.argv[2]);
Promise.reject(new Error('a promise that nobody caught'));
JS
told() {
  local code=0 lines
  node try.cjs "$@" >out 2>err || code=$?
  lines=$(cat out err | grep -c 'a promise that nobody caught' || true)
  echo "code $code, $([ "$lines" -gt 0 ] && echo told || echo silent)"
}
seen="without: $(told)
with: $(told libsvm-js/asm.js)"
echo "$seen"
expected='without: code 1, told
with: code 1, silent'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
