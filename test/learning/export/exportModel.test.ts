import { fromBinary } from '@bufbuild/protobuf';
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../../src/core/models.ts';
import { sessionOptions } from '../../../src/core/session-options.ts';
import { exportModel } from '../../../src/learning/export/index.ts';
import { ModelProtoSchema } from '../../../src/learning/export/onnx_pb.js';
import { explain } from './reference.ts';
import {
  madeUpConvnet,
  madeUpDrawings,
  madeUpForest,
  madeUpNearest,
  madeUpPerceptron,
  madeUpStates,
  madeUpWideConvnet,
} from './states.ts';

ort.env.wasm.numThreads = 1;

const metadataFor = (classes: number) => ({
  classes: ['cat', 'sheep', 'cow', 'the Mona Lisa', 'pig'].slice(0, classes),
  experiment: 'cats-and-sheep',
  datasetSha256: 'ab'.repeat(32),
  trainDrawings: 2000,
  accuracy: 0.925,
});

async function run(bytes: Uint8Array, { count, pixels }: ReturnType<typeof madeUpDrawings>) {
  const session = await ort.InferenceSession.create(bytes, sessionOptions());
  const ink = Float32Array.from(pixels, (pixel) => pixel / 255);
  const outputs = await session.run({ drawing: new ort.Tensor('float32', ink, [count, 1, 28, 28]) });
  await session.release();
  return outputs;
}

const shapes = (classes: number): Record<string, Record<string, number[]>> => ({
  forest: { probabilities: [classes], votes: [10, classes] },
  nearest: { probabilities: [classes], neighbors: [5], distances: [5] },
  perceptron: { probabilities: [classes], hidden1: [20], hidden2: [10] },
  convnet: { probabilities: [classes], conv1: [30, 24, 24], conv2: [15, 10, 10], features: [50] },
  'convnet-plus': {
    probabilities: [classes],
    conv1: [6, 24, 24],
    conv2: [8, 12, 12],
    conv3: [10, 12, 12],
    features: [16],
  },
  'wide-convnet': { probabilities: [classes], conv6: [12, 14, 14], features: [12] },
});

describe.each([2, 3, 5])('of %i classes', (classes) => {
  it.each(madeUpStates(classes))(
    'the exported $family gives what its state gives, evidence and all, for any batch',
    async (state) => {
      const bytes = exportModel(state, metadataFor(classes));
      for (const count of [1, 7]) {
        const drawings = madeUpDrawings(count, `batch of ${count}`);
        const outputs = await run(bytes, drawings);
        const expected = shapes(classes)[state.family]!;
        expect(Object.keys(outputs).sort()).toEqual(Object.keys(expected).sort());
        for (const [name, shape] of Object.entries(expected)) {
          expect(outputs[name]!.dims).toEqual([count, ...shape]);
          const got = Array.from(outputs[name]!.data as ArrayLike<number | bigint>, Number);
          const wanted = Array.from({ length: count }, (_, i) => explain(state, drawings, i)[name]!).flat();
          if (name === 'votes' || name === 'neighbors') expect(got).toEqual(wanted);
          else got.forEach((value, j) => expect(Math.abs(value - wanted[j]!)).toBeLessThan(2e-5));
        }
      }
    },
  );
});

describe('exportModel', () => {
  it('is tried on every family that is published', () => {
    expect(madeUpStates(2).map(({ family }) => family)).toEqual(MODEL_IDS);
  });

  it.each(madeUpStates(3))('the $family file says what it is', (state) => {
    const model = fromBinary(ModelProtoSchema, exportModel(state, metadataFor(3)));
    expect(model.irVersion).toBe(8n);
    expect(Object.fromEntries(model.opsetImport.map(({ domain, version }) => [domain, version]))).toEqual(
      state.family === 'forest' ? { '': 17n, 'ai.onnx.ml': 1n } : { '': 17n },
    );
    expect(Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]))).toEqual({
      family: state.family,
      classes: '["cat","sheep","cow"]',
      experiment: 'cats-and-sheep',
      dataset_sha256: 'ab'.repeat(32),
      train_drawings: '2000',
      accuracy: '0.925',
    });
  });

  it.each(madeUpStates(2))('gives the same bytes for the same $family', (state) => {
    expect(exportModel(structuredClone(state), metadataFor(2))).toEqual(exportModel(state, metadataFor(2)));
  });

  it('sends every pixel value to the side of the tree that the state says', async () => {
    // A stump at every threshold, and one drawing for every pixel value.
    const stump = (threshold: number) => ({
      feature: Int16Array.of(400, -1, -1),
      threshold: Uint8Array.of(threshold, 0, 0),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      shares: Float32Array.of(0.5, 0.5, 1, 0, 0, 1),
    });
    const trees = Array.from({ length: 255 }, (_, threshold) => stump(threshold));
    const drawings = { count: 256, pixels: new Uint8Array(256 * 784) };
    for (let value = 0; value < 256; value++) drawings.pixels[value * 784 + 400] = value;
    const { votes } = await run(
      exportModel({ family: 'forest', classes: 2, trees }, metadataFor(2)),
      drawings,
    );
    for (let value = 0; value < 256; value++)
      for (let t = 0; t < 255; t++)
        if (votes!.data[(value * 255 + t) * 2] !== (value <= t ? 1 : 0))
          expect.fail(`pixel ${value} at threshold ${t}: share ${votes!.data[(value * 255 + t) * 2]}`);
  });

  it('finds a drawing that lies exactly on a stored code, at distance 0 to rounding', async () => {
    // Code = the first two pixels; 60 of the 200 stored codes are equal, so exact ties go by row.
    const state = {
      ...madeUpNearest(2, 200, 2, 3),
      mean: new Float32Array(784),
      components: Float32Array.from({ length: 784 * 2 }, (_, i) => (i === 0 || i === 3 ? 1 : 0)),
      scale: 1 / 127,
    };
    state.codes.fill(127, 100, 220);
    const drawings = { count: 1, pixels: new Uint8Array(784) };
    drawings.pixels[0] = 255;
    drawings.pixels[1] = 255;
    const { neighbors, distances } = await run(exportModel(state, metadataFor(2)), drawings);
    expect(Array.from(neighbors!.data as BigInt64Array)).toEqual([50n, 51n, 52n]);
    for (const distance of distances!.data as Float32Array) expect(distance).toBeLessThan(1e-6);
  });

  it('takes labels beyond 256 classes', async () => {
    const state = { ...madeUpNearest(2), classes: 300, labels: new Uint16Array(200).fill(299) };
    const classes = Array.from({ length: 300 }, (_, c) => `class ${c}`);
    const { probabilities } = await run(
      exportModel(state, { ...metadataFor(2), classes }),
      madeUpDrawings(1),
    );
    expect(probabilities!.dims).toEqual([1, 300]);
    expect(probabilities!.data[299]).toBe(1);
  });

  it.each([
    ['forest of 100 trees', madeUpForest(2, 100, 9), 3000],
    ['nearest of 15,000 codes', madeUpNearest(2, 15_000, 24), 500],
    ['perceptron', madeUpPerceptron(2, [100, 100]), 400],
    ['convnet', madeUpConvnet(2), 250],
    ['wide network for all words', madeUpWideConvnet(345, [32, 64, 128]), 600],
  ])('keeps a published %s within its bytes', (_, state, kilobytes) => {
    const classes = Array.from({ length: state.classes }, (_, c) => `class ${c}`);
    expect(exportModel(state, { ...metadataFor(2), classes }).length).toBeLessThanOrEqual(kilobytes * 1000);
  });

  it('refuses to publish neighbours on pixels, and class names that do not fit', () => {
    const pixels = new Uint8Array(784);
    expect(() =>
      exportModel(
        { family: 'nearest', form: 'pixels', classes: 2, k: 1, pixels, labels: Uint8Array.of(0) },
        metadataFor(2),
      ),
    ).toThrow(/hold the training drawings and are not exported/);
    expect(() => exportModel(madeUpForest(3), metadataFor(2))).toThrow(
      /3 classes, but the metadata name 2: cat/,
    );
  });
});
