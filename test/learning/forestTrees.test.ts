/** A forest is the same, bit for bit, whoever has helped to grow it. */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { FitContext, ForestState } from '../../src/learning/classifier.ts';
import { createForest } from '../../src/learning/forest.ts';
import { bars } from './bars.ts';
import { inProcessCrew } from './inProcessCrew.ts';

const train = bars(200, createRandom('train'), 3);

async function fit(context: Partial<FitContext> = {}, hyperparameters = {}) {
  const forest = createForest({ trees: 12, ...hyperparameters });
  const progress: number[] = [];
  const report = await forest.fit(train, {
    random: createRandom('fit'),
    onProgress: ({ done }) => void progress.push(done),
    ...context,
  });
  return { state: forest.state(), report, progress };
}

const CREWS = [
  ['nobody', [], 0],
  ['one that stays', [{ patience: 100 }], 12],
  ['one that is called off at once', [{ patience: 0 }], 0],
  ['three that come and go', [{ patience: 2 }, { patience: 3 }, { patience: 1 }], 6],
  ['one that fails with trees to its name', [{ patience: 4, fails: true }], 4],
] as const;

describe.each(CREWS)('a forest with the help of %s', (_, helpers, most) => {
  it('is the same, with the same report and the same progress', async () => {
    const { crew, results } = inProcessCrew(helpers);
    expect(await fit({ crew })).toEqual(await fit());
    expect(results.length).toBeLessThanOrEqual(most);
    expect(results.length > 0).toBe(most > 0);
  });

  it('is the same without bootstrap samples, too', async () => {
    const { crew } = inProcessCrew(helpers);
    expect(await fit({ crew }, { bootstrap: false })).toEqual(await fit({}, { bootstrap: false }));
  });

  it('ends as undisturbed when it is killed and goes on, with or without help', async () => {
    const undisturbed = await fit();
    const saves: Uint8Array[] = [];
    const checkpoint = {
      load: () => undefined,
      save: (take: () => unknown) => void saves.push(serialize(take())),
    };
    await fit({ crew: inProcessCrew(helpers).crew, checkpoint });
    expect(saves).toHaveLength(12);
    for (const kept of saves) {
      const resumed = { load: () => deserialize(kept), save: () => {} };
      for (const crew of [undefined, inProcessCrew(helpers).crew]) {
        const { state, report } = await fit({ crew, checkpoint: resumed });
        expect({ state, report }).toEqual({ state: undisturbed.state, report: undisturbed.report });
      }
    }
  });

  it('keeps its first trees, without a gap, when it is stopped', async () => {
    const { trees } = (await fit()).state;
    let asked = 0;
    const { crew } = inProcessCrew(helpers);
    const { state } = await fit({ crew, stopped: () => ++asked > 3 });
    const kept = (state as ForestState).trees;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(trees.slice(0, kept.length));
  });
});

it('a forest whose checkpoint fails rejects with that error, and calls its helpers off', async () => {
  const { crew } = inProcessCrew([{ patience: 3 }]);
  const checkpoint = {
    load: () => undefined,
    save() {
      throw new Error('no room for a checkpoint');
    },
  };
  await expect(fit({ crew, checkpoint })).rejects.toThrow('no room for a checkpoint');
});
