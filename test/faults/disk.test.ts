/** A disk that takes no more: the error says which file and what to do, and what was there before is still whole. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PIXELS } from '../../src/learning/classifier.ts';
import { type Bucket, madeUpPixels, npyFile, startBucket } from '../dataset/bucket.ts';

/** Writes that the disk still takes; then every one fails as a full disk does. */
const disk = vi.hoisted(() => ({ writesLeft: Number.POSITIVE_INFINITY, refused: 0 }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const spend = (syscall: string) => {
    if (disk.writesLeft-- > 0) return;
    disk.refused++;
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${syscall}`), {
      code: 'ENOSPC',
      syscall,
    });
  };
  const spending =
    <A extends unknown[], R>(syscall: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      spend(syscall);
      return call(...args);
    };
  return {
    ...real,
    writeFile: spending('write', real.writeFile),
    copyFile: spending('copyfile', real.copyFile),
    mkdir: spending('mkdir', real.mkdir),
    open: async (...args: Parameters<typeof real.open>) => {
      const handle = await real.open(...args);
      if (args[1] === undefined || args[1] === 'r') return handle;
      handle.write = spending('write', handle.write.bind(handle)) as typeof handle.write;
      handle.writeFile = spending('write', handle.writeFile.bind(handle));
      return handle;
    },
  };
});

const { officialSource } = await import('../../pipeline/dataset/official.ts');
const { WriteError, writeTogether } = await import('../../pipeline/dataset/writeWhole.ts');
const { openCache } = await import('../../pipeline/engine/cache.ts');

const pixels = madeUpPixels(300);
let bucket: Bucket;
let cacheDir: string;
beforeEach(async () => {
  bucket = await startBucket();
  bucket.files.set('/full/numpy_bitmap/cat.npy', npyFile(pixels));
  cacheDir = await mkdtemp(path.join(tmpdir(), 'faults-'));
});
afterEach(async () => {
  disk.writesLeft = Number.POSITIVE_INFINITY;
  await bucket.close();
  await rm(cacheDir, { recursive: true });
});
const load = async (count: number) => {
  const source = officialSource({ cacheDir, baseUrl: bucket.baseUrl, sleep: async () => {} });
  return (await source.load('cat', count)).pixels;
};
const rows = (count: number) => new Uint8Array(pixels.slice(100 * PIXELS, (100 + count) * PIXELS));

describe('a disk that is full from the n-th write on', () => {
  it('fails a load with a clear error at each of its writes, and lets the next run go on', async () => {
    let writes = 0;
    for (let done = false; !done; writes++) {
      disk.writesLeft = writes;
      disk.refused = 0;
      const outcome = await load(100).catch((error: unknown) => error);
      disk.writesLeft = Number.POSITIVE_INFINITY;
      done = disk.refused === 0;
      if (!done) {
        expect(outcome, `write ${writes}`).toBeInstanceOf(Error);
        expect((outcome as Error).name, `write ${writes}: ${outcome}`).toMatch(/^(WriteError|DatasetError)$/);
        expect((outcome as Error).message).toContain(cacheDir);
        expect((outcome as Error).message).toMatch(/ENOSPC.*(Free some space or c|C)hoose another/);
        expect((await readdir(cacheDir)).filter((file) => /\.(tmp|lock)/.test(file))).toEqual([]);
      }
      expect(await load(100)).toEqual(rows(100));
      await rm(cacheDir, { recursive: true });
    }
    expect(writes).toBeGreaterThan(4);
    await load(1); // for the end of the test to tidy up
  });

  it('leaves the rows that are in the cache as they are when more were wanted', async () => {
    await load(20);
    let writes = 0;
    for (; ; writes++) {
      disk.writesLeft = writes;
      disk.refused = 0;
      await load(200).catch(() => undefined);
      disk.writesLeft = Number.POSITIVE_INFINITY;
      if (disk.refused === 0) break;
      const before = bucket.requests.length;
      expect(await load(20)).toEqual(rows(20));
      expect(bucket.requests).toHaveLength(before); // from the cache, not fetched again
    }
    expect(writes).toBeGreaterThan(4);
  });

  it('leaves every file of a set as it was, whichever of them did not fit', async () => {
    const files = ['a.json', 'b.onnx', 'c.png'].map((name) => path.join(cacheDir, name));
    await writeTogether(new Map(files.map((file) => [file, 'old'])));
    for (let writes = 0; writes < files.length; writes++) {
      disk.writesLeft = writes;
      const failure = writeTogether(new Map(files.map((file) => [file, 'new'])));
      await expect(failure).rejects.toThrow(WriteError);
      await expect(failure).rejects.toThrow(`${files[writes]} cannot be written: ENOSPC`);
      for (const file of files) expect(await readFile(file, 'utf8')).toBe('old');
      expect(await readdir(cacheDir)).toHaveLength(files.length);
    }
  });

  it('leaves no half outcome among the finished fits', async () => {
    const cache = openCache(cacheDir);
    disk.writesLeft = 0;
    await expect(cache.set('key', { accuracy: 0.9 })).rejects.toThrow(WriteError);
    disk.writesLeft = Number.POSITIVE_INFINITY;
    expect(await readdir(cacheDir)).toEqual([]);
    expect(cache.get('key')).toBeUndefined();
  });
});
