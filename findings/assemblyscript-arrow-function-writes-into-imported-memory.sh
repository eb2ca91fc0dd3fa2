#!/usr/bin/env bash
# Surprise: in AssemblyScript 0.28.20 a helper that is written as a constant arrow function is no plain function: even
# with -O3 and the stub runtime it becomes an object in linear memory, called through a table. A module that imports its
# memory, to work on another library's, so writes 32 bytes near address 0 of that memory when it is instantiated, and
# once the owner of the memory uses the place, calls fail with "table index is out of bounds", far from the cause. The
# same helper as a function declaration writes nothing and is inlined.
# Seen on Node 20 and 24:
#   declaration: 0 bytes written, then 9, then 9
#   arrow: 32 bytes written, then 9, then table index is out of bounds
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts assemblyscript@0.28.20
cat > try.mjs <<'JS'
import asc from 'assemblyscript/asc';
const helpers = {
  declaration: 'function eight(n: i32): i32 { return (n + 7) & -8; }',
  arrow: 'const eight = (n: i32): i32 => (n + 7) & -8;',
};
for (const [name, helper] of Object.entries(helpers)) {
  const source = `${helper}\nexport function f(n: i32): i32 { return eight(n) + 1; }`;
  let binary;
  await asc.main(['m.ts', '-o', 'm.wasm', '--importMemory', '--runtime', 'stub', '-O3'], {
    readFile: (file) => (file === 'm.ts' ? source : null),
    writeFile: (_, contents) => { if (typeof contents !== 'string') binary = contents; },
    listFiles: () => [],
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bytes = new Uint8Array(memory.buffer).fill(255);
  const call = ({ f }) => { try { return f(3); } catch (error) { return error.message; } };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  const span = bytes.filter((byte) => byte !== 255).length;
  const first = call(exports);
  bytes.fill(7, 0, 4096);
  console.log(`${name}: ${span} bytes written, then ${first}, then ${call(exports)}`);
}
JS
seen=$(node try.mjs)
echo "$seen"
expected='declaration: 0 bytes written, then 9, then 9
arrow: 32 bytes written, then 9, then table index is out of bounds'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
