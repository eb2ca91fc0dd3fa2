/** Shares of a run on several machines, brought together, give what one run gives; and a plan tells what is left. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../pipeline/main.ts');
const ARGV = ['forest-features', '--data', 'embedded', '--quick', '--json'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shards-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Event = { readonly event: string } & Readonly<Record<string, unknown>>;

async function pipeline(...argv: readonly string[]): Promise<Event[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...ARGV, ...argv], { cwd: folder });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const planOf = (events: readonly Event[]) => events.find(({ event }) => event === 'plan');

/** What no two runs have in common. */
const TIMES = { fitSeconds: 0, predictSeconds: 0 };

const numbers = (out: string) => {
  const file = join(folder, out, 'content/results/forest-features.json');
  const { date: _, timings: __, variants, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...rest, variants: variants.map((variant: object) => ({ ...variant, ...TIMES })) };
};

test('three shards in turns of copying, then one run without a fit: the same files as one run', async () => {
  await pipeline('--out', 'one', '--cache', 'one-cache');
  let made = 0;
  let told: unknown;
  for (const i of [1, 2, 3]) {
    const shard = ['--shard', `${i}/3`, '--cache', `cache-${i}`];
    const events = await pipeline(...shard);
    const end = events.at(-1);
    expect(events.find(({ event }) => event === 'fits')).toEqual({ event: 'fits', total: end?.made });
    expect(end).toMatchObject({ event: 'shard', left: 8 - (end?.made as number) });
    made += end?.made as number;
    if (i > 1) expect(told).toMatchObject({ index: i, of: 3, fits: end?.made });
    const next = ['--dry-run', '--shard', `${i + 1}/3`, '--cache', `cache-${i}`]; // where the drawings are
    if (i < 3) told = planOf(await pipeline(...next))?.share;
    cpSync(join(folder, `cache-${i}`), join(folder, 'all'), { recursive: true });
  }
  expect(made).toBe(8);
  const plan = planOf(await pipeline('--dry-run', '--cache', 'all'));
  expect(plan).toMatchObject({
    event: 'plan',
    experiment: 'forest-features',
    fits: 8,
    cached: 8,
    toMake: [],
  });
  expect(plan?.seconds).toBe(plan?.evaluateSeconds); // nothing is left to fit
  expect(plan).not.toHaveProperty('share');
  const events = await pipeline('--out', 'merged', '--cache', 'all');
  expect(events).toContainEqual({ event: 'fits', total: 8 });
  const fits = events.filter(({ event }) => event === 'fit');
  expect(fits.filter(({ state }) => state === 'skipped')).toHaveLength(8);
  expect(fits.filter(({ state }) => state === 'done')).toEqual([]);
  expect(numbers('merged')).toEqual(numbers('one'));
});

test('two runs at once with one cache make every fit once, and both write the same results', async () => {
  const run = (out: string) => pipeline('--out', out, '--cache', 'both', '--workers', '1');
  const runs = await Promise.all([run('here'), run('there')]);
  const states = runs.flat().flatMap(({ event, state }) => (event === 'fit' ? [state] : []));
  expect(states.filter((state) => state === 'done')).toHaveLength(8);
  expect(states.filter((state) => state === 'skipped')).toHaveLength(8);
  expect(numbers('here')).toEqual(numbers('there'));
  expect(readdirSync(join(folder, 'both/checkpoints'))).toEqual([]);
});

test('a plan tells fits, time and memory, and writes nothing', async () => {
  const before = readdirSync(folder);
  const plan = planOf(await pipeline('--dry-run', '--cache', 'none', '--out', 'nowhere'));
  const { cached, fits, seconds, memoryBytes, downloadBytes, upToDate } = plan as Event;
  expect([cached, downloadBytes, upToDate]).toEqual([0, 0, false]);
  expect(fits).toBe(8);
  expect(seconds).toBeGreaterThan(0);
  expect(memoryBytes).toBeGreaterThan(2e8);
  expect(existsSync(join(folder, 'none'))).toBe(false);
  expect(readdirSync(folder)).toEqual(before);
  const ofShard = planOf(await pipeline('--dry-run', '--cache', 'none', '--shard', '2/4'));
  expect(ofShard?.fits).toBe(8);
  expect(ofShard?.share).toMatchObject({ index: 2, of: 4, fits: 2, isEstimate: true });
  expect(readdirSync(folder)).toEqual(before);
});
