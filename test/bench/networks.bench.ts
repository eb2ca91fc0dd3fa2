import { test } from 'vitest';
import { createConvnet } from '../../pipeline/models/convnet.ts';
import { createConvnetPlus } from '../../pipeline/models/convnetPlus.ts';
import { createPerceptron } from '../../pipeline/models/perceptron.ts';
import { createRandom } from '../../src/core/random.ts';
import { stripes } from '../models/stripes.ts';

const drawings = stripes(1000);

for (const [name, create] of [
  ['perceptron', () => createPerceptron({ maxEpochs: 1 })],
  ['convnet', () => createConvnet({ epochs: 1 })],
  ['improved convnet', () => createConvnetPlus({ epochs: 1 })],
] as const)
  test(`the ${name}`, async ({ bench }) => {
    const model = create();
    await model.fit(stripes(20), { random: createRandom(1) });
    await bench.compare(
      bench('learns from 1,000 drawings for one epoch', async () => {
        await create().fit(drawings, { random: createRandom(1) });
      }),
      bench('reads 1,000 drawings', async () => {
        await model.predictProba(drawings);
      }),
      { iterations: 4, time: 0, warmupIterations: 1, warmupTime: 0 },
    );
  });
