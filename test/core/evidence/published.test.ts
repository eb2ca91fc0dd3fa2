/** The plain arithmetic behind the evidence against ONNX Runtime, on the published models. */
import { existsSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../src/components/pad/samples.ts';
import { forestEvidence, forestProbabilities } from '../../../src/core/evidence/forest-evidence.ts';
import {
  nearestEvidence,
  nearestProbabilities,
  readNearest,
} from '../../../src/core/evidence/nearest-evidence.ts';
import { readNetworks } from '../../../src/core/evidence/network.ts';
import { networkEvidence, networkProbabilities } from '../../../src/core/evidence/network-evidence.ts';
import { TRAINABLE_IDS } from '../../../src/core/models.ts';
import { rasterize, toInput } from '../../../src/core/rasterize.ts';
import { readForest } from '../../../src/core/read-forest.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { simplifyDrawing } from '../../../src/core/strokes.ts';

const DRAWINGS = SAMPLES.slice(0, 4).map(({ strokes }) => toInput(rasterize(simplifyDrawing(strokes))));
const FILES = ['cats-and-sheep', 'five-animals'].flatMap((experiment) =>
  TRAINABLE_IDS.map((model) => ({ experiment, model, file: `public/models/${experiment}-${model}.onnx` })),
);

type Outputs = Record<string, ArrayLike<number>>;

/** What ONNX Runtime gives, whole numbers as numbers. */
async function reference(session: ort.InferenceSession, ink: Float32Array): Promise<Outputs> {
  const found = await session.run({ drawing: new ort.Tensor('float32', ink, [1, 1, 28, 28]) });
  return Object.fromEntries(
    Object.entries(found).map(([name, { data }]) => [name, Array.from(data as Float32Array, Number)]),
  );
}

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number> | undefined, within = 1e-4): void {
  expect(got.length).toBe(expected?.length);
  for (let i = 0; i < got.length; i++)
    expect(Math.abs((got[i] as number) - (expected?.[i] as number)), `value ${i}`).toBeLessThan(within);
}

describe.each(FILES)('$experiment, $model', ({ model, file }) => {
  let session: ort.InferenceSession;
  const graph = readOnnx(readFileSync(file));
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    expect(existsSync(file)).toBe(true);
    session = await ort.InferenceSession.create(readFileSync(file));
    return () => session.release();
  });

  it('gives the probabilities, and the evidence, that ONNX Runtime gives', async () => {
    for (const ink of DRAWINGS) {
      const expected = await reference(session, ink);
      if (model === 'forest') {
        const forest = readForest(graph);
        const { probabilities, trees } = forestEvidence(forest, ink);
        expectClose(probabilities, expected['probabilities']);
        expectClose(forestProbabilities(forest, ink), expected['probabilities']);
        expectClose(
          trees.flatMap(({ shares }) => [...shares]),
          expected['votes'],
        );
      } else if (model === 'nearest') {
        const nearest = readNearest(graph);
        const { probabilities, voters } = nearestEvidence(nearest, ink, new Int32Array(), 5);
        expectClose(probabilities, expected['probabilities']);
        expectClose(nearestProbabilities(nearest, ink), expected['probabilities']);
        expectClose(
          voters.map(({ distance }) => distance),
          expected['distances'],
        );
        expect(voters.map((voter) => voter.class)).toEqual(
          Array.from(expected['neighbors'] ?? [], (row) => nearest.labels[row]),
        );
      } else {
        const networks = readNetworks(graph);
        const parts = networks.map((network) => networkEvidence(network, ink));
        const mean = (of: readonly Float32Array[]) =>
          Float32Array.from(of[0] ?? [], (_, c) => of.reduce((sum, p) => sum + (p[c] ?? 0), 0) / of.length);
        expectClose(mean(parts.map(({ probabilities }) => probabilities)), expected['probabilities']);
        expectClose(
          mean(networks.map((network) => networkProbabilities(network, ink))),
          expected['probabilities'],
        );
        const names = model === 'perceptron' ? ['hidden1'] : ['conv1', 'conv2'];
        names.forEach((name, i) => {
          expectClose(parts[0]?.layers[i]?.values ?? [], expected[name], 1e-3);
        });
      }
    }
  });
});
