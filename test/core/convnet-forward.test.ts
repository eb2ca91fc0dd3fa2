import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { convnetForward } from '../../src/core/convnet-forward.ts';
import { readOnnx } from '../../src/core/read-onnx.ts';
import { exportModel } from '../../src/learning/export/exportModel.ts';
import { madeUpConvnet, madeUpDrawings, madeUpPerceptron } from '../learning/export/states.ts';

const METADATA = {
  classes: ['cat', 'sheep'],
  experiment: 'made-up',
  datasetSha256: '',
  trainDrawings: 1,
  accuracy: 0.9,
};

describe('convnetForward', () => {
  it('sees in every layer what ONNX Runtime sees', async () => {
    const bytes = exportModel(madeUpConvnet(2), METADATA);
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(bytes);
    const graph = readOnnx(bytes);
    const drawings = madeUpDrawings(3);
    for (let i = 0; i < drawings.count; i++) {
      const ink = Float32Array.from(drawings.pixels.subarray(i * 784, (i + 1) * 784), (pixel) => pixel / 255);
      const expected = await session.run({ drawing: new ort.Tensor('float32', ink, [1, 1, 28, 28]) });
      const got = convnetForward(graph, ink);
      const pairs = [
        ['conv1', got.conv1.values],
        ['conv2', got.conv2.values],
        ['features', got.hidden2],
        ['probabilities', got.probabilities],
      ] as const;
      for (const [name, values] of pairs) {
        const reference = expected[name]?.data as Float32Array;
        expect(values.length, name).toBe(reference.length);
        values.forEach((value, at) => {
          expect(Math.abs(value - (reference[at] ?? Number.NaN)), `${name}[${at}]`).toBeLessThan(1e-3);
        });
      }
    }
    await session.release();
  });

  it('has the sizes that the article gives', () => {
    const steps = convnetForward(readOnnx(exportModel(madeUpConvnet(2), METADATA)), new Float32Array(784));
    const sides = [steps.conv1, steps.pool1, steps.conv2, steps.pool2].map(({ count, side }) => [
      count,
      side,
    ]);
    expect(sides).toEqual([
      [30, 24],
      [30, 12],
      [15, 10],
      [15, 5],
    ]);
    expect([steps.hidden1.length, steps.hidden2.length, steps.probabilities.length]).toEqual([128, 50, 2]);
  });

  it('refuses a model of another family', () => {
    const graph = readOnnx(exportModel(madeUpPerceptron(2), METADATA));
    expect(() => convnetForward(graph, new Float32Array(784))).toThrow('the layers dense relu dense');
  });
});
