import { describe, expect, it } from 'vitest';
import {
  encode,
  encodeStored,
  type NearestModel,
  nearestCodes,
  nearestEvidence,
  readNearest,
} from '../../../src/core/evidence/nearest-evidence.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { exportModel } from '../../../src/learning/export/exportModel.ts';
import { madeUpPerceptron } from '../../learning/export/states.ts';

/** Codes are the first two pixels, in steps of a tenth. */
const model: NearestModel = {
  k: 3,
  classes: 2,
  mean: new Float32Array(784),
  components: Float32Array.from({ length: 784 * 2 }, (_, i) => (i === 0 || i === 3 ? 1 : 0)),
  scale: 0.1,
  codes: Int32Array.of(0, 0, 10, 0, 9, 9, 0, 10),
  labels: Int32Array.of(0, 1, 1, 0),
};
const at = (x: number, y: number) => {
  const ink = new Float32Array(784);
  ink[0] = x;
  ink[1] = y;
  return ink;
};

describe('nearestCodes', () => {
  it('ranks by distance, the earlier of equals first, and scales to units of ink', () => {
    const found = nearestCodes(Float32Array.of(0, 0), Int32Array.of(3, 4, 0, 5, 1, 0), 3, 0.1);
    expect(found.map(({ row }) => row)).toEqual([2, 0, 1]);
    expect(found[1]?.distance).toBeCloseTo(0.5);
  });

  it('gives all there are when more are wanted', () => {
    expect(nearestCodes(Float32Array.of(0), Int32Array.of(1, 2), 5, 1)).toHaveLength(2);
  });
});

describe('nearestEvidence', () => {
  it('lets the k nearest vote, and finds the nearest of what can be shown in the same space', () => {
    const shown = [at(0.5, 0.5), at(1, 0.95), at(0.1, 0)].flatMap((ink) => [...encodeStored(model, ink)]);
    const { probabilities, voters, lookalikes } = nearestEvidence(
      model,
      at(1, 0.9),
      Int32Array.from(shown),
      2,
    );
    expect(voters.map((voter) => voter.class)).toEqual([1, 1, 0]);
    expect(voters[0]?.distance).toBeCloseTo(0.1, 5);
    expect(probabilities[1]).toBeCloseTo(2 / 3, 5);
    expect(lookalikes.map(({ row }) => row)).toEqual([1, 0]);
  });

  it('rounds a code that is stored to eight bits', () => {
    expect([...encode(model, at(0.26, 0))][0]).toBeCloseTo(2.6);
    expect([...encodeStored(model, at(0.26, 99))]).toEqual([3, 127]);
  });

  it('refuses another family', () => {
    const metadata = {
      classes: ['a', 'b'],
      experiment: 'x',
      datasetSha256: '',
      trainDrawings: 1,
      accuracy: 1,
    };
    const graph = readOnnx(exportModel(madeUpPerceptron(2), metadata));
    expect(() => readNearest(graph)).toThrow('no constant places_length');
  });
});
