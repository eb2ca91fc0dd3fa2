import { describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/core/read-onnx.ts';
import { exportModel } from '../../src/learning/export/exportModel.ts';
import { madeUpForest, madeUpPerceptron } from '../learning/export/states.ts';

const METADATA = {
  classes: ['cat', 'sheep'],
  experiment: 'made-up',
  datasetSha256: '0'.repeat(64),
  trainDrawings: 2000,
  accuracy: 0.9,
};

describe('readOnnx', () => {
  it('gives back the weights that were exported, with their shapes', () => {
    const state = madeUpPerceptron(2, [20, 10]);
    const { constants } = readOnnx(exportModel(state, METADATA));
    state.layers.forEach((layer, i) => {
      const weights = constants.get(`dense${i + 1}_weights`);
      expect(weights?.dims).toEqual([layer.inputs, layer.outputs]);
      expect(weights?.values).toEqual(layer.weights);
      expect(constants.get(`dense${i + 1}_bias`)?.values).toEqual(layer.bias);
    });
  });

  it('reads a part of a larger buffer, as files are read', () => {
    const bytes = exportModel(madeUpPerceptron(2), METADATA);
    const larger = Buffer.concat([Buffer.of(1, 2, 3), bytes]).subarray(3);
    expect(readOnnx(larger).constants).toEqual(readOnnx(bytes).constants);
  });

  it('gives the operators in order, and their lists of numbers', () => {
    const { nodes } = readOnnx(exportModel(madeUpForest(2, 3), METADATA));
    expect(nodes.map(({ operator }) => operator)).toContain('TreeEnsembleRegressor');
    const ensemble = nodes.find(({ operator }) => operator === 'TreeEnsembleRegressor');
    expect(ensemble?.numbers.get('n_targets')).toEqual([6]);
    expect(new Set(ensemble?.numbers.get('nodes_treeids'))).toEqual(new Set([0, 1, 2]));
  });

  it('refuses what is no model', () => {
    expect(() => readOnnx(new Uint8Array())).toThrow('not an ONNX model');
  });
});
