#!/usr/bin/env bash
# Surprise: PrecacheController.install of workbox-precaching 7.4.1 fetches the files of its list one after the other, although
# they are independent of each other and browsers and HTTP/2 take many at a time: a site of 700 small files needs 700 round
# trips in a row. Its types and README say nothing of it, and no option changes it. Several controllers on one cache, each
# with a part of the list, do fetch side by side: src/activities/offline/worker/fetch-files.ts runs four.
# Seen on Node 24, with stand-ins for a service worker's scope, 12 files that take 20 ms each:
#   one controller: at most 1 at a time
#   four controllers: at most 4 at a time
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts workbox-precaching@7.4.1
cat > try.mjs <<'JS'
const HOST = 'https://example.org/';
let under = 0;
let most = 0;
globalThis.self = globalThis;
globalThis.__WB_DISABLE_DEV_LOGS = true;
globalThis.location = new URL(HOST);
globalThis.registration = { scope: HOST };
globalThis.ExtendableEvent = class extends Event {};
globalThis.FetchEvent = class extends Event {};
const RealRequest = Request;
globalThis.Request = class extends RealRequest {
  constructor(input, init) {
    super(input, { ...init, integrity: undefined });
  }
};
const kept = new Map();
const cache = {
  match: async (request) => kept.get(typeof request === 'string' ? request : request.url),
  put: async (request, response) => void kept.set(request.url, response),
  keys: async () => [],
};
globalThis.caches = { open: async () => cache, match: async () => undefined };
globalThis.fetch = async () => {
  under += 1;
  most = Math.max(most, under);
  await new Promise((resolve) => setTimeout(resolve, 20));
  under -= 1;
  return new Response('a file');
};
const { PrecacheController } = await import('workbox-precaching/PrecacheController.js');
const files = Array.from({ length: 12 }, (_, i) => ({ url: `${HOST}${i}.txt`, revision: 'a' }));
async function install(lanes) {
  kept.clear();
  most = 0;
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) => {
      const controller = new PrecacheController({ cacheName: 'kept' });
      controller.addToCacheList(files.filter((_, i) => i % lanes === lane));
      const event = new Event('install');
      event.waitUntil = () => {};
      return controller.install(event);
    }),
  );
  if (kept.size !== files.length) throw new Error(`${kept.size} files are kept, expected ${files.length}`);
  return most;
}
console.log(`one controller: at most ${await install(1)} at a time`);
console.log(`four controllers: at most ${await install(4)} at a time`);
JS
seen=$(NODE_ENV=production node try.mjs)
echo "$seen"
expected='one controller: at most 1 at a time
four controllers: at most 4 at a time'
[ "$seen" = "$expected" ] || { echo 'changed: this is no longer so' >&2; exit 1; }
