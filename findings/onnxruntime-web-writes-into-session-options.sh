#!/usr/bin/env bash
# Surprise: onnxruntime-web 1.30.0 writes into the options that InferenceSession.create is given: an entry
# `extra.session.use_ort_model_bytes_directly` is there afterwards, with `extra` and `session` made where there were none.
# So one constant for all sessions changes under its owner's hands, comparing or hashing options gives another answer
# after the first session, and a frozen object, which no option asks to be changed, is refused with a TypeError. Hand over
# a fresh object for each session.
# Seen on Node 20 and 24:
#   given {} it leaves {"extra":{"session":{"use_ort_model_bytes_directly":"1"}}}
#   frozen: TypeError: Cannot define property extra, object is not extensible
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts onnxruntime-web@1.30.0
cat > try.mjs <<'JS'
import * as ort from 'onnxruntime-web/wasm';
// A model of one node, y = Identity(x), in the encoding of protocol buffers.
const text = (s) => [...new TextEncoder().encode(s)];
const field = (n, ...parts) => [n * 8 + 2, parts.flat(9).length, ...parts.flat(9)];
const number = (n, v) => [n * 8, v];
const oneFloat = field(1, number(1, 1), field(2, field(1, number(1, 1))));
const value = (name) => [...field(1, text(name)), ...field(2, oneFloat)];
const node = field(1, field(1, text('x')), field(2, text('y')), field(4, text('Identity')));
const graph = field(7, node, field(2, text('g')), field(11, value('x')), field(12, value('y')));
const model = Uint8Array.from([...number(1, 8), ...field(8, number(2, 13)), ...graph]);
ort.env.wasm.numThreads = 1;
const options = {};
const session = await ort.InferenceSession.create(model, options);
const { y } = await session.run({ x: new ort.Tensor('float32', Float32Array.of(2), [1]) });
if (y.data[0] !== 2) throw new Error('the model does not run');
console.log(`given {} it leaves ${JSON.stringify(options)}`);
const refusal = await ort.InferenceSession.create(model, Object.freeze({})).then(
  () => 'nothing',
  (error) => `${error.name}: ${error.message}`,
);
console.log(`frozen: ${refusal}`);
JS
expected='given {} it leaves {"extra":{"session":{"use_ort_model_bytes_directly":"1"}}}
frozen: TypeError: Cannot define property extra, object is not extensible'
seen=$(node try.mjs)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed" >&2; exit 1; }
