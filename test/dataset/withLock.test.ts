import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { withLock } from '../../pipeline/dataset/withLock.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lock-'));
  file = path.join(folder, 'cat.lock');
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that waits for its input to end. */
function otherProcess() {
  return spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
}

describe('withLock', () => {
  it('holds the lock while the work is done, and leaves nothing behind', async () => {
    await withLock(file, async () => expect(await readFile(file, 'utf8')).toBe(String(process.pid)));
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets go after a failure', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await withLock(file, async () => 'done')).toBe('done');
  });

  it('does work of the same process one after the other', async () => {
    const events: string[] = [];
    const work = (name: string) =>
      withLock(file, async () => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        events.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('refuses while another process holds the lock, and takes it over once that is gone', async () => {
    const other = otherProcess();
    await writeFile(file, String(other.pid));
    await expect(withLock(file, async () => 'done')).rejects.toThrow(DatasetError);
    await expect(withLock(file, async () => 'done')).rejects.toThrow(
      new RegExp(`cat\\.lock: process ${other.pid} is fetching`),
    );
    expect(await readdir(folder)).toEqual(['cat.lock']);
    other.stdin.end();
    await once(other, 'exit');
    expect(await withLock(file, async () => 'done')).toBe('done');
  });

  it.each([
    ['an empty lock', ''],
    ['a lock that is no number', 'x'],
    ['a lock left by an earlier process of the same number', String(process.pid)],
  ])('takes over %s', async (_, content) => {
    await writeFile(file, content);
    expect(await withLock(file, async () => 'done')).toBe('done');
  });
});
