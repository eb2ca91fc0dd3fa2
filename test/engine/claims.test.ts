import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Claims, openClaims } from '../../pipeline/engine/claims.ts';

let folder: string;
let open: Claims[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-'));
  open = [];
});
afterEach(() => {
  for (const claims of open) claims.close();
  rmSync(folder, { recursive: true });
});

const SOON = { touchMs: 10, staleMs: 300, lookMs: 5 };
const claimsWith = (options = SOON) => {
  const claims = openClaims(folder, options);
  open.push(claims);
  return claims;
};
const none = () => undefined;
/** As a run with process `pid` would have left it. */
const leave = (pid: number | undefined, host = hostname()) =>
  writeFileSync(join(folder, 'a.claim'), `${pid} ${host}`);
/** A process that waits for its input to end. */
const otherProcess = () =>
  spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });

test('a fit that nobody makes is claimed by number and machine, and let go without a trace', async () => {
  const claims = claimsWith();
  expect(await claims.take('a', none)).toBeUndefined();
  expect(readFileSync(join(folder, 'a.claim'), 'utf8')).toBe(`${process.pid} ${hostname()}`);
  claims.release('a');
  expect(readdirSync(folder)).toEqual([]);
});

test('what another run makes is waited for, told once, and taken from the cache', async () => {
  const other = otherProcess();
  leave(other.pid);
  let looks = 0;
  const told: string[] = [];
  const outcome = await claimsWith({ ...SOON, staleMs: 60_000 }).take(
    'a',
    () => (looks++ < 3 ? undefined : 'made'),
    (holder, file) => told.push(holder, file),
  );
  expect(outcome).toBe('made');
  expect(told).toEqual([`${other.pid} ${hostname()}`, join(folder, 'a.claim')]);
  expect(readdirSync(folder)).toEqual(['a.claim']);
  other.stdin.end();
});

test('the claim of a run that was killed is taken over at once, with kill -9 too', async () => {
  const other = otherProcess();
  leave(other.pid);
  const taking = claimsWith({ ...SOON, staleMs: 60_000 }).take('a', none);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(await taking).toBeUndefined();
  expect(readFileSync(join(folder, 'a.claim'), 'utf8')).toContain(`${process.pid} `);
});

test.each([
  ['of another machine', 1, 'elsewhere'],
  ['of a number that somebody else has now', process.ppid, hostname()],
  ['that is empty', undefined, ''],
])('a claim %s is taken over when nobody has touched it for long', async (_, pid, host) => {
  leave(pid, host);
  if (pid === undefined) writeFileSync(join(folder, 'a.claim'), '');
  const started = performance.now();
  expect(await claimsWith().take('a', none)).toBeUndefined();
  expect(performance.now() - started).toBeGreaterThan(SOON.staleMs - 1);
});

test('what killed runs have left is cleared away, and what others hold is not', () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(folder, 'made.claim'), `${dead} ${hostname()}`);
  writeFileSync(join(folder, 'held.claim'), `${process.ppid} ${hostname()}`);
  writeFileSync(join(folder, 'elsewhere.claim'), '1 elsewhere');
  writeFileSync(join(folder, 'begun.claim'), '');
  writeFileSync(join(folder, 'fit.bin'), `${dead} ${hostname()}`);
  claimsWith();
  expect(readdirSync(folder).sort()).toEqual(['begun.claim', 'elsewhere.claim', 'fit.bin', 'held.claim']);
});

test('a claim of our own number that we do not hold was of an earlier run', async () => {
  leave(process.pid);
  expect(await claimsWith({ ...SOON, staleMs: 60_000 }).take('a', none)).toBeUndefined();
});

test('who is at work keeps its claim by touching it, and what was made meanwhile is not made again', async () => {
  leave(1, 'elsewhere');
  const file = join(folder, 'a.claim');
  let now = 0;
  let looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const touched = 20;
  const late = () => {
    now += 0.6 * SOON.staleMs;
    if (++looks <= touched) utimesSync(file, looks, looks);
    return undefined;
  };
  await claimsWith().take('a', late);
  vi.restoreAllMocks();
  expect(looks).toBe(touched + 3); // two more looks until it is stale, and one when it is ours
  rmSync(file);
  expect(await claimsWith().take('a', () => 'made')).toBe('made');
  expect(readdirSync(folder)).toEqual([]);
});
