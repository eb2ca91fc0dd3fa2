import { describe, expect, it } from 'vitest';
import { clearLabels } from '../../src/charts/clear-labels.ts';

const options = { gap: 15, min: 0, max: 200 };
const flat = (y: number) => [
  { x: 0, y },
  { x: 300, y },
];

describe('clearLabels', () => {
  it.each<[string, number[], number[], number[] | null]>([
    ['leaves labels that no line touches', [50, 80], [20, 110], [50, 80]],
    ['moves a label off a line, the shorter way', [50, 100], [47], [55, 100]],
    ['moves the next label along, the order kept', [65, 50], [47], [70, 55]],
    ['goes the other way where that is shorter', [50, 65, 80], [47], [39, 65, 80]],
    ['gives up where lines are everywhere', [100], [40, 54, 68, 82, 96, 110, 124, 138, 152, 166], null],
    ['stays between the ends', [4], [0], [8]],
  ])('%s', (_, wanted, heights, expected) => {
    const spans = wanted.map(() => [100, 180] as const);
    expect(clearLabels(wanted, spans, heights.map(flat), options)).toEqual(expected);
  });

  it('minds only the part of a line that is beside the label', () => {
    const steep = [
      { x: 0, y: 100 },
      { x: 100, y: 100 },
      { x: 110, y: 10 },
    ];
    expect(clearLabels([100], [[112, 180]], [steep], options)).toEqual([100]);
    expect(clearLabels([100], [[90, 180]], [steep], options)).toEqual([108]);
  });
});
