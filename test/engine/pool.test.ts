import { afterEach, expect, test, vi } from 'vitest';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from '../../pipeline/engine/job.ts';
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

const large = (seed: number): FitJob => ({ ...job(seed), hyperparameters: { trees: 60 } });
const bytes = ({ report, state, probabilities }: FitOutcome) => ({ report, state, probabilities });

test('idle threads help with a fit, which stays the same, and leave for a job that comes', async () => {
  pool = openPool(store, 1);
  const alone = [bytes(await pool.run(large(1))), bytes(await pool.run(job(2)))];
  await pool.close();
  pool = openPool(store, 3);
  const first = pool.run(large(1));
  const others = [1, 2, 3].map(() => (pool as Pool).run(job(2)));
  expect(bytes(await first)).toEqual(alone[0]);
  for (const other of others) expect(bytes(await other)).toEqual(alone[1]);
  expect(bytes(await pool.run(large(1)))).toEqual(alone[0]);
});

test('a search for neighbours that threads share is the same as of one', async () => {
  const many = bars(12_800); // from 40 million distances on it is shared
  const search: FitJob = {
    ...job(1),
    model: 'nearest',
    hyperparameters: {},
    train: rows(0, 6400),
    predict: { test: rows(6400, 12_800) },
    keepState: false,
  };
  const outcomes = [];
  for (const threads of [1, 2]) {
    pool = openPool(many, threads);
    outcomes.push((await pool.run(search)).probabilities);
    await pool.close();
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test('a fit whose helpers end in the middle of it is the same, and the pool goes on', async () => {
  pool = openPool(store, 1);
  const alone = bytes(await pool.run(large(1)));
  await pool.close();
  const own = bars(80);
  own.labels[79] = 0;
  pool = openPool(own, 3, undefined, new URL('./endsWhenItHelps.ts', import.meta.url));
  expect(bytes(await pool.run(large(1)))).toEqual(alone);
  expect(own.labels[79]).toBe(1); // one was asked, and ended
  await expect(pool.run(job(2))).resolves.toMatchObject({ hyperparameters: { trees: 5 } });
});

test('a pool can be closed while its threads help', async () => {
  pool = openPool(store, 3);
  const settled = vi.fn();
  const grown = new Promise<void>((resolve) => {
    pool?.run({ ...job(1), hyperparameters: { trees: 5000 } }, () => resolve()).then(settled, settled);
  });
  await grown;
  await pool.close();
  expect(settled).not.toHaveBeenCalled();
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
