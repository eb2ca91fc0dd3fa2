import { expect, test } from 'vitest';
import { pooledDrawings } from '../../../src/components/Results/pooled-drawings.ts';
import { parseAnyResult } from '../../../src/core/results.ts';
import { fiveResult } from '../../fixtures/five-result.ts';

const sha256 = 'a'.repeat(64);
const withPooled = (parts: unknown) => {
  const result = fiveResult();
  const [first, ...others] = result.dataset.classes;
  const classes = [{ ...first, pooled: parts }, ...others];
  return parseAnyResult({ ...result, dataset: { ...result.dataset, classes } }, 'made up');
};

test('results from before vectors were pooled are valid and say nothing of it', () => {
  expect(pooledDrawings(parseAnyResult(fiveResult(), 'made up'))).toBeUndefined();
});

test('rows of both sorts are told, all classes together', () => {
  const others = fiveResult().dataset.classes.slice(1);
  const result = withPooled([
    { form: 'bitmaps', count: 400, sha256 },
    { form: 'vectors', count: 399, sha256 },
  ]);
  expect(pooledDrawings(result)).toEqual({
    bitmaps: 400 + others.reduce((sum, { used }) => sum + used, 0),
    vectors: 399,
  });
});

test.each([
  ['one sort alone', [{ form: 'bitmaps', count: 400, sha256 }]],
  [
    'a sort that there is not',
    [
      { form: 'bitmaps', count: 1, sha256 },
      { form: 'prints', count: 1, sha256 },
    ],
  ],
  [
    'no checksum',
    [
      { form: 'bitmaps', count: 1, sha256 },
      { form: 'vectors', count: 1 },
    ],
  ],
])('results that tell of %s are refused', (_, parts) => {
  expect(() => withPooled(parts)).toThrow(/pooled/);
});
