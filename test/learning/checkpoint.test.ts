/** A fit that was killed goes on from what it saved last, and ends with the model of an undisturbed one. */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { EstimatorId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import { checkpointParts } from '../../src/learning/checkpointParts.ts';
import type { Checkpoint, Hyperparameters } from '../../src/learning/classifier.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { bars } from './bars.ts';

const train = bars(60, createRandom('train'));
const validation = bars(20, createRandom('validation'));

class Killed extends Error {}

/** Keeps every save as bytes; kills the fit right after save number `last`. */
function recorded(last = Number.POSITIVE_INFINITY, begin?: Uint8Array) {
  const saves: Uint8Array[] = [];
  const checkpoint: Checkpoint = {
    load: () => begin && deserialize(begin),
    save(take) {
      saves.push(serialize(take()));
      if (saves.length === last) throw new Killed();
    },
  };
  return { checkpoint, saves };
}

async function fit(
  id: EstimatorId,
  hyperparameters: Hyperparameters,
  checkpoint?: Checkpoint,
  watched?: boolean,
) {
  const classifier = createClassifier(id, hyperparameters);
  const random = createRandom('fit');
  const report = await classifier.fit(train, { random, checkpoint, ...(watched && { validation }) });
  return { state: classifier.state(), report };
}

describe.each([
  ['forest', { trees: 6 }, 6],
  ['perceptron', { maxEpochs: 7, batch: 20, hidden: [8], patience: 3, refit: true }, 8],
  ['perceptron', { maxEpochs: 3, batch: 20, hidden: [8], validationShare: 0 }, 3],
  ['convnet', { epochs: 3, maps: [4], batchNorm: true, augmentShift: 1 }, 3],
  [
    'convnet-plus',
    { epochs: 2, maps: [4], hidden: 4, weightDecay: 0.1, augmentElastic: 0.5, members: 2, plainMembers: 1 },
    6,
  ],
  ['wide-convnet', { epochs: 3, maps: [4, 8], residualPairs: 1, dropout: 0.1 }, 3],
] as const)('a %s with %j', (id, hyperparameters, leastSaves) => {
  it('killed after any save, and again after the next, ends as undisturbed', async () => {
    const undisturbed = await fit(id, hyperparameters);
    const { checkpoint, saves } = recorded();
    expect(await fit(id, hyperparameters, checkpoint)).toEqual(undisturbed);
    expect(saves.length).toBeGreaterThanOrEqual(leastSaves);
    for (const kept of saves) {
      const second = recorded(1, kept);
      const ended = await fit(id, hyperparameters, second.checkpoint).catch((error) => error);
      if (!(ended instanceof Killed)) expect(ended).toEqual(undisturbed);
      else
        expect(await fit(id, hyperparameters, recorded(undefined, second.saves[0]).checkpoint)).toEqual(
          undisturbed,
        );
    }
  });
});

it('a killed convnet keeps the validation scores of the epochs before', async () => {
  const hyperparameters = { epochs: 3, maps: [4] };
  const first = recorded(2);
  await expect(fit('convnet', hyperparameters, first.checkpoint, true)).rejects.toThrow(Killed);
  const second = await fit('convnet', hyperparameters, recorded(undefined, first.saves[1]).checkpoint, true);
  expect(second).toEqual(await fit('convnet', hyperparameters, undefined, true));
  expect(second.report.history).toHaveLength(3);
});

it('a convnet killed in the middle of an epoch goes on there, to the same bytes', async () => {
  const many = bars(2300, createRandom('many'));
  const settings = { epochs: 2, maps: [4], batch: 64, augmentShift: 0.5, dropout: 0.2 };
  const fitMany = async (checkpoint?: Checkpoint) => {
    const classifier = createClassifier('wide-convnet', settings);
    const report = await classifier.fit(many, { random: createRandom('fit'), checkpoint });
    return [classifier.state(), report];
  };
  const undisturbed = await fitMany();
  const { checkpoint, saves } = recorded();
  expect(await fitMany(checkpoint)).toEqual(undisturbed);
  const reached = saves.map((bytes) => deserialize(bytes).training.within?.start);
  expect(reached).toEqual([1024, 2048, undefined, 1024, 2048, undefined]);
  for (const kept of saves.slice(0, 5)) {
    const second = recorded(1, kept);
    await expect(fitMany(second.checkpoint)).rejects.toThrow(Killed);
    expect(await fitMany(recorded(undefined, second.saves[0]).checkpoint)).toEqual(undisturbed);
  }
});

describe('parts of a fit', () => {
  it('without a checkpoint save nothing', () => {
    const { finished, current } = checkpointParts(undefined);
    expect([finished, current()]).toEqual([[], undefined]);
  });

  it('hand what was saved to the part that was under way, and to no other', () => {
    let kept: unknown;
    const whole: Checkpoint = {
      load: () => kept,
      save: (take) => {
        kept = structuredClone(take());
      },
    };
    const first = checkpointParts<string>(whole);
    first.finished.push('one');
    first.current()?.save(() => 'half of two');
    const second = checkpointParts<string>(whole);
    expect(second.finished).toEqual(['one']);
    expect(second.current()?.load()).toBe('half of two');
    second.finished.push('two');
    expect(second.current()?.load()).toBeUndefined();
  });
});
