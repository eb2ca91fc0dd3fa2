import { describe, expect, it } from 'vitest';
import {
  calledClass,
  type ExhibitSet,
  exhibitSet,
  exhibitsInCell,
  mistakes,
  visibleRows,
} from '../../src/charts/exhibit-set.ts';
import type { ExperimentResult } from '../../src/core/results.ts';

const set: ExhibitSet = {
  classes: [
    { name: 'cat', file: 'exhibits/cat.png', count: 4, blocked: [2] },
    { name: 'sheep', file: 'exhibits/sheep.png', count: 3, blocked: [] },
  ],
  scores: {
    forest: [
      [0.9, 0.4, 0.1, 0.5],
      [0.1, 0.6, 0.49],
    ],
    convnet: [
      [0.2, 0.1, 0.1, 0.9],
      [0.1, 0.95, 0.7],
    ],
  },
};
const short = (list: readonly { classIndex: number; index: number }[]) =>
  list.map((e) => `${set.classes[e.classIndex as 0 | 1].name}${e.index}`);

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
    for (const threshold of [0, 0.1, 0.49, 0.5, 0.9, 1])
      for (const truth of [0, 1] as const) {
        const [a, b] = ([0, 1] as const).map((called) =>
          exhibitsInCell(set, 'forest', { truth, called }, threshold),
        );
        expect((a?.exhibits.length ?? 0) + (b?.exhibits.length ?? 0)).toBe(a?.of);
      }
  });
});

describe('mistakes', () => {
  it('lists the most confident mistake first', () => {
    expect(short(mistakes(set, 'convnet'))).toEqual(['sheep1', 'cat1', 'cat0', 'sheep2']);
  });

  it('filters by what was drawn', () => {
    expect(short(mistakes(set, 'convnet', { truth: 0 }))).toEqual(['cat1', 'cat0']);
  });

  it('keeps only what fools every model', () => {
    expect(short(mistakes(set, 'convnet', { byAll: true }))).toEqual(['sheep1', 'cat1']);
    expect(short(mistakes(set, 'forest', { byAll: true })).sort()).toEqual(['cat1', 'sheep1']);
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

  it('puts the positive class first and takes its column, rounded down', () => {
    const { classes, scores } = exhibitSet(result);
    expect(classes.map((c) => c.name)).toEqual(['sheep', 'cat']);
    expect(scores.forest).toEqual([[0.49999], [0.25]]);
  });

  it('says which class has no exhibits', () => {
    expect(() => exhibitSet({ ...result, exhibits: result.exhibits.slice(0, 1) })).toThrow('"sheep"');
  });

  it('refuses more than two classes', () => {
    const classes = [...result.dataset.classes, { name: 'dog' }] as typeof result.dataset.classes;
    expect(() => exhibitSet({ ...result, dataset: { ...result.dataset, classes } })).toThrow(
      'cat, sheep, dog',
    );
  });
});

describe('visibleRows', () => {
  it('skips blocked rows', () => {
    expect(visibleRows(set.classes[0])).toEqual([0, 1, 3]);
  });
});
