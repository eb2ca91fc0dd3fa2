import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catsAndDogs } from '../../pipeline/experiments/cats-and-dogs.ts';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';
import { type Conditions, quickConditions } from '../../pipeline/experiments/conditions.ts';
import { convnetPlus } from '../../pipeline/experiments/convnet-plus.ts';
import { planSizes } from '../../pipeline/experiments/experiment.ts';
import { fiveAnimals } from '../../pipeline/experiments/five-animals.ts';
import { CONDITIONS, EXPERIMENTS, GAMES } from '../../pipeline/experiments/index.ts';
import { abridged, quick } from '../../pipeline/experiments/shorter.ts';
import { sweepSchema } from '../../src/core/sweep-results.ts';
import { createClassifier } from '../../src/learning/index.ts';

const all = Object.values(EXPERIMENTS);
const sweeps = all.filter((experiment) => experiment.kind === 'sweep');

test('every declaration is listed under its file name', () => {
  const files = readdirSync(new URL('../../pipeline/experiments/', import.meta.url))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter(
      (name) =>
        !['conditions', 'experiment', 'game', 'index', 'own', 'shorter', 'smaller-forest', 'tuning'].includes(
          name,
        ),
    );
  expect([EXPERIMENTS, CONDITIONS, GAMES].flatMap(Object.keys).sort()).toEqual(files.sort());
});

test.each(all.map((experiment) => [experiment.id, experiment] as const))(
  '%s declares only hyperparameters that its estimators have',
  (_, experiment) => {
    if (experiment.kind === 'sweep')
      for (const { estimator, hyperparameters } of experiment.variants)
        expect(() => createClassifier(estimator, hyperparameters)).not.toThrow();
    else
      for (const [id, plan] of Object.entries(experiment.models))
        for (const { hyperparameters, search } of [plan, ...(plan.published ? [plan.published] : [])]) {
          const searched = search && { [search.hyperparameter]: search.candidates[0] as number };
          expect(() => createClassifier(id as 'forest', { ...hyperparameters, ...searched })).not.toThrow();
        }
  },
);

test.each(sweeps.map((sweep) => [sweep.id, sweep] as const))(
  'the variants of %s have names of their own, a known series and the chosen one among them',
  (_, { variants, series, parameter, chosen }) => {
    const ids = variants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = (series ?? [{ id: parameter.name }]).map(({ id }) => id);
    for (const variant of variants) expect(known).toContain(variant.series ?? known[0]);
    if (chosen) expect(ids).toContain(chosen.variant);
    if (parameter.scale !== 'ordinal')
      for (const { value } of variants) expect(value).toEqual(expect.any(Number));
    expect(sweepSchema.shape.parameter.parse(parameter)).toEqual(parameter);
  },
);

test.each([
  [1297, { testPerClass: 260, trainPerClass: [250, 500, 1000] }],
  [1697, { testPerClass: 349, trainPerClass: [250, 500, 1000] }],
  [123_202, { testPerClass: 7500, trainPerClass: [250, 500, 1000, 2500, 5000, 7500] }],
  [100, { testPerClass: 20, trainPerClass: [20, 40, 80] }],
  [10, { testPerClass: 2, trainPerClass: [2, 4, 8] }],
])('%i drawings a class are split into test set and training sizes', (available, sizes) => {
  expect(planSizes(catsAndSheep, available)).toEqual({
    method: 'fixed',
    ...sizes,
    asDeclared: available > 1000,
  });
});

test.each([
  [400, { method: 'cross-validation', testPerClass: 400, trainPerClass: [100, 200, 320], asDeclared: true }],
  [403, { method: 'cross-validation', testPerClass: 400, trainPerClass: [100, 200, 320], asDeclared: true }],
  [100, { method: 'cross-validation', testPerClass: 100, trainPerClass: [80], asDeclared: false }],
  [
    5000,
    {
      method: 'fixed',
      testPerClass: 1250,
      trainPerClass: [100, 200, 500, 1000, 2500],
      asDeclared: true,
    },
  ],
])('five animals of %i drawings are cross-validated where they are scarce', (available, sizes) => {
  expect(planSizes(fiveAnimals, available)).toEqual(sizes);
});

test('an experiment may ask for a smaller share to test on', () => {
  const usual = { ...catsAndDogs, trainSizes: [500, 7000] };
  expect(planSizes(usual, 4290).trainPerClass).toEqual([250]);
  expect(planSizes({ ...usual, leastTestShare: 0.18 }, 4290)).toMatchObject({
    testPerClass: 773,
    trainPerClass: [250, 3500],
  });
});

test('several training sets leave half of the rest to differ in, one leaves all of it to the test', () => {
  expect(planSizes(catsAndDogs, 4690)).toMatchObject({
    testPerClass: 1095,
    trainPerClass: [250, 500, 1000, 2500],
  });
  expect(planSizes({ ...catsAndDogs, seeds: [1] }, 4690).testPerClass).toBe(2190);
});

test('folds over all drawings leave none for a test', () => {
  expect(planSizes(convnetPlus, 1297)).toEqual({
    method: 'cross-validation',
    testPerClass: 1295,
    trainPerClass: [1036],
    asDeclared: true,
  });
});

test('the clean question is asked about words that no other experiment on a few words has', () => {
  const others = all.filter(({ id }) => id !== convnetPlus.id).flatMap(({ classes }) => classes);
  for (const name of convnetPlus.classes) expect(others).not.toContain(name);
});

test('the sweeps on cats and sheep keep the test set of their comparison under lock', () => {
  for (const sweep of sweeps.filter(({ classes }) => classes.includes('sheep'))) {
    expect([sweep.id, sweep.classes, sweep.splitSeed]).toEqual([
      sweep.id,
      catsAndSheep.classes,
      catsAndSheep.splitSeed,
    ]);
    expect(planSizes(sweep, 1697).testPerClass).toBe(planSizes(catsAndSheep, 1697).testPerClass);
    expect(sweep.seeds).toEqual(catsAndSheep.seeds);
  }
});

test('too few drawings are refused', () => {
  expect(() => planSizes(catsAndSheep, 9)).toThrow(
    'cats-and-sheep needs at least 10 drawings of every class, got 9',
  );
});

test('a source too small for every size is trained on with fewer seeds, folds and candidates', () => {
  const { seeds, models } = abridged(catsAndSheep);
  expect(seeds).toEqual([1, 2, 3]);
  expect(models.convnet?.search?.candidates).toEqual([15, 30]);
  expect(models.nearest?.published?.search?.candidates).toEqual([8, 12, 16]);
  expect(models.forest).toEqual(catsAndSheep.models.forest);
  expect(abridged(convnetPlus).folds).toBe(3);
});

test('a quick run takes one seed, one size and the first candidates, and searches nothing', () => {
  const { seeds, trainSizes, models } = quick(catsAndSheep);
  expect([seeds, trainSizes]).toEqual([[1], [500]]);
  expect(models.convnet).toEqual({ hyperparameters: { dropout: 0.2, epochs: 15 } });
  expect(models.nearest?.published).toEqual({ hyperparameters: { k: 5, form: 'codes', components: 8 } });
  expect(planSizes(quick(catsAndSheep), 100).trainPerClass).toEqual([80]);
  expect(quick(convnetPlus).folds).toBe(2);
  expect(planSizes(quick(fiveAnimals), 400)).toMatchObject({ method: 'fixed', trainPerClass: [100] });
});

test.each(Object.values(CONDITIONS).map((each) => [each.id, each] as const))(
  '%s asks comparisons that exist, and names a value among its steps as the usual one',
  (_, { of, factors }) => {
    for (const id of of) expect(EXPERIMENTS[id]?.kind).toBe('comparison');
    for (const { values, standard } of factors) {
      expect([...values].sort((a, b) => a - b)).toEqual(values);
      if (standard !== undefined) expect(values).toContain(standard);
    }
  },
);

test('a first look at changed conditions keeps the ends and the usual value', () => {
  const { of, factors } = quickConditions(CONDITIONS['rendering'] as Conditions);
  expect(of).toEqual(['cats-and-sheep']);
  expect(factors.map(({ values }) => values)).toEqual([
    [4, 16, 32],
    [0.4, 1, 1.1],
    [0, 6],
  ]);
});
