#!/usr/bin/env bash
# Surprise: on @tensorflow/tfjs-backend-wasm 4.22.0 the gradient of max pooling with padding "same" is lost in every
# window that reaches over the border and whose greatest value is below zero: the forward pass leaves the padding out,
# the gradient takes it for zeros. The plain backend gives it. After a ReLU nothing is below zero and nothing is lost,
# which is why networks with batch normalisation behind the pooling notice, and others do not.
# A 3 x 3 picture -1 .. -9, windows of 2 x 2, stride 2, gradient of the sum; seen:
#   cpu: 1 0 1 0 0 0 1 0 1
#   wasm: 1 0 0 0 0 0 0 0 0
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
(async () => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const picture = tf.tensor4d([-1, -2, -3, -4, -5, -6, -7, -8, -9], [1, 3, 3, 1]);
    const pooled = (x) => tf.sum(tf.maxPool(x, 2, 2, 'same'));
    console.log(`${backend}: ${Array.from(tf.grad(pooled)(picture).dataSync()).join(' ')}`);
  }
})();
JS
seen=$(node try.cjs 2>/dev/null | grep -E '^(cpu|wasm):')
echo "$seen"
expected='cpu: 1 0 1 0 0 0 1 0 1
wasm: 1 0 0 0 0 0 0 0 0'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
