import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSource } from '../../pipeline/dataset/open.ts';
import { type Bucket, madeUpPixels, npyFile, startBucket } from './bucket.ts';

let bucket: Bucket;
let cacheDir: string;
let lines: string[];
beforeEach(async () => {
  bucket = await startBucket();
  bucket.files.set('/full/numpy_bitmap/cat.npy', npyFile(madeUpPixels(105)));
  cacheDir = await mkdtemp(path.join(tmpdir(), 'open-'));
  lines = [];
});
afterEach(async () => {
  await bucket.close();
  await rm(cacheDir, { recursive: true });
});
const options = () => ({
  cacheDir,
  baseUrl: bucket.baseUrl,
  probeMs: 20_000,
  log: (line: string) => lines.push(line),
});

describe('openSource', () => {
  it('opens the official drawings for auto where they can be reached', async () => {
    const source = await openSource('auto', options());
    expect(source.kind).toBe('official');
    expect((await source.load('cat', 5)).count).toBe(5);
    expect(lines).toEqual([]);
  });

  it.each([
    ['answers nothing', { kind: 'stall', after: 0 }, /nothing came for 0.2 s/],
    ['forbids it', { kind: 'status', status: 403 }, /answered 403/],
    ['is a login page', { kind: 'html' }, /HTML instead of data/],
  ] as const)(
    'goes on with the embedded ones where the server %s, and says so in one line',
    async (_, fault, why) => {
      bucket.fault = () => fault;
      const probeMs = fault.kind === 'stall' ? 200 : 20_000;
      const source = await openSource('auto', { ...options(), probeMs });
      expect(source.kind).toBe('embedded');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(why);
      expect(lines[0]).toContain(bucket.baseUrl);
      expect(lines[0]).toMatch(/cannot be reached: .*Going on with the embedded ones, 100 of each class$/);
      expect(lines[0]).not.toContain('\n');
    },
  );

  it('says that the cache still serves when it goes on with the embedded ones', async () => {
    await (await openSource('official', options())).load('cat', 5);
    bucket.fault = () => ({ kind: 'status', status: 403 });
    await openSource('auto', options());
    expect(lines.at(-1)).toMatch(/--data official still gives what is in the cache/);
    expect((await (await openSource('official', options())).load('cat', 5)).count).toBe(5);
  });

  it('opens what is named', async () => {
    expect((await openSource('embedded', options())).kind).toBe('embedded');
    expect((await openSource('official', options())).kind).toBe('official');
    expect(bucket.requests).toEqual([]); // nothing is asked before it is needed
  });

  it('takes anything else for a folder', async () => {
    await expect(openSource(cacheDir, options())).rejects.toThrow(/full\/numpy_bitmap/);
    await expect(openSource(path.join(cacheDir, 'none'), options())).rejects.toThrow(
      /none: no such folder; expected auto, embedded, official, or the path of a folder with full\/numpy_bitmap/,
    );
  });

  it('asks whether a misspelt source was meant', async () => {
    await expect(openSource('offical', options())).rejects.toThrow(/did you mean "official"\?/);
  });

  it('refuses a base URL that is none, also for auto', async () => {
    for (const option of ['auto', 'official'])
      await expect(
        openSource(option, { ...options(), baseUrl: 'ftp://example' }).then((source) =>
          source.available('cat'),
        ),
      ).rejects.toThrow(/base URL "ftp:\/\/example": expected one that begins with http/);
  });
});
