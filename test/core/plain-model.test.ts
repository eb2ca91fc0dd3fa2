/** Plain arithmetic against ONNX Runtime, on every published model. */
import { readdirSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { openPlainModel } from '../../src/core/plain-model.ts';
import { createRandom } from '../../src/core/random.ts';
import { rasterize, toInput } from '../../src/core/rasterize.ts';
import { readOnnx } from '../../src/core/read-onnx.ts';
import { sessionOptions } from '../../src/core/session-options.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import { exportModel } from '../../src/learning/export/exportModel.ts';
import { madeUpPerceptron, madeUpWideConvnet } from '../learning/export/states.ts';

const FILES = readdirSync('public/models').filter((name) => name.endsWith('.onnx'));

const METADATA = {
  classes: ['cat', 'sheep'],
  experiment: 'made-up',
  datasetSha256: '',
  trainDrawings: 1,
  accuracy: 0.9,
};

const random = createRandom('plain-model');
const golden: { drawing: Stroke[] }[] = JSON.parse(readFileSync('test/golden/raster.json', 'utf8'));
const DRAWINGS: readonly Float32Array[] = [
  ...golden.slice(0, 24).map(({ drawing }) => toInput(rasterize(drawing))),
  ...Array.from({ length: 8 }, () => Float32Array.from({ length: 784 }, () => random.int(256) / 255)),
  new Float32Array(784),
  new Float32Array(784).fill(1),
];

describe('openPlainModel', () => {
  it('has models to be held against', () => {
    expect(FILES.length).toBeGreaterThan(4);
  });

  const files: [string, () => Uint8Array][] = FILES.map((name) => [
    name,
    () => readFileSync(`public/models/${name}`),
  ]);
  // A made-up one with residual pairs and weights in 8 bits.
  files.push([
    'a wide network',
    () => exportModel(madeUpWideConvnet(5), { ...METADATA, classes: [...'abcde'] }),
  ]);

  it.each(files)('gives for %s what ONNX Runtime gives, drawn, random, blank and full', async (_, read) => {
    const bytes = read();
    const plain = openPlainModel(readOnnx(bytes));
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(bytes, sessionOptions());
    for (const ink of DRAWINGS) {
      const drawing = new ort.Tensor('float32', ink, [1, 1, 28, 28]);
      const expected = (await session.run({ drawing }, ['probabilities']))['probabilities']
        ?.data as Float32Array;
      const got = plain.probabilities(ink);
      expect(got.length).toBe(expected.length);
      const furthest = Math.max(...got.map((value, c) => Math.abs(value - (expected[c] ?? Number.NaN))));
      expect(furthest).toBeLessThan(1e-5);
    }
    await session.release();
  });

  it('names the operator that it does not know', () => {
    const graph = readOnnx(exportModel(madeUpPerceptron(2), METADATA));
    const attention = {
      operator: 'Attention',
      inputs: [],
      output: 'x',
      numbers: new Map<string, number[]>(),
    };
    const nodes = [...graph.nodes, attention];
    expect(() => openPlainModel({ ...graph, nodes })).toThrow('the model has a Attention');
  });
});
