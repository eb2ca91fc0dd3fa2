import { test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createConvnet } from '../../src/learning/convnet.ts';
import { createConvnetPlus } from '../../src/learning/convnetPlus.ts';
import { createPerceptron } from '../../src/learning/perceptron.ts';
import { stripes } from '../learning/stripes.ts';

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
