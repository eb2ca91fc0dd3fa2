import { describe, expect, it } from 'vitest';
import { floorOf, frameOf, type LossValley, slopeAt } from '../../src/charts/loss-valley.ts';
import { valleyGeometry } from '../../src/charts/valley-geometry.ts';

const valley: LossValley = { offsets: [2, 3], gains: [1, -1.5] };
const frame = frameOf(valley, 1.5);
const floor = floorOf(valley);
const { plot, placeOf, stepOf, ...geometry } = valleyGeometry(valley, {
  widthPx: 343,
  heightPx: 320,
  frame,
  floor,
});

describe('a drawn valley', () => {
  it('begins and ends at the upper corners, and its floor is lowest', () => {
    const [first, last] = [placeOf(frame[0]), placeOf(frame[1])];
    expect([first.x, last.x]).toEqual([plot.left, plot.right]);
    expect(first.y).toBeCloseTo(plot.top, 1);
    expect(last.y).toBeCloseTo(plot.top, 1);
    for (const weight of [-2, -1, 0, 1, 2])
      expect(placeOf(weight).y).toBeLessThanOrEqual(geometry.floor.y + 0.01);
    expect(geometry.path.startsWith(`M${first.x},${first.y}`)).toBe(true);
  });

  it('shows a ball that is outside at the corner on its side, however far it is', () => {
    expect(placeOf(-1e9)).toEqual({ x: plot.left, y: plot.top, side: 'left' });
    expect(placeOf(frame[1] + 0.001)).toEqual({ x: plot.right, y: plot.top, side: 'right' });
    expect(placeOf(0).side).toBeNull();
  });

  it('lays the tangent along the curve, always of the same length', () => {
    for (const weight of [frame[0] + 0.5, -0.5, floor, 1.2]) {
      const { tangent } = stepOf(weight, 1);
      if (tangent === null) throw new Error('no tangent inside the frame');
      const { from, to } = tangent;
      expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeCloseTo(64, 1);
      const [before, after] = [placeOf(weight - 0.001), placeOf(weight + 0.001)];
      expect(Math.sign(after.y - before.y) * Math.sign(to.y - from.y)).not.toBe(-1);
      expect((from.x + to.x) / 2).toBeCloseTo(placeOf(weight).x, 1);
    }
  });

  it('points the arrow to where the step ends, and cuts it off at the end of the frame', () => {
    const weight = -1;
    const goal = weight - 2 * slopeAt(valley, weight);
    expect(stepOf(weight, 2).arrow).toEqual({ from: placeOf(weight).x, to: placeOf(goal).x, cut: false });
    expect(stepOf(weight, 1000).arrow).toEqual({ from: placeOf(weight).x, to: plot.right, cut: true });
    expect(stepOf(1e6, 1)).toEqual({ tangent: null, arrow: { from: plot.right, to: plot.right, cut: true } });
  });
});
