import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatasetError } from './source.ts';
import { asWriteError } from './writeWhole.ts';

/** What each lock file of this process is held for; the next in line waits for it. */
const held = new Map<string, Promise<unknown>>();

/**
 * Does work while holding a lock file that bears this process's number. Within the process the work waits its
 * turn; the lock of a process that is gone is taken over.
 * @throws DatasetError when another process holds it.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const key = path.resolve(file);
  const before = held.get(key);
  const mine = (async () => {
    await before?.catch(() => {});
    await acquire(file);
    try {
      return await work();
    } finally {
      await rm(file, { force: true });
    }
  })();
  held.set(key, mine);
  try {
    return await mine;
  } finally {
    if (held.get(key) === mine) held.delete(key);
  }
}

async function acquire(file: string): Promise<void> {
  const ticket = `${file}.${randomUUID()}`;
  await writeFile(ticket, String(process.pid)).catch((error) => {
    throw asWriteError(error, ticket);
  });
  try {
    for (let tries = 0; tries < 3; tries++) {
      try {
        await link(ticket, file); // unlike an exclusive open, it comes with the number already in it
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (holder !== process.pid && isRunning(holder))
        throw new DatasetError(
          `${file}: process ${holder} is fetching the same drawings. Wait until it is done; if no such process is at work, delete the file.`,
        );
      await takeAside(file, `${ticket}.stale`, holder);
    }
  } finally {
    await rm(ticket, { force: true });
  }
  throw new DatasetError(`${file}: other processes keep taking this lock. Wait until they are done.`);
}

/**
 * Removes the lock of a process that is gone. It is moved aside first and looked at again: another process may have
 * done the same meanwhile, and what now stands there is its lock, which goes back.
 */
async function takeAside(file: string, aside: string, holder: number): Promise<void> {
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return; // it has just been let go
    throw error;
  }
  const now = Number(await readFile(aside, 'utf8').catch(() => ''));
  if (now !== holder && now !== process.pid && isRunning(now)) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
