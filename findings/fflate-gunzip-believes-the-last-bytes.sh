#!/usr/bin/env bash
# Surprise: gunzipSync of fflate 0.8.3 takes the length of its result from the file's last four bytes, and never looks at the
# checksum before them. So of a file of two members (as `cat a.gz b.gz` and bgzip make them; gzip -d joins them) it gives as
# many bytes of the first as the second has, a changed length cuts the result off, a claim of 1 GiB in 40 bytes takes 1 GiB,
# and damage that still unpacks gives other bytes, all without an error. unzipSync does not look at checksums either. The
# class Gunzip reads all members; src/drawings/read/gunzip.ts compares their checksums itself, and zip.ts those of a zip.
# Seen on Node 24:
#   two members of 1000 and 3 bytes: 3
#   a last length of 10 instead of 1000: 10
#   a changed checksum: 1000
#   a changed checksum in a zip: 1000
#   a last length of 1 GiB: 1000 in a buffer of 1073741824
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts fflate@0.8.3
cat > try.cjs <<'JS'
const { gunzipSync, unzipSync, zipSync } = require('fflate');
const { gzipSync } = require('node:zlib');
const bytes = gzipSync(Buffer.alloc(1000, 'a'));
const ending = (from, ...values) => {
  const changed = new Uint8Array(bytes);
  changed.set(values, changed.length - from);
  return changed;
};
const two = new Uint8Array(Buffer.concat([bytes, gzipSync('bbb')]));
console.log(`two members of 1000 and 3 bytes: ${gunzipSync(two).length}`);
console.log(`a last length of 10 instead of 1000: ${gunzipSync(ending(4, 10, 0, 0, 0)).length}`);
console.log(`a changed checksum: ${gunzipSync(ending(8, 0, 0, 0, 0)).length}`);
const zip = zipSync({ a: new Uint8Array(1000).fill(7) });
zip.set([0, 0, 0, 0], zip.length - 22 - 47 + 16);
console.log(`a changed checksum in a zip: ${unzipSync(zip).a.length}`);
const claimed = gunzipSync(ending(4, 0, 0, 0, 0x40));
console.log(`a last length of 1 GiB: ${claimed.length} in a buffer of ${claimed.buffer.byteLength}`);
JS
seen=$(node try.cjs)
echo "$seen"
expected='two members of 1000 and 3 bytes: 3
a last length of 10 instead of 1000: 10
a changed checksum: 1000
a changed checksum in a zip: 1000
a last length of 1 GiB: 1000 in a buffer of 1073741824'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
