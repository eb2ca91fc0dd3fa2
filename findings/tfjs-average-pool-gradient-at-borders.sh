#!/usr/bin/env bash
# Surprise: in TensorFlow.js 4.22.0 average pooling with padding "same" divides by the number of pixels that lie inside
# the picture, but its gradient divides by the size of the window: at the borders it is too small by a factor of up to
# the window's size, on the plain backend and on WebAssembly alike. Small steps of the input show the true slope.
# A 3 x 3 picture of ones, windows of 2 x 2, stride 2, slope of the sum in the last pixel; seen:
#   forward: 1 1 1 1
#   by small steps: 1.00
#   by tf.grad, cpu: 0.25
#   by tf.grad, wasm: 0.25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 \
  @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > try.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${require('node:path').dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
const pooled = (x) => tf.sum(tf.avgPool(x, 2, 2, 'same'));
const picture = (last) => tf.tensor4d([1, 1, 1, 1, 1, 1, 1, 1, last], [1, 3, 3, 1]);
(async () => {
  await tf.setBackend('cpu');
  console.log(`forward: ${Array.from(tf.avgPool(picture(1), 2, 2, 'same').dataSync()).join(' ')}`);
  const rise = pooled(picture(1.5)).dataSync()[0] - pooled(picture(0.5)).dataSync()[0]; // the sum is linear
  console.log(`by small steps: ${rise.toFixed(2)}`);
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    console.log(`by tf.grad, ${backend}: ${tf.grad(pooled)(picture(1)).dataSync()[8]}`);
  }
})();
JS
seen=$(node try.cjs 2>/dev/null | grep -E '^(forward|by )')
echo "$seen"
expected='forward: 1 1 1 1
by small steps: 1.00
by tf.grad, cpu: 0.25
by tf.grad, wasm: 0.25'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
