#!/usr/bin/env bash
# Surprise: in @tensorflow/tfjs-backend-wasm 4.22.0 tf.clone copies all values, where the cpu backend of the same
# version shares them, as reshape does on both. The engine clones whatever a gradient keeps from the way forward, so
# training on the WebAssembly backend holds every layer's maps twice and spends time on copying them: 8 % of a step of a
# small convolutional network. A kernel "Identity" of one's own that calls the backend's incRef mends it.
# Seen on Node 20 and 24:
#   cpu: clone shares, reshape shares
#   wasm: clone copies, reshape shares
#   wasm, with incRef: clone shares, reshape shares
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > try.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
const { dirname } = require('node:path');
tf.env().set('PROD', true);
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
async function look(name, label) {
  await tf.setBackend(name);
  const x = tf.ones([1000, 1000]);
  x.dataSync();
  const place = ({ dataId }) => (name === 'wasm' ? tf.backend().dataIdMap.get(dataId).memoryOffset : dataId);
  const tell = (y) => (place(y) === place(x) ? 'shares' : 'copies');
  console.log(`${label}: clone ${tell(tf.clone(x))}, reshape ${tell(tf.reshape(x, [1000000]))}`);
}
(async () => {
  await look('cpu', 'cpu');
  await look('wasm', 'wasm');
  const own = tf.getKernel('Identity', 'wasm');
  tf.unregisterKernel('Identity', 'wasm');
  const kernelFunc = ({ inputs: { x }, backend }) => {
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  };
  tf.registerKernel({ ...own, kernelFunc });
  await look('wasm', 'wasm, with incRef');
})();
JS
seen=$(node try.cjs 2>/dev/null)
echo "$seen"
expected='cpu: clone shares, reshape shares
wasm: clone copies, reshape shares
wasm, with incRef: clone shares, reshape shares'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
