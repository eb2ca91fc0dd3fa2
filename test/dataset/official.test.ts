import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OfficialOptions, officialSource, probe } from '../../pipeline/dataset/official.ts';
import { DatasetError, FIRST_TRAINING_ROW, type LoadProgress } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { type Bucket, madeUpPixels, npyFile, startBucket } from './bucket.ts';

const ROWS = 400;
const CAT = '/full/numpy_bitmap/cat.npy';
const pixels = madeUpPixels(ROWS);
const usableRows = (from: number, to: number) =>
  pixels.slice((FIRST_TRAINING_ROW + from) * PIXELS, (FIRST_TRAINING_ROW + to) * PIXELS);

let bucket: Bucket;
let cacheDir: string;
let lines: string[];
let waits: number[];

beforeEach(async () => {
  bucket = await startBucket();
  bucket.files.set(CAT, npyFile(pixels));
  cacheDir = await mkdtemp(path.join(tmpdir(), 'official-'));
  lines = [];
  waits = [];
});
afterEach(async () => {
  await bucket.close();
  await rm(cacheDir, { recursive: true });
});

function open(options: Partial<OfficialOptions> = {}) {
  return officialSource({
    cacheDir,
    baseUrl: bucket.baseUrl,
    log: (line) => lines.push(line),
    sleep: async (ms) => waits.push(ms),
    stallMs: 20_000,
    ...options,
  });
}
const failure = (promise: Promise<unknown>): Promise<DatasetError> =>
  promise.then(
    () => expect.fail('expected a failure'),
    (error) => {
      expect(error).toBeInstanceOf(DatasetError);
      return error;
    },
  );
const asked = () => bucket.requests.map(({ range }) => range);
const cacheFiles = async () => (await readdir(cacheDir)).sort();
/** Bitmaps are compared by it: a diff of so many bytes would take minutes to print. */
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the official source', () => {
  it('has the rows before that as exhibits, and keeps them apart', async () => {
    const exhibits = open().exhibitsOf?.(['cat']);
    expect(await exhibits?.available('cat')).toBe(FIRST_TRAINING_ROW);
    expect(await exhibits?.bytesToFetch?.('cat', FIRST_TRAINING_ROW)).toBe(FIRST_TRAINING_ROW * PIXELS);
    const shown = await exhibits?.load('cat', FIRST_TRAINING_ROW);
    expect(sha256(shown?.pixels as Uint8Array)).toBe(sha256(pixels.slice(0, FIRST_TRAINING_ROW * PIXELS)));
    await expect(exhibits?.load('cat', FIRST_TRAINING_ROW + 1)).rejects.toThrow('has 100 usable drawings');
    const trained = await open().load('cat', 30);
    expect(sha256(trained.pixels)).toBe(sha256(usableRows(0, 30)));
    const requests = bucket.requests.length;
    const again = open().exhibitsOf?.(['cat']);
    expect(await again?.bytesToFetch?.('cat', FIRST_TRAINING_ROW)).toBe(0);
    await again?.load('cat', FIRST_TRAINING_ROW);
    expect(bucket.requests.length).toBe(requests);
  });

  it('fetches the header and the wanted rows alone, from row 100 on', async () => {
    const drawings = await open().load('cat', 30);
    expect(sha256(drawings.pixels)).toBe(sha256(usableRows(0, 30)));
    expect(drawings).toMatchObject({
      name: 'cat',
      count: 30,
      available: ROWS - 100,
      sha256: sha256(usableRows(0, 30)),
    });
    const first = 80 + 100 * PIXELS; // NumPy's header for such a file measures 80 bytes
    expect(asked()).toEqual(['bytes=0-10011', `bytes=${first}-${first + 30 * PIXELS - 1}`]);
  });

  it('says how many drawings there are from the header, which it reads once', async () => {
    const source = open();
    expect(await source.available('cat')).toBe(300);
    await source.load('cat', 1);
    expect(asked()).toHaveLength(2);
  });

  it('encodes names with spaces', async () => {
    const name = 'The Great Wall of China';
    bucket.files.set(`/full/numpy_bitmap/${name}.npy`, npyFile(madeUpPixels(120, 5)));
    const addresses: unknown[] = [];
    const source = open({
      fetch: (address, init) => {
        addresses.push(address);
        return fetch(address, init);
      },
    });
    expect((await source.load(name, 20)).sha256).toBe(sha256(madeUpPixels(120, 5).slice(100 * PIXELS)));
    expect(addresses[0]).toBe(`${bucket.baseUrl}/full/numpy_bitmap/The%20Great%20Wall%20of%20China.npy`);
  });

  it('accepts a base URL with a slash at its end and refuses one that is no URL', async () => {
    await open({ baseUrl: `${bucket.baseUrl}/` }).load('cat', 1);
    expect(bucket.requests[0]?.path).toBe(CAT);
    expect((await failure(open({ baseUrl: 'bucket' }).load('cat', 2))).message).toMatch(/base URL "bucket"/);
  });

  it('reports progress up to the last byte', async () => {
    const seen: LoadProgress[] = [];
    await open().load('cat', 100, (progress) => seen.push(progress));
    expect(seen[0]).toEqual({ className: 'cat', bytes: 0, totalBytes: 100 * PIXELS });
    expect(seen.at(-1)).toEqual({ className: 'cat', bytes: 100 * PIXELS, totalBytes: 100 * PIXELS });
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });

  it('names the nearest classes to an unknown one and asks the server nothing', async () => {
    expect((await failure(open().load('sheeps', 1))).message).toMatch(
      /unknown class "sheeps".*did you mean "sheep"/,
    );
    expect((await failure(open().available('../cat'))).message).toMatch(/not a plain name/);
    expect(asked()).toEqual([]);
  });

  it('says when a file has fewer usable rows than wanted', async () => {
    const { message } = await failure(open().load('cat', 301));
    expect(message).toContain(`${bucket.baseUrl}${CAT}`);
    expect(message).toMatch(/300 usable drawings, expected at least 301.*first 100 are left out/);
    expect(await cacheFiles()).toEqual([]);
  });
});

describe('its cache', () => {
  it('serves a second load without the network', async () => {
    await open().load('cat', 30);
    const offline = open({ fetch: () => Promise.reject(new Error('no network in this test')) });
    expect(sha256((await offline.load('cat', 12)).pixels)).toBe(sha256(usableRows(0, 12)));
    expect(await offline.available('cat')).toBe(300);
  });

  it('describes what it holds in a file beside it', async () => {
    await open().load('cat', 30);
    const files = await cacheFiles();
    expect(files).toEqual([expect.stringMatching(/^cat-[0-9a-f]{16}\.rows$/), 'cat.json']);
    const entry = JSON.parse(await readFile(path.join(cacheDir, 'cat.json'), 'utf8'));
    expect(entry).toMatchObject({
      url: `${bucket.baseUrl}${CAT}`,
      totalRows: ROWS,
      range: [80 + 100 * PIXELS, 80 + 130 * PIXELS],
      sha256: sha256(usableRows(0, 30)),
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });

  it('fetches only the missing bytes when more rows are wanted', async () => {
    await open().load('cat', 30);
    bucket.requests.length = 0;
    expect(sha256((await open().load('cat', 50)).pixels)).toBe(sha256(usableRows(0, 50)));
    expect(asked()).toEqual([`bytes=${80 + 130 * PIXELS}-${80 + 150 * PIXELS - 1}`]);
    expect(await cacheFiles()).toHaveLength(2);
  });

  it('fetches rows again whose checksum is wrong, and says so in one line', async () => {
    await open().load('cat', 30);
    const file = path.join(cacheDir, (await cacheFiles())[0] as string);
    const bytes = await readFile(file);
    bytes[17] = (bytes[17] as number) ^ 1;
    await writeFile(file, bytes);
    expect(sha256((await open().load('cat', 30)).pixels)).toBe(sha256(usableRows(0, 30)));
    expect(lines).toEqual([
      `cache: ${file}: SHA-256 ${sha256(bytes)}, expected ${sha256(usableRows(0, 30))}; fetching it again`,
    ]);
  });

  it('says that the cached rows are damaged when they cannot be fetched again', async () => {
    await open().load('cat', 30);
    const file = path.join(cacheDir, (await cacheFiles())[0] as string);
    await writeFile(file, usableRows(0, 29));
    await bucket.close();
    const { message } = await failure(open().load('cat', 30));
    expect(message).toContain(file);
    expect(message).toMatch(/SHA-256 .* expected .*; fetching it again failed: .*ECONNREFUSED/);
  });

  it('never serves the rows of another URL', async () => {
    await open().load('cat', 30);
    const other = await startBucket();
    other.files.set(CAT, npyFile(madeUpPixels(200, 9)));
    const drawings = await open({ baseUrl: other.baseUrl }).load('cat', 30);
    await other.close();
    expect(sha256(drawings.pixels)).toBe(sha256(madeUpPixels(200, 9).slice(100 * PIXELS, 130 * PIXELS)));
  });

  it('never follows a description to a file outside the cache', async () => {
    await open().load('cat', 30);
    const description = path.join(cacheDir, 'cat.json');
    const entry = JSON.parse(await readFile(description, 'utf8'));
    const outside = `${cacheDir}-outside`;
    await writeFile(outside, 'not ours');
    await writeFile(description, JSON.stringify({ ...entry, file: `../${path.basename(outside)}` }));
    await open().load('cat', 30);
    expect(JSON.parse(await readFile(description, 'utf8'))).toEqual(entry);
    expect(await readFile(outside, 'utf8')).toBe('not ours'); // damaged rows of the cache are deleted
    await rm(outside);
  });

  it('lets two loads of a class take turns, and two classes go side by side', async () => {
    bucket.files.set('/full/numpy_bitmap/dog.npy', npyFile(madeUpPixels(150, 3)));
    const source = open();
    const [few, many, dogs] = await Promise.all([
      source.load('cat', 20),
      source.load('cat', 60),
      source.load('dog', 50),
    ]);
    expect(few.sha256).toBe(sha256(usableRows(0, 20)));
    expect(many.sha256).toBe(sha256(usableRows(0, 60)));
    expect(sha256(dogs.pixels)).toBe(sha256(madeUpPixels(150, 3).slice(100 * PIXELS)));
    const first = 80 + 100 * PIXELS; // the larger one may come first, and then leave nothing to fetch
    const rows = bucket.requests.filter(({ path, range }) => path === CAT && range !== 'bytes=0-10011');
    expect([
      [
        `bytes=${first}-${first + 20 * PIXELS - 1}`,
        `bytes=${first + 20 * PIXELS}-${first + 60 * PIXELS - 1}`,
      ],
      [`bytes=${first}-${first + 60 * PIXELS - 1}`],
    ]).toContainEqual(rows.map(({ range }) => range));
  });
});

describe('a broken transfer', () => {
  it('goes on where the connection broke, and waits longer after each fault', async () => {
    bucket.fault = (request) => (request === 1 || request === 2 ? { kind: 'cut', after: 20_000 } : undefined);
    expect(sha256((await open().load('cat', 100)).pixels)).toBe(sha256(usableRows(0, 100)));
    const first = 80 + 100 * PIXELS;
    const starts = asked().map((range) => Number(/=(\d+)/.exec(range ?? '')?.[1]));
    expect(starts.slice(0, 2)).toEqual([0, first]);
    expect(starts).toHaveLength(4);
    for (const step of [2, 3]) {
      const gained = (starts[step] as number) - (starts[step - 1] as number);
      expect(gained).toBeGreaterThan(0);
      expect(gained).toBeLessThanOrEqual(20_000);
    }
    expect(waits).toEqual([500, 1000]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/trying again in 0.5 s \(2 of 5\)/);
  });

  it('is kept when it is given up, and gone on with by the next run', async () => {
    bucket.fault = (request) => (request === 1 ? { kind: 'cut', after: 20_000 } : undefined);
    const { message } = await failure(open({ attempts: 1 }).load('cat', 100));
    expect(message).toMatch(/cat\.npy: .* after 1 attempts.*run again: what has come is kept/);
    expect(await cacheFiles()).toEqual(['cat.part', 'cat.part.json']);
    const part = new Uint8Array(await readFile(path.join(cacheDir, 'cat.part')));
    expect(part.length).toBeGreaterThan(0);
    expect(sha256(part)).toBe(sha256(usableRows(0, 100).slice(0, part.length)));
    bucket.requests.length = 0;

    const seen: LoadProgress[] = [];
    const drawings = await open().load('cat', 100, (progress) => seen.push(progress));
    expect(sha256(drawings.pixels)).toBe(sha256(usableRows(0, 100)));
    expect(bucket.requests).toMatchObject([
      { range: `bytes=${80 + 100 * PIXELS + part.length}-${80 + 200 * PIXELS - 1}` },
    ]);
    expect(bucket.requests[0]?.ifRange).toMatch(/^"[0-9a-f]{32}"$/);
    expect(seen[0]?.bytes).toBe(part.length);
    expect(await cacheFiles()).toHaveLength(2);
  });

  it('starts again when the file has changed meanwhile', async () => {
    bucket.fault = (request) => (request === 1 ? { kind: 'cut', after: 20_000 } : undefined);
    await failure(open({ attempts: 1 }).load('cat', 100));
    const changed = madeUpPixels(ROWS, 2);
    bucket.files.set(CAT, npyFile(changed));
    expect(sha256((await open().load('cat', 100)).pixels)).toBe(
      sha256(changed.slice(100 * PIXELS, 200 * PIXELS)),
    );
    expect(lines.at(-1)).toMatch(/cat: .*cat\.npy has changed on the server; starting again/);
  });

  it('starts again when the file has changed since fewer rows were cached', async () => {
    await open().load('cat', 30);
    const changed = madeUpPixels(ROWS + 1, 2);
    bucket.files.set(CAT, npyFile(changed));
    const drawings = await open().load('cat', 60);
    expect(sha256(drawings.pixels)).toBe(sha256(changed.slice(100 * PIXELS, 160 * PIXELS)));
    expect(drawings.available).toBe(301);
  });

  it('starts again when the file has changed since its header was read', async () => {
    const source = open();
    await source.available('cat');
    const changed = madeUpPixels(ROWS + 1, 2);
    bucket.files.set(CAT, npyFile(changed));
    const drawings = await source.load('cat', 300);
    expect(drawings.sha256).toBe(sha256(changed.slice(100 * PIXELS, 400 * PIXELS)));
    expect(drawings.available).toBe(301);
  });

  it('may break any number of times as long as it gets on', async () => {
    const large = madeUpPixels(6_000, 4); // 4.7 MB
    bucket.files.set(CAT, npyFile(large));
    bucket.fault = (request) => (request > 0 && request < 4 ? { kind: 'cut', after: 1.3e6 } : undefined);
    const drawings = await open({ attempts: 2 }).load('cat', 5_900);
    expect(drawings.sha256).toBe(sha256(large.slice(100 * PIXELS)));
    expect(waits).toEqual([500, 500, 500]);
  });

  it('keeps the rows of a larger transfer that was broken off', async () => {
    bucket.fault = (request) => (request === 1 ? { kind: 'cut', after: 50 * PIXELS } : undefined);
    await failure(open({ attempts: 1 }).load('cat', 100));
    const whole = Math.floor((await readFile(path.join(cacheDir, 'cat.part'))).length / PIXELS);
    bucket.requests.length = 0;
    expect(sha256((await open().load('cat', 1)).pixels)).toBe(sha256(usableRows(0, 1)));
    expect(sha256((await open().load('cat', whole)).pixels)).toBe(sha256(usableRows(0, whole)));
    expect(asked()).toEqual([]);
  });

  it('gives up a connection that brings nothing, and tries again', async () => {
    bucket.fault = (request) => (request === 1 ? { kind: 'stall', after: 4096 } : undefined);
    expect(sha256((await open({ stallMs: 300 }).load('cat', 100)).pixels)).toBe(sha256(usableRows(0, 100)));
    expect(lines[0]).toMatch(/nothing came for 0\.3 s; trying again/);
  });
});

describe('a faulty server', () => {
  const always =
    (fault: Parameters<Bucket['fault']> extends unknown ? ReturnType<Bucket['fault']> : never) => () =>
      fault;

  it.each([503, 500, 429])('that answers %d is asked again', async (status) => {
    bucket.fault = (request) => (request < 2 ? { kind: 'status', status } : undefined);
    expect(sha256((await open().load('cat', 5)).pixels)).toBe(sha256(usableRows(0, 5)));
    expect(waits).toEqual([500, 1000]);
  });

  it('is given the time that it asks for', async () => {
    bucket.fault = (request) =>
      request === 0 ? { kind: 'status', status: 503, retryAfter: '7' } : undefined;
    await open().load('cat', 5);
    expect(waits).toEqual([7000]);
  });

  it('is given up after five attempts, with its last answer', async () => {
    bucket.fault = always({ kind: 'status', status: 502 });
    expect((await failure(open().load('cat', 5))).message).toMatch(
      /cat\.npy: the server answered 502 Bad Gateway, after 5 attempts/,
    );
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  it.each([
    ['404', { kind: 'status', status: 404 }, /answered 404 Not Found, expected the file.*base URL/],
    [
      '403 with a page',
      { kind: 'status', status: 403, html: '<html><title>Access\n denied</title>' },
      /answered 403 Forbidden, titled "Access denied", expected the file.*proxy or firewall/,
    ],
    ['a page', { kind: 'html' }, /HTML instead of data \(text\/html, titled "Sign in to the network"\)/],
    ['another range', { kind: 'wrongRange' }, /with the range bytes 1-10011\/.*, expected bytes 0-10011/],
    ['418', { kind: 'status', status: 418 }, /answered 418 .*expected 206 Partial Content or 200 OK/],
  ] as const)('that answers with %s is reported at once', async (_, fault, message) => {
    bucket.fault = always(fault);
    const error = await failure(open().load('cat', 5));
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${bucket.baseUrl}${CAT}`);
    expect(error.message).toMatch(/--data|base URL/);
    expect(asked()).toHaveLength(1);
    expect(await cacheFiles()).toEqual([]);
  });

  it('that ignores ranges is read no further than the wanted rows', async () => {
    const large = madeUpPixels(30_000, 4); // 23.5 MB: more than the sockets' buffers hold
    bucket.files.set(CAT, npyFile(large));
    bucket.fault = always({ kind: 'ignoreRange' });
    expect(sha256((await open().load('cat', 20)).pixels)).toBe(
      sha256(large.slice(100 * PIXELS, 120 * PIXELS)),
    );
    expect(sha256((await open().load('cat', 40)).pixels)).toBe(
      sha256(large.slice(100 * PIXELS, 140 * PIXELS)),
    );
    for (const { sent } of bucket.requests) expect(sent).toBeLessThan(large.length / 2);
  });

  it('without ETags is still resumed, by the size of the file', async () => {
    bucket.etags = false;
    await open().load('cat', 30);
    expect(sha256((await open().load('cat', 50)).pixels)).toBe(sha256(usableRows(0, 50)));
    bucket.files.set(CAT, npyFile(madeUpPixels(ROWS + 1, 2)));
    expect(sha256((await open().load('cat', 70)).pixels)).toBe(
      sha256(madeUpPixels(ROWS + 1, 2).slice(100 * PIXELS, 170 * PIXELS)),
    );
  });

  it.each([
    [
      'is too short',
      npyFile(pixels).slice(0, -1),
      /too short: 313679 bytes, expected 313680 for the 400 rows/,
    ],
    ['is empty of rows', npyFile(new Uint8Array(0)), /0 usable drawings, expected at least 5/],
    ['has another dtype', npyFile(pixels, { descr: "'<f4'" }), /dtype <f4, expected '\|u1'/],
    [
      'has another shape',
      npyFile(pixels, { shape: '(400, 28, 28)' }),
      /shape \(400, 28, 28\), expected \(N, 784\)/,
    ],
    ['is no .npy', new TextEncoder().encode('PK\u0003\u0004 some archive'), /not a \.npy file/],
    [
      'is a page without its type',
      new TextEncoder().encode('<!doctype html><p>Hello'),
      /HTML or XML instead of data/,
    ],
  ])('whose file %s is reported at once', async (_, file, message) => {
    bucket.files.set(CAT, file);
    const error = await failure(open().load('cat', 5));
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${bucket.baseUrl}${CAT}`);
    expect(asked()).toHaveLength(1);
  });
});

describe('probe', () => {
  it('finds nothing wrong with a bucket that answers', async () => {
    expect(await probe(bucket.baseUrl, { timeoutMs: 20_000 })).toBeUndefined();
  });

  it.each([
    ['stalls', { kind: 'stall', after: 0 }, /nothing came for 0.2 s/],
    ['answers with a page', { kind: 'html' }, /HTML instead of data/],
  ] as const)('tells why when the bucket %s', async (_, fault, reason) => {
    const { kind } = fault;
    bucket.fault = () => fault;
    expect(await probe(bucket.baseUrl, { timeoutMs: kind === 'stall' ? 200 : 20_000 })).toMatch(reason);
  });

  it('tells why when nobody answers', async () => {
    await bucket.close();
    expect(await probe(bucket.baseUrl, { timeoutMs: 20_000 })).toMatch(/ECONNREFUSED/);
  });
});
