import { test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createForest } from '../../src/learning/forest.ts';
import { doodles } from './doodles.ts';

/** A fit takes seconds: three are enough to see its median. */
const FEW = { time: 0, iterations: 3, warmupTime: 0, warmupIterations: 1 };

test('random forest of 100 trees', async ({ bench }) => {
  const small = doodles(2000, 2, createRandom('small'));
  const large = doodles(12_500, 5, createRandom('large'));
  const fitted = createForest();
  await fitted.fit(small, { random: createRandom(1) });
  await bench.compare(
    bench('fit 2,000 drawings of 2 classes', async () => {
      await createForest().fit(small, { random: createRandom(1) });
    }),
    bench('fit 12,500 drawings of 5 classes', async () => {
      await createForest().fit(large, { random: createRandom(1) });
    }),
    bench('predict 2,000 drawings', async () => {
      await fitted.predictProba(small);
    }),
    FEW,
  );
}, 600_000);
