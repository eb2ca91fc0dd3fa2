import { expect, test } from 'vitest';
import { targetRows } from '../../../src/learning/tfjs/targets.ts';

const drawings = { labels: Uint8Array.of(2, 0, 1, 3), classes: ['a', 'b', 'c', 'd'] };

test('targetRows gives 1 to the class of each chosen drawing', () => {
  expect([...targetRows(drawings, Uint32Array.of(0, 2))]).toEqual([0, 0, 1, 0, 0, 1, 0, 0]);
});

test('targetRows spreads the share of label smoothing over all classes, the right one too', () => {
  const rows = targetRows(drawings, Uint32Array.of(3, 1), 0.2);
  const expected = [0.05, 0.05, 0.05, 0.85, 0.85, 0.05, 0.05, 0.05];
  for (const [i, value] of rows.entries()) expect(value).toBeCloseTo(expected[i] as number, 6);
});
