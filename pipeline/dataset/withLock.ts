import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatasetError } from './source.ts';
import { asWriteError } from './writeWhole.ts';

/** So often, and after so long, is tried again to take over what a process that is gone has left. */
const MOST_TRIES = 50;
const TRY_AGAIN_MS = 10;

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
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await linked(ticket, file)) return; // unlike an exclusive open, it comes with the number already in it
      const holder = await holderOf(file);
      if (holder === undefined) continue; // it has just been let go
      if (holder !== process.pid && isRunning(holder))
        throw new DatasetError(
          `${file}: process ${holder} is fetching the same drawings. Wait until it is done; if no such process is at work, delete the file.`,
        );
      await removeLeft(file, ticket);
      await sleep(TRY_AGAIN_MS);
    }
  } finally {
    await rm(ticket, { force: true });
  }
  throw new DatasetError(`${file}: other processes keep taking this lock. Wait until they are done.`);
}

/**
 * Removes the lock of a process that is gone. One process at a time may look and remove, behind a gate of its own: what
 * another has put there meanwhile is a lock that holds.
 */
async function removeLeft(file: string, ticket: string): Promise<void> {
  const gate = `${file}.gate`;
  if (await linked(ticket, gate)) {
    try {
      const holder = await holderOf(file);
      // As long as it stands there nobody else can put a lock in its place; where none stands, somebody may.
      if (holder !== undefined && (holder === process.pid || !isRunning(holder)))
        await rm(file, { force: true });
    } finally {
      await rm(gate, { force: true });
    }
  } else if (!isRunning((await holderOf(gate)) ?? process.pid)) await rm(gate, { force: true });
}

/** Whether a second name could be given to a file, which nothing had yet. */
async function linked(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The number in a lock, NaN or 0 for what is none; undefined where no lock stands. */
async function holderOf(file: string): Promise<number | undefined> {
  try {
    return Number(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
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
