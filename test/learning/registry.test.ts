/** A family that is declared in one place, here in the test, is trained, restored, measured and published as any other. */
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { ESTIMATOR_IDS } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import { sessionOptions } from '../../src/core/session-options.ts';
import type { PublishedState } from '../../src/learning/classifier.ts';
import { exportAs } from '../../src/learning/export/exportAs.ts';
import { FAMILIES } from '../../src/learning/families.ts';
import { registryOf } from '../../src/learning/registry.ts';
import { bars } from './bars.ts';
import { naiveBayes } from './naiveBayes.ts';

const registry = registryOf({ ...FAMILIES, 'naive-bayes': naiveBayes });
const train = bars(200, createRandom('train'));
const unseen = bars(60, createRandom('unseen'));

async function learnt() {
  const classifier = registry.create('naive-bayes', { smoothing: 0.5 });
  await classifier.fit(train, { random: createRandom(1) });
  return { classifier, state: classifier.state() as PublishedState };
}

describe('a registry with one family more', () => {
  it('trains it', async () => {
    const { classifier } = await learnt();
    const probabilities = await classifier.predictProba(unseen);
    const right = Array.from(unseen.labels).filter((label, i) => (probabilities[2 * i + label] ?? 0) > 0.5);
    expect(right.length).toBeGreaterThan(0.9 * unseen.count);
    expect(() => registry.create('naive-bayes', { trees: 3 })).toThrow(/no hyperparameter "trees"/);
  });

  it('restores it from its state alone, and tells its size', async () => {
    const { classifier, state } = await learnt();
    const copy = registry.restore(structuredClone(state));
    expect(copy.id).toBe('naive-bayes');
    expect(await copy.predictProba(unseen)).toEqual(await classifier.predictProba(unseen));
    expect(registry.size(state)).toEqual({ count: 2 * 785, unit: 'weights' });
  });

  it('publishes it, as a file that says what it says', async () => {
    const { classifier, state } = await learnt();
    const bytes = exportAs(naiveBayes, state, {
      classes: train.classes,
      experiment: 'made-up',
      datasetSha256: '',
      trainDrawings: train.count,
      accuracy: 1,
    });
    expect(registry.graph(state).toBytes({}).length).toBeGreaterThan(2 * 785 * 4);
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(bytes, sessionOptions());
    const ink = Float32Array.from(unseen.pixels, (pixel) => pixel / 255);
    const { probabilities } = await session.run({
      drawing: new ort.Tensor('float32', ink, [unseen.count, 1, 28, 28]),
    });
    await session.release();
    const expected = await classifier.predictProba(unseen);
    (probabilities?.data as Float32Array).forEach((p, i) => {
      expect(Math.abs(p - (expected[i] ?? 2))).toBeLessThan(1e-3);
    });
  });

  it('knows the others as before', () => {
    for (const id of ESTIMATOR_IDS) expect(registry.create(id).id).toBe(id);
  });
});

it('names a state of no family, and a model that is not published', () => {
  const known = registryOf(FAMILIES);
  expect(() => known.restore({ family: 'naive-bayes' } as never)).toThrow('no model family "naive-bayes"');
  const weights = new Float64Array(784 * 2);
  const logistic = { family: 'logistic', classes: 2, weights, bias: new Float64Array(2) } as const;
  expect(() => known.graph(logistic)).toThrow(/"logistic" are not published/);
});
