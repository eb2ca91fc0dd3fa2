import { describe, expect, it } from 'vitest';
import { SWEEPS_2017 } from '../../../src/core/reference-2017.ts';
import type { SweepResult } from '../../../src/core/results.ts';
import { thenAndNow } from '../../../src/core/then-and-now/topics.ts';
import { fiveResult } from '../../fixtures/five-result.ts';
import { smallResult } from '../../fixtures/small-result.ts';
import { smallSweep } from '../../fixtures/small-sweep.ts';

const topic = (topics: ReturnType<typeof thenAndNow>, id: string) => {
  const found = topics.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no topic "${id}"`);
  return found;
};
const nearestK: SweepResult = { ...smallSweep(), experiment: 'nearest-k' };
const results = [
  { ...smallResult(), experiment: 'cats-and-sheep' },
  { ...fiveResult(), experiment: 'five-animals' },
  nearestK,
];

describe('thenAndNow', () => {
  it('has every number of 2017, also where there is nothing to compare it with', () => {
    const rows = thenAndNow([]).flatMap((each) => each.rows);
    expect(rows.length).toBeGreaterThan(70);
    for (const { verdict, now } of rows) expect([verdict, now]).toEqual(['not comparable', undefined]);
  });

  it('puts a size of the learning curve beside the same size only', () => {
    const { rows } = topic(thenAndNow(results), 'learning-curve');
    const named = (name: string) => rows.find((row) => row.name === name);
    expect(rows).toHaveLength(20);
    expect(named('Convnet, 2,000')).toMatchObject({
      then: { value: { value: 0.9315 }, trainDrawings: 2000, testDrawings: 2000 },
      now: { value: { value: 0.955 }, trainDrawings: 2000, testDrawings: 4 },
    });
    expect(named('Convnet, 5,000')?.now).toBeUndefined();
  });

  it('takes the five animals from their own experiment, and judges no mean of probabilities', () => {
    const { rows } = topic(thenAndNow(results), 'five-animals');
    expect(rows.map(({ now }) => now?.value.value)).toEqual([0.73, 0.74, 0.75, 0.84, 0.9]);
    expect(rows.at(-1)).toMatchObject({ verdict: 'not comparable', then: { value: { value: 0.90004683 } } });
  });

  it('pairs the settings of a sweep by their ids, and learns from what a fold leaves', () => {
    const { rows } = topic(thenAndNow(results), 'nearest-k');
    expect(rows).toHaveLength(SWEEPS_2017['nearest-k']?.length ?? 0);
    expect(rows.find(({ name }) => name === 'k = 5')).toMatchObject({
      then: { value: { value: 0.9216 }, trainDrawings: 3333, testDrawings: 5000 },
      now: { value: { value: 0.93 }, trainDrawings: 1000, testDrawings: 2000 },
    });
    expect(rows.find(({ name }) => name === 'k = 3')?.now).toBeUndefined();
  });

  it('asks of a sweep whether its old winner holds up', () => {
    const best = (change: Partial<SweepResult>) =>
      topic(thenAndNow([{ ...nearestK, ...change }]), 'nearest-k').best;
    expect(best({})).toEqual({ then: 'k = 5', now: 'k = 5', pValue: undefined, verdict: 'reproduced' });
    const variants = nearestK.variants.map((variant) =>
      variant.id === 'uniform-1' ? { ...variant, accuracy: { value: 0.96, low: 0.95, high: 0.97 } } : variant,
    );
    expect(best({ variants })).toMatchObject({ now: 'k = 1', pValue: 0.0003, verdict: 'not reproduced' });
    expect(() => best({ variants, mcnemar: [] })).toThrow(
      'no test between the variants "uniform-5" and "uniform-1"',
    );
  });
});
