import { afterEach, expect, test } from 'vitest';
import { type DrawingStore, type FitJob, jobKey } from '../../pipeline/engine/job.ts';
import { openPool, type Pool } from '../../pipeline/engine/pool.ts';
import { createRandom } from '../../src/core/random.ts';

/** Bars: horizontal ones are the first class, vertical ones the second, with noise. */
function bars(count: number): DrawingStore {
  const random = createRandom('bars');
  const pixels = new Uint8Array(new SharedArrayBuffer(count * 784));
  const labels = new Uint16Array(new SharedArrayBuffer(count * 2));
  for (let i = 0; i < count; i++) {
    labels[i] = i % 2;
    const at = random.int(28);
    for (let p = 0; p < 784; p++) pixels[i * 784 + p] = random.int(60);
    for (let j = 0; j < 28; j++) pixels[i * 784 + (i % 2 === 0 ? at * 28 + j : j * 28 + at)] = 255;
  }
  return { classes: ['horizontal', 'vertical'], count, pixels, labels };
}

const store = bars(80);
const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const job = (seed: number): FitJob => ({
  name: `forest ${seed}`,
  model: 'forest',
  hyperparameters: { trees: 5 },
  seed,
  train: rows(0, 60),
  predict: { test: rows(60, 80) },
  keepState: true,
});

let pool: Pool | undefined;
afterEach(() => pool?.close());

test('jobs give the same outcome whatever the number of threads', async () => {
  const outcomes = [];
  for (const threads of [1, 3]) {
    pool = openPool(store, threads);
    outcomes.push(await Promise.all([1, 2, 3, 4].map((seed) => (pool as Pool).run(job(seed)))));
    await pool.close();
  }
  const [one, three] = outcomes as [(typeof outcomes)[0], (typeof outcomes)[0]];
  expect(one.map((o) => [o.probabilities, o.state])).toEqual(three.map((o) => [o.probabilities, o.state]));
  expect(one[0]?.state).not.toEqual(one[1]?.state);
});

test('progress of a fit is passed on', async () => {
  pool = openPool(store, 1);
  const seen: number[] = [];
  await pool.run(job(1), ({ done, total, unit }) => {
    expect([total, unit]).toEqual([5, 'trees']);
    seen.push(done);
  });
  expect(seen.at(-1)).toBe(5);
});

test('a job that fails rejects with its error, and the next one runs', async () => {
  pool = openPool(store, 1);
  await expect(pool.run({ ...job(1), hyperparameters: { branches: 5 } })).rejects.toThrow(/branches/);
  await expect(pool.run(job(1))).resolves.toMatchObject({ hyperparameters: { trees: 5 } });
});

test('a closed pool starts no more threads', async () => {
  pool = openPool(store, 2);
  await pool.run(job(1));
  await pool.close();
  await expect(pool.run(job(2))).rejects.toThrow('the pool is closed: "forest 2" cannot be run');
});

test('the key of a job changes with whatever its outcome depends on, and with nothing else', () => {
  const key = (changed: Partial<FitJob> = {}, version = 'v1') =>
    jobKey(store, { ...job(1), ...changed }, version);
  expect(key({ name: 'another name' })).toBe(key());
  const changes = [
    key({ seed: 2 }),
    key({ hyperparameters: { trees: 6 } }),
    key({ model: 'nearest' }),
    key({ train: rows(0, 59) }),
    key({ train: rows(1, 61) }),
    key({ validation: rows(60, 70) }),
    key({ predict: { test: rows(60, 79) } }),
    key({ keepState: false }),
    key({}, 'v2'),
  ];
  expect(new Set([key(), ...changes]).size).toBe(changes.length + 1);
});
