import { test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createNearest } from '../../src/learning/nearest.ts';
import { doodles } from './doodles.ts';

/** Each of these takes up to seconds: three are enough to see the median. */
const FEW = { time: 0, iterations: 3, warmupTime: 0, warmupIterations: 1 };

test('nearest neighbours of 500 drawings', async ({ bench }) => {
  const queries = doodles(500, 2, createRandom('queries'));
  const runs = [];
  for (const count of [2000, 15_000]) {
    const train = doodles(count, 2, createRandom('train'));
    const random = createRandom(1);
    const pixels = createNearest({ form: 'pixels' });
    const codes = createNearest({ form: 'codes', components: 24 });
    await pixels.fit(train, { random });
    await codes.fit(train, { random });
    runs.push(
      bench(`among ${count} on pixels`, async () => {
        await pixels.predictProba(queries);
      }),
      bench(`among ${count} on codes of 24 components`, async () => {
        await codes.predictProba(queries);
      }),
      bench(`fit 24 components to ${count}`, async () => {
        await createNearest({ form: 'codes', components: 24 }).fit(train, { random });
      }),
    );
  }
  const [first, second, ...others] = runs;
  if (first && second) await bench.compare(first, second, ...others, FEW);
}, 600_000);
