#!/usr/bin/env bash
# Surprise: @tensorflow/tfjs-core 4.22.0 exports tf.grad, but knows no operation's gradient. They are registered by
# @tensorflow/tfjs-layers (or, in a bundle, by importing @tensorflow/tfjs-core/dist/register_all_gradients), so a
# program that trains on the core and a backend alone fails at its first step, in Node as in a bundle.
# Seen on Node 20 and 24:
#   core alone: Cannot compute gradient: gradient function not found for Square.
#   with layers: 6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > try.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const slope = () => tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0]; // of x^2 at 3: 6
try {
  console.log(`core alone: ${slope()}`);
} catch (error) {
  console.log(`core alone: ${error.message}`);
}
require('@tensorflow/tfjs-layers');
console.log(`with layers: ${slope()}`);
JS
seen=$(node try.cjs 2>/dev/null | grep -E '^(core alone|with layers):')
echo "$seen"
expected='core alone: Cannot compute gradient: gradient function not found for Square.
with layers: 6'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
