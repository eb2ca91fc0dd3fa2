/** How long the page waits for one drawing, by family, at about the published sizes. */
import * as ort from 'onnxruntime-web/wasm';
import { test } from 'vitest';
import { exportModel } from '../../src/learning/export/index.ts';
import {
  madeUpConvnet,
  madeUpDrawings,
  madeUpForest,
  madeUpNearest,
  madeUpPerceptron,
} from '../learning/export/states.ts';

ort.env.wasm.numThreads = 1;

const metadata = {
  classes: ['cat', 'sheep'],
  experiment: 'bench',
  datasetSha256: '0'.repeat(64),
  trainDrawings: 2000,
  accuracy: 0.5,
};

const models = [
  ['forest of 100 trees', madeUpForest(2, 100, 9)],
  ['2,000 neighbours of 40 components', madeUpNearest(2, 2000, 40)],
  ['15,000 neighbours of 24 components', madeUpNearest(2, 15_000, 24)],
  ['perceptron of 100 and 100', madeUpPerceptron(2, [100, 100])],
  ['convnet of nine layers', madeUpConvnet(2)],
] as const;

const ink = Float32Array.from(madeUpDrawings(1).pixels, (pixel) => pixel / 255);

test('one drawing: probabilities and evidence', async ({ bench }) => {
  const runs = [];
  for (const [name, state] of models) {
    const session = await ort.InferenceSession.create(exportModel(state, metadata));
    runs.push(
      bench(name, async () => {
        await session.run({ drawing: new ort.Tensor('float32', ink, [1, 1, 28, 28]) });
      }),
    );
  }
  await bench.compare(...runs);
});
