/** What a server, or the way to it, can do wrong while drawings are fetched, and what becomes of it: one row a fault. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OfficialOptions, officialSource } from '../../pipeline/dataset/official.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { type Bucket, type Fault, madeUpPixels, npyFile, startBucket } from '../dataset/bucket.ts';

const CAT = '/full/numpy_bitmap/cat.npy';
const WANTED = 100;
const pixels = madeUpPixels(300);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Rows 100 to 199 of a file. */
const expected = (of: Uint8Array) => sha256(of.slice(100 * PIXELS, (100 + WANTED) * PIXELS));

let bucket: Bucket;
let cacheDir: string;
let lines: string[];

beforeEach(async () => {
  bucket = await startBucket();
  bucket.files.set(CAT, npyFile(pixels));
  cacheDir = await mkdtemp(path.join(tmpdir(), 'faults-'));
  lines = [];
});
afterEach(async () => {
  await bucket.close();
  await rm(cacheDir, { recursive: true });
});

const load = async (options: Partial<OfficialOptions> = {}) => {
  const source = officialSource({
    cacheDir,
    baseUrl: bucket.baseUrl,
    log: (line) => lines.push(line),
    sleep: async () => {},
    stallMs: 20_000,
    ...options,
  });
  return sha256((await source.load('cat', WANTED)).pixels);
};
/** What a load leaves in the cache once it is over: finished rows and their description, and no more. */
const expectTidyCache = async () =>
  expect((await readdir(cacheDir)).sort()).toEqual([
    expect.stringMatching(/^cat-[0-9a-f]{16}\.rows$/),
    'cat.json',
  ]);

/** Request 0 reads the header, request 1 the rows. */
const passing: readonly (readonly [fault: string, of: (request: number) => Fault | undefined])[] = [
  ['500, then 200', (request) => (request < 2 ? { kind: 'status', status: 500 } : undefined)],
  ['429, then 200', (request) => (request < 2 ? { kind: 'status', status: 429 } : undefined)],
  ['408, then 200', (request) => (request === 1 ? { kind: 'status', status: 408 } : undefined)],
  ['the whole file in place of a range', () => ({ kind: 'ignoreRange' })],
  [
    'too little, then the rest',
    (request) => (request === 1 ? { kind: 'tooLittle', bytes: 5000 } : undefined),
  ],
  [
    'nothing at all, then the rows',
    (request) => (request === 1 ? { kind: 'tooLittle', bytes: 0 } : undefined),
  ],
  ['more than was asked for', () => ({ kind: 'tooMuch', bytes: 9000 })],
  ['no answer, then one', (request) => (request === 1 ? { kind: 'silence' } : undefined)],
  ['a transfer that stands still', (request) => (request === 1 ? { kind: 'stall', after: 9000 } : undefined)],
];

describe('a load outlasts', () => {
  it.each(passing)('%s', async (_, fault) => {
    bucket.fault = fault;
    expect(await load({ stallMs: 300 })).toBe(expected(pixels));
    await expectTidyCache();
  });

  it.each(Array.from({ length: 10 }, (_, tenth) => 10 * tenth))(
    'a connection cut at %d %%',
    async (percent) => {
      const after = Math.round((WANTED * PIXELS * percent) / 100);
      bucket.fault = (request) => (request === 1 ? { kind: 'cut', after } : undefined);
      expect(await load()).toBe(expected(pixels));
      await expectTidyCache();
      expect(lines).toEqual([expect.stringContaining('trying again')]);
    },
  );

  it.each(Array.from({ length: 10 }, (_, tenth) => 10 * tenth))(
    'a run that was given up at %d %%, by the next run',
    async (percent) => {
      const after = Math.round((WANTED * PIXELS * percent) / 100);
      bucket.fault = (request) => (request === 1 ? { kind: 'cut', after } : undefined);
      await expect(load({ attempts: 1 })).rejects.toThrow(/what has come is kept/);
      expect(await load()).toBe(expected(pixels));
      await expectTidyCache();
    },
  );

  it('a connection that is cut again and again, as long as each brings something', async () => {
    // 300 rows of a larger file, eleven cuts.
    const large = madeUpPixels(12_000, 3);
    bucket.files.set(CAT, npyFile(large));
    bucket.fault = (request) => (request > 0 && request < 7 ? { kind: 'cut', after: 1.2e6 } : undefined);
    const source = officialSource({ cacheDir, baseUrl: bucket.baseUrl, sleep: async () => {}, attempts: 2 });
    const { pixels: got } = await source.load('cat', 11_000);
    expect(sha256(got)).toBe(sha256(large.slice(100 * PIXELS, 11_100 * PIXELS)));
  });

  it('a file that is another one at each of two resumes', async () => {
    const versions = [pixels, madeUpPixels(300, 2), madeUpPixels(301, 3)];
    let version = 0;
    // The first two transfers of rows break off, and behind each of them the file is replaced.
    bucket.fault = (request) => {
      const { range } = bucket.requests[request - 1] ?? {};
      const afterHeader = range === 'bytes=0-10011';
      if (!afterHeader || version === 2) return undefined;
      version++;
      queueMicrotask(() => bucket.files.set(CAT, npyFile(versions[version] as Uint8Array)));
      return { kind: 'cut', after: 20_000 };
    };
    expect(await load()).toBe(expected(versions[2] as Uint8Array));
    expect(version).toBe(2);
    expect(lines.filter((line) => line.includes('has changed on the server'))).toHaveLength(2);
    await expectTidyCache();
  });
});

/** Faults that will not pass: one request, one message with the address, what came, and what to do. */
const lasting: readonly (readonly [fault: string, of: Fault, message: RegExp])[] = [
  ['404', { kind: 'status', status: 404 }, /answered 404 Not Found, expected the file\. Check the base URL/],
  [
    '403 with HTML',
    { kind: 'status', status: 403, html: '<html><title>Blocked</title>' },
    /answered 403 Forbidden, titled "Blocked".*proxy or firewall.*--data/,
  ],
  ['401', { kind: 'status', status: 401 }, /answered 401 Unauthorized.*--data/],
  ['200 with HTML', { kind: 'html' }, /HTML instead of data.*login page.*--data/],
  ['another range than was asked for', { kind: 'wrongRange' }, /expected bytes 0-10011.*--data/],
];

describe('a load reports, and leaves nothing behind after,', () => {
  it.each(lasting)('%s', async (_, fault, message) => {
    bucket.fault = () => fault;
    const failure = load();
    await expect(failure).rejects.toThrow(DatasetError);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(`${bucket.baseUrl}${CAT}`);
    expect(bucket.requests).toHaveLength(1);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it.each([
    ['500 for ever', { kind: 'status', status: 500 }, /500 Internal Server Error, after 5 attempts/],
    ['silence for ever', { kind: 'silence' }, /nothing came for 0\.2 s, after 5 attempts/],
    [
      'nothing for ever',
      { kind: 'tooLittle', bytes: 0 },
      /the answer ended at byte 0, expected .*, after 5 attempts/,
    ],
  ] as const)('%s', async (_, fault, message) => {
    bucket.fault = () => fault;
    await expect(load({ stallMs: 200 })).rejects.toThrow(message);
    expect(bucket.requests).toHaveLength(5);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('a file that changes with every request', async () => {
    bucket.fault = (request) => {
      queueMicrotask(() => bucket.files.set(CAT, npyFile(madeUpPixels(300, request + 2))));
      return undefined;
    };
    await expect(load()).rejects.toThrow(
      /has changed on the server 4 times during one load\. Try again later/,
    );
  });
});
