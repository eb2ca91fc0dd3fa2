/**
 * Which of several runs with one cache makes a fit: the first that says so, by a file. It spares the others the work, and
 * nothing more depends on it: a fit that two make all the same has one outcome, and is written as a whole.
 */
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who is at work touches its files so often; whose file nobody has touched for so long is gone. */
const TOUCH_MS = 5_000;
const STALE_MS = 60_000;
const LOOK_MS = 500;

/** How their files end. */
const CLAIM = '.claim';

export interface Claims {
  /**
   * Claims a fit, or waits for who has claimed it.
   * @param outcome what the cache has of it by now
   * @param onWait told once, with the file and who holds it, when there is something to wait for
   * @returns the outcome that another run has made; undefined when the fit is ours to make.
   */
  take<T>(
    key: string,
    outcome: () => T | undefined,
    onWait?: (holder: string, file: string) => void,
  ): Promise<T | undefined>;
  /** Lets go of a fit that is made, or has failed. */
  release(key: string): void;
  /** Lets go of all; what waits never comes. */
  close(): void;
}

export interface ClaimOptions {
  readonly touchMs?: number;
  readonly staleMs?: number;
  readonly lookMs?: number;
}

/** @param folder one that exists. */
export function openClaims(
  folder: string,
  { touchMs = TOUCH_MS, staleMs = STALE_MS, lookMs = LOOK_MS }: ClaimOptions = {},
): Claims {
  const me = `${process.pid} ${hostname()}`;
  const fileOf = (key: string) => join(folder, `${key}${CLAIM}`);
  const held = new Set<string>();
  let isClosed = false;
  const touching = setInterval(() => {
    const now = new Date();
    for (const key of held) quietly(() => utimesSync(fileOf(key), now, now));
  }, touchMs);
  touching.unref();
  // A run that was killed between a fit and letting go of it leaves a claim that nobody would ask for again.
  for (const name of quietly(() => readdirSync(folder)) ?? []) {
    const file = join(folder, name);
    if (name.endsWith(CLAIM) && isGone(quietly(() => readFileSync(file, 'utf8')) ?? '', me)) removed(file);
  }

  /** @returns whether the file is ours now; also where none can be written, since the fit itself will say what is wrong. */
  const claim = (key: string): boolean => {
    try {
      writeFileSync(fileOf(key), me, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    }
    held.add(key);
    return true;
  };

  return {
    async take(key, outcome, onWait) {
      const file = fileOf(key);
      let seen = '';
      let since = performance.now();
      let isTold = false;
      while (!claim(key)) {
        const found = outcome();
        if (found !== undefined) return found;
        const holder = quietly(() => readFileSync(file, 'utf8')) ?? ''; // just let go, or not to be read
        const touched = quietly(() => statSync(file).mtimeMs);
        if (`${holder} ${touched}` !== seen) since = performance.now();
        seen = `${holder} ${touched}`;
        if (isGone(holder, me) || performance.now() - since > staleMs) {
          if (!removed(file)) return undefined; // then two make it
          continue;
        }
        if (!isTold && holder !== '') {
          onWait?.(holder, file);
          isTold = true;
        }
        await sleep(lookMs);
        if (isClosed) return new Promise(() => {});
      }
      const found = outcome(); // made between the last look and the claim
      if (found !== undefined) this.release(key);
      return found;
    },
    release(key) {
      held.delete(key);
      quietly(() => rmSync(fileOf(key), { force: true }));
    },
    close() {
      isClosed = true;
      clearInterval(touching);
      for (const key of held) this.release(key);
    },
  };
}

/** Whether a claim is of a process of this machine that has ended. One of our own number that we do not hold was another's. */
function isGone(holder: string, me: string): boolean {
  const [pid, host] = holder.split(' ');
  if (host !== hostname()) return false;
  if (holder === me) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function removed(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** What does not matter when it fails: another run was quicker, or the disk takes no more. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
