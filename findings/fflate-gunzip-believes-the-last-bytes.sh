#!/usr/bin/env bash
# Surprise: gunzipSync of fflate 0.8.3 takes the length of its result from the file's last four bytes. A gzip file may have
# several members (RFC 1952, 2.2; `cat a.gz b.gz` makes them, and bgzip, as genome data come): gzip -d and zlib join them, but
# gunzipSync gives as many bytes of the first as the last one has, without an error. The streaming class Gunzip of the same
# package reads all members. src/drawings/read/gunzip.ts reads member by member, and compares each one's checksum.
# Seen on Node 24:
#   1000 and 3 bytes: zlib 1003, Gunzip 1003, gunzipSync 3
#   3 and 1000 bytes: zlib 1003, Gunzip 1003, gunzipSync 3
#   500 and 500 bytes: zlib 1000, Gunzip 1000, gunzipSync 500
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts fflate@0.8.3
cat > try.cjs <<'JS'
const { Gunzip, gunzipSync } = require('fflate');
const { gunzipSync: zlib, gzipSync } = require('node:zlib');
const streamed = (bytes) => {
  let length = 0;
  const gunzip = new Gunzip((chunk) => {
    length += chunk.length;
  });
  gunzip.push(bytes, true);
  return length;
};
for (const [first, second] of [
  [1000, 3],
  [3, 1000],
  [500, 500],
]) {
  const members = [Buffer.alloc(first, 'a'), Buffer.alloc(second, 'b')].map((part) => gzipSync(part));
  const bytes = new Uint8Array(Buffer.concat(members));
  console.log(
    `${first} and ${second} bytes: zlib ${zlib(bytes).length}, Gunzip ${streamed(bytes)}, gunzipSync ${gunzipSync(bytes).length}`,
  );
}
JS
seen=$(node try.cjs)
echo "$seen"
expected='1000 and 3 bytes: zlib 1003, Gunzip 1003, gunzipSync 3
3 and 1000 bytes: zlib 1003, Gunzip 1003, gunzipSync 3
500 and 500 bytes: zlib 1000, Gunzip 1000, gunzipSync 500'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
