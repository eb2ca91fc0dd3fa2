import { describe, expect, it } from 'vitest';
import {
  calledClass,
  type ExhibitRef,
  type ExhibitSet,
  exhibitSet,
  exhibitsInCell,
  leastCertain,
  mistakes,
  modelsOf,
  scoreOf,
  sharesOf,
  topClass,
  visibleExhibits,
  visibleRows,
} from '../../src/charts/exhibit-set.ts';
import { packShares } from '../../src/charts/exhibit-shares.ts';
import type { ExperimentResult } from '../../src/core/results.ts';
import { fiveResult } from '../fixtures/five-result.ts';

const positive = (scores: number[]) =>
  packShares(
    scores.map((score) => [score, 1 - score]),
    5,
  );
const set: ExhibitSet = {
  classes: [
    { name: 'cat', file: 'exhibits/cat.png', count: 4, blocked: [2] },
    { name: 'sheep', file: 'exhibits/sheep.png', count: 3, blocked: [] },
  ],
  decimals: 5,
  shares: {
    forest: [positive([0.9, 0.4, 0.1, 0.5]), positive([0.1, 0.6, 0.49])],
    convnet: [positive([0.2, 0.1, 0.1, 0.9]), positive([0.1, 0.95, 0.7])],
  },
};
const name = (of: ExhibitSet) => (e: ExhibitRef) => `${of.classes[e.classIndex]?.name}${e.index}`;
const short = (list: readonly ExhibitRef[], of: ExhibitSet = set) => list.map(name(of));

describe('exhibitsInCell', () => {
  it('counts a score that equals the threshold as positive', () => {
    expect(calledClass(set, 'forest', { classIndex: 0, index: 3 }, 0.5)).toBe(0);
    expect(calledClass(set, 'forest', { classIndex: 0, index: 3 }, 0.51)).toBe(1);
  });

  it('takes the drawings of a cell, surest first, and leaves blocked ones out', () => {
    const found = exhibitsInCell(set, 'forest', { truth: 0, called: 0 }, 0.5);
    expect(short(found.exhibits)).toEqual(['cat0', 'cat3']);
    expect(found.of).toBe(3);
    expect(short(exhibitsInCell(set, 'convnet', { truth: 0, called: 1 }, 0.5).exhibits)).toEqual([
      'cat1',
      'cat0',
    ]);
  });

  it('parts every class between its two cells at any threshold', () => {
    for (const threshold of [undefined, 0, 0.1, 0.49, 0.5, 0.9, 1])
      for (const truth of [0, 1]) {
        const [a, b] = [0, 1].map((called) => exhibitsInCell(set, 'forest', { truth, called }, threshold));
        expect((a?.exhibits.length ?? 0) + (b?.exhibits.length ?? 0)).toBe(a?.of);
      }
  });

  it('parts every one of five classes as the most probable class says', () => {
    const result = fiveResult();
    const five = exhibitSet(result);
    for (const model of result.models)
      five.classes.forEach(({ name: truthName }, truth) => {
        const rows = model.exhibits[truthName] as number[][];
        five.classes.forEach((_, called) => {
          const expected = rows.flatMap((row, i) =>
            row.indexOf(Math.max(...row)) === called ? [`${truthName}${i}`] : [],
          );
          const { exhibits, of } = exhibitsInCell(five, model.model, { truth, called });
          expect(of).toBe(rows.length);
          expect(short(exhibits, five).sort()).toEqual(expected.sort());
          const sure = exhibits.map((e) => sharesOf(five, model.model, e)[called] as number);
          expect(sure).toEqual([...sure].sort((a, b) => b - a));
        });
      });
  });
});

describe('mistakes', () => {
  it('lists the most confident mistake first', () => {
    expect(short(mistakes(set, 'convnet'))).toEqual(['sheep1', 'cat1', 'cat0', 'sheep2']);
  });

  it('filters by what was drawn', () => {
    expect(short(mistakes(set, 'convnet', { truth: 0 }))).toEqual(['cat1', 'cat0']);
  });

  it('filters by what it is called', () => {
    expect(short(mistakes(set, 'convnet', { called: 0 }))).toEqual(['sheep1', 'sheep2']);
    expect(mistakes(set, 'convnet', { truth: 0, called: 0 })).toEqual([]);
  });

  it('keeps only what fools every model', () => {
    expect(short(mistakes(set, 'convnet', { by: 'all' }))).toEqual(['sheep1', 'cat1']);
    expect(short(mistakes(set, 'forest', { by: 'all' })).sort()).toEqual(['cat1', 'sheep1']);
  });

  it('keeps only what fools a model alone', () => {
    expect(short(mistakes(set, 'convnet', { by: 'alone' }))).toEqual(['cat0', 'sheep2']);
    expect(short(mistakes(set, 'forest', { by: 'alone' }))).toEqual([]);
  });

  it('is as long for five classes as the cells off the diagonal together', () => {
    const five = exhibitSet(fiveResult());
    for (const model of modelsOf(five)) {
      const cells = five.classes.flatMap((_, truth) =>
        five.classes.flatMap((_, called) =>
          truth === called ? [] : exhibitsInCell(five, model, { truth, called }).exhibits,
        ),
      );
      expect(cells.length).toBeGreaterThan(0);
      expect(short(mistakes(five, model), five).sort()).toEqual(short(cells, five).sort());
    }
  });
});

describe('leastCertain', () => {
  it('takes those whose greatest probability is least, blocked ones left out', () => {
    expect(short(leastCertain(set, 'forest', 3))).toEqual(['cat3', 'sheep2', 'cat1']);
    expect(leastCertain(set, 'forest', 100)).toHaveLength(6);
  });
});

describe('exhibitSet', () => {
  const result = {
    experiment: 'cats-and-sheep',
    dataset: { classes: [{ name: 'cat' }, { name: 'sheep' }] },
    exhibits: [
      { class: 'cat', file: 'exhibits/cat.png', count: 1, blocked: [] },
      { class: 'sheep', file: 'exhibits/sheep.png', count: 1, blocked: [0] },
    ],
    models: [
      {
        model: 'forest',
        roc: [{ positiveClass: 'sheep' }],
        exhibits: { cat: [[0.75, 0.2500049]], sheep: [[0.5000001, 0.4999999]] },
      },
    ],
  } as unknown as ExperimentResult;

  it('puts the positive one of two classes first and takes its column, rounded down', () => {
    const small = exhibitSet(result);
    expect(small.classes.map((c) => c.name)).toEqual(['sheep', 'cat']);
    const score = (classIndex: number) => scoreOf(small, 'forest', { classIndex, index: 0 });
    expect([score(0), score(1)]).toEqual([0.49999, 0.25]);
  });

  it('keeps more than two classes in their order', () => {
    const five = exhibitSet(fiveResult());
    expect(five.classes.map((c) => c.name)).toEqual(['dog', 'octopus', 'bee', 'hedgehog', 'giraffe']);
    expect(topClass(five, 'convnet', { classIndex: 2, index: 0 })).toBeLessThan(5);
  });

  it('says which class has no exhibits', () => {
    expect(() => exhibitSet({ ...result, exhibits: result.exhibits.slice(0, 1) })).toThrow('"sheep"');
  });

  it('says which class it expected as the positive one of two', () => {
    const classes = [{ name: 'dog' }, { name: 'bee' }] as typeof result.dataset.classes;
    expect(() => exhibitSet({ ...result, dataset: { ...result.dataset, classes } })).toThrow(
      'expected one of dog and bee as the positive class, got sheep',
    );
  });

  it('has nothing to say for a model that judged no exhibits', () => {
    expect(scoreOf(set, 'nearest', { classIndex: 0, index: 0 })).toBeNaN();
    expect(modelsOf(set)).toEqual(['forest', 'convnet']);
  });
});

describe('visibleRows', () => {
  it('skips blocked rows', () => {
    expect(visibleRows(set.classes[0] as ExhibitSet['classes'][0])).toEqual([0, 1, 3]);
    expect(short(visibleExhibits(set))).toEqual(['cat0', 'cat1', 'cat3', 'sheep0', 'sheep1', 'sheep2']);
  });
});
