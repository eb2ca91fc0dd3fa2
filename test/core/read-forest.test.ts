import { describe, expect, it } from 'vitest';
import { descend, readForest, vote } from '../../src/core/read-forest.ts';
import { readOnnx } from '../../src/core/read-onnx.ts';
import { exportModel } from '../../src/learning/export/exportModel.ts';
import { explain } from '../learning/export/reference.ts';
import { madeUpDrawings, madeUpForest, madeUpPerceptron } from '../learning/export/states.ts';

const METADATA = { experiment: 'made-up', datasetSha256: '', trainDrawings: 1, accuracy: 0.9 };
const state = madeUpForest(3);
const trees = readForest(readOnnx(exportModel(state, { ...METADATA, classes: ['a', 'b', 'c'] })));

describe('readForest', () => {
  it('leads every drawing to the leaves that the trained forest leads it to', () => {
    const drawings = madeUpDrawings(50);
    for (let i = 0; i < drawings.count; i++) {
      const ink = Float32Array.from(drawings.pixels.subarray(i * 784, (i + 1) * 784), (pixel) => pixel / 255);
      const votes = trees.flatMap((tree) => [...descend(tree, ink).shares]);
      expect(votes).toEqual(explain(state, drawings, i).votes);
    }
  });

  it('tells each question on the way, and which way it went', () => {
    const [tree] = trees;
    const blank = descend(tree ?? [], new Float32Array(784));
    const full = descend(tree ?? [], new Float32Array(784).fill(1));
    expect(blank.steps.length).toBeGreaterThan(0);
    expect(blank.steps.every(({ right }) => !right)).toBe(true);
    expect(full.steps.every(({ right }) => right)).toBe(true);
    expect(blank.steps[0]?.pixel).toBe(state.trees[0]?.feature[0]);
  });

  it('votes for the class with the greatest share', () => {
    const leaf = { pixel: 0, threshold: 0, left: 0, right: 0, shares: [0.2, 0.7, 0.1] };
    expect(vote([leaf], [])).toBe(1);
  });

  it('refuses a model that is no forest, and a tree that loops', () => {
    const perceptron = exportModel(madeUpPerceptron(2), { ...METADATA, classes: ['a', 'b'] });
    expect(() => readForest(readOnnx(perceptron))).toThrow('not a forest');
    expect(() => descend([{ pixel: 0, threshold: 0, left: 0, right: 0, shares: [] }], [0])).toThrow(
      'circles',
    );
  });
});
