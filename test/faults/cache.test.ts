/** What can be wrong with the cache of drawings, and with those who share it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { officialSource } from '../../pipeline/dataset/official.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { type Bucket, madeUpPixels, npyFile, startBucket } from '../dataset/bucket.ts';

const pixels = madeUpPixels(200);
let bucket: Bucket;
let cacheDir: string;
beforeEach(async () => {
  bucket = await startBucket();
  bucket.files.set('/full/numpy_bitmap/cat.npy', npyFile(pixels));
  cacheDir = await mkdtemp(path.join(tmpdir(), 'faults-'));
});
afterEach(async () => {
  await bucket.close();
  await rm(cacheDir, { recursive: true });
});
const load = (count = 20) =>
  officialSource({ cacheDir, baseUrl: bucket.baseUrl, sleep: async () => {} }).load('cat', count);
const rows = (count: number) => pixels.slice(100 * PIXELS, (100 + count) * PIXELS);
const rowsFile = async () => (await readdir(cacheDir)).find((file) => file.endsWith('.rows')) as string;

it.each([
  ['a byte that has flipped', (bytes: Buffer) => bytes.fill(bytes[7] === 1 ? 2 : 1, 7, 8)],
  ['bytes that are missing', (bytes: Buffer) => bytes.subarray(0, -100)],
  ['bytes too many', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')])],
  ['nothing in it', () => Buffer.alloc(0)],
])('fetches rows again from a cache with %s', async (_, damage) => {
  await load();
  const file = path.join(cacheDir, await rowsFile());
  await writeFile(file, damage(await readFile(file)));
  expect((await load()).pixels).toEqual(new Uint8Array(rows(20)));
});

it.each(['not JSON', '[]', '{}', '{"file": "../../etc/passwd"}', 'null', ''])(
  'fetches rows again when their description is %j',
  async (text) => {
    await load();
    await writeFile(path.join(cacheDir, 'cat.json'), text);
    expect((await load()).pixels).toEqual(new Uint8Array(rows(20)));
  },
);

it.each(['cat.json', 'cat.part.json'])('leaves alone what a newer version has written (%s)', async (file) => {
  await load();
  const newer = JSON.stringify({ cacheVersion: 2, rows: 'kept in another way' });
  await rm(path.join(cacheDir, 'cat.json'));
  await writeFile(path.join(cacheDir, file), newer);
  const failure = load(30);
  await expect(failure).rejects.toThrow(DatasetError);
  await expect(failure).rejects.toThrow(
    /written by a newer version of this project \(cache version 2, this one knows 1\).*--cache/,
  );
  expect(await readFile(path.join(cacheDir, file), 'utf8')).toBe(newer);
});

it('reads what was written before descriptions had a version', async () => {
  await load();
  const file = path.join(cacheDir, 'cat.json');
  const { cacheVersion, ...old } = JSON.parse(await readFile(file, 'utf8'));
  expect(cacheVersion).toBe(1);
  await writeFile(file, JSON.stringify(old));
  const before = bucket.requests.length;
  expect((await load()).pixels).toEqual(new Uint8Array(rows(20)));
  expect(bucket.requests).toHaveLength(before);
});

/** A process of its own that takes the lock of a class and holds it until its input ends, or it is killed. */
function holder(lock: string) {
  const module = path.resolve('pipeline/dataset/withLock.ts');
  const code = `const { withLock } = await import(${JSON.stringify(module)});
    await withLock(process.argv[1], async () => { console.log('held'); await new Promise((done) => process.stdin.on('end', done).resume()); });`;
  return spawn(process.execPath, ['--input-type=module', '-e', code, lock], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

it('keeps two runs apart by the number of the process, and takes over the lock of one that was killed', async () => {
  const lock = path.join(cacheDir, 'cat.lock');
  const other = holder(lock);
  await once(other.stdout, 'data');
  await expect(load()).rejects.toThrow(`cat.lock: process ${other.pid} is fetching the same drawings`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(await readdir(cacheDir)).toEqual(['cat.lock']); // killed, it could not tidy up
  expect((await load()).pixels).toEqual(new Uint8Array(rows(20)));
  expect(await readdir(cacheDir)).not.toContain('cat.lock');
});

it('gives a lock that many take over at once to one at a time', async () => {
  const lock = path.join(cacheDir, 'cat.lock');
  await writeFile(lock, '999999999'); // of a process that is long gone
  const others = Array.from({ length: 6 }, () => holder(lock));
  const holding = new Set<number>();
  let most = 0;
  const ends = others.map(async (other, i) => {
    let refused = true;
    other.stdout.on('data', () => {
      refused = false;
      holding.add(i);
      most = Math.max(most, holding.size);
      setTimeout(() => {
        holding.delete(i);
        other.stdin.end();
      }, 30);
    });
    await once(other, 'exit');
    return refused;
  });
  const refused = await Promise.all(ends);
  expect(most).toBe(1);
  expect(refused.filter((each) => !each).length).toBeGreaterThanOrEqual(1);
  expect(await readdir(cacheDir)).toEqual([]);
});
