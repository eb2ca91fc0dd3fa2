#!/usr/bin/env bash
# Surprise: playwright-core 1.65.1, Chromium: a test that installs the faked clock (`page.clock.install()`) takes the page's own record of
# how it was opened away. `performance.getEntriesByType('navigation')` has one entry in every page; after the clock is installed it
# has none, in this page and in every later page of the same context, though only time was to be faked. A page that asks whether it
# was reached by a link, a reload or the way back takes the wrong way in such a test, and the test sees no error.
#
# Seen: "without the clock: 1 (navigate); with it: 0; in the next page of the context: 0".
# Wants Chromium: CHROME_PATH, or chromium on the path. Fails when the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 >/dev/null
cat > look.mjs <<'JS'
import { execSync } from 'node:child_process';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end('<!doctype html><title>a page</title>'));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/`;
const executablePath = process.env.CHROME_PATH ?? execSync('command -v chromium', { encoding: 'utf8' }).trim();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const entries = (page) => page.evaluate(() => performance.getEntriesByType('navigation').map(({ type }) => type));

const plain = await (await browser.newContext()).newPage();
await plain.goto(url);
const before = await entries(plain);

const context = await browser.newContext();
const faked = await context.newPage();
await faked.clock.install();
await faked.goto(url);
const after = await entries(faked);
const next = await context.newPage();
await next.goto(url);
const later = await entries(next);
await browser.close();
server.close();

const seen = `without the clock: ${before.length} (${before}); with it: ${after.length}; in the next page of the context: ${later.length}`;
console.log(seen);
if (seen !== 'without the clock: 1 (navigate); with it: 0; in the next page of the context: 0') {
  console.error('this has changed');
  process.exit(1);
}
JS
node look.mjs
