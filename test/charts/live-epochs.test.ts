import { expect, test } from 'vitest';
import { formatMeasure, liveEpochs } from '../../src/charts/live-epochs.ts';

const OPTIONS = { widthPx: 300, heightPx: 120, epochs: 10, measure: 'share' } as const;
const line = (id: string, values: readonly (number | undefined)[]) => ({ id, label: id, values });

test('lines run from the first epoch as far along the axis as they have come', () => {
  const { lines, plot, epochs } = liveEpochs([line('a', [0.5, 0.6, 0.7])], OPTIONS);
  expect(epochs).toBe(10);
  expect(lines[0]?.path.startsWith(`M${plot.left},`)).toBe(true);
  expect(lines[0]?.end.x).toBeCloseTo(plot.left + ((plot.right - plot.left) * 2) / 9, 0);
  expect(lines[0]?.label.text).toBe('a 70\u202f%');
});

test('the axis grows with a training that takes longer than was said', () => {
  expect(liveEpochs([line('a', new Array(12).fill(0.5))], OPTIONS).epochs).toBe(12);
  expect(liveEpochs([line('a', [0.5])], { ...OPTIONS, epochs: 0 }).epochs).toBe(1);
});

test('every value lies within the plot, also a loss that has run away', () => {
  const { lines, plot } = liveEpochs([line('a', [0.7, 1234.5, 0.1])], { ...OPTIONS, measure: 'loss' });
  const ys = [...(lines[0]?.path ?? '').matchAll(/,([\d.-]+)/g)].map((match) => Number(match[1]));
  expect(Math.min(...ys)).toBeGreaterThanOrEqual(plot.top);
  expect(Math.max(...ys)).toBeLessThanOrEqual(plot.bottom);
});

test('what was not measured, or is no number, is left out, and so is a line of nothing else', () => {
  const { lines } = liveEpochs(
    [line('a', [undefined, 0.5, Number.NaN, 0.6]), line('b', [undefined, undefined])],
    OPTIONS,
  );
  expect(lines.map(({ id }) => id)).toEqual(['a']);
  expect(lines[0]?.path.match(/,/g)).toHaveLength(2);
  expect(liveEpochs([], OPTIONS).lines).toEqual([]);
});

test('labels that would touch move apart, in the order of their lines', () => {
  const { lines } = liveEpochs([line('a', [0.9]), line('b', [0.91])], OPTIONS);
  const [a, b] = lines.map(({ label }) => label.y) as [number, number];
  expect(a - b).toBeGreaterThanOrEqual(14.9);
});

test.each([
  [0.934, 'share', '93\u202f%'],
  [0.2149, 'loss', '0.21'],
  [0.0001, 'loss', '<0.01'],
  [0, 'loss', '0.00'],
  [34.2, 'loss', '34'],
] as const)('%s as a %s reads "%s"', (value, measure, text) =>
  expect(formatMeasure(value, measure)).toBe(text),
);
