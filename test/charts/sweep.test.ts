import { describe, expect, it } from 'vitest';
import { heightRange } from '../../src/charts/line-height.ts';
import { sweepPanelGeometry } from '../../src/charts/sweep.ts';
import { formatPlace, formatSeconds, measureAxis, roundIn, thinTicks } from '../../src/charts/sweep-axis.ts';
import {
  differingSentence,
  pointName,
  type SweepData,
  type SweepPoint,
  surelyDiffers,
  sweepData,
  withinShares,
} from '../../src/charts/sweep-data.ts';
import type { SweepResult, SweepVariant } from '../../src/core/results.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';

const then = [
  { variant: 'uniform-1', accuracy: 0.9098, fitSeconds: 0.49 },
  { variant: 'uniform-5', accuracy: 0.9216 },
];
const data = sweepData(smallSweep(), then);
const small = { widthPx: 360, heightPx: 300 };
const large = { widthPx: 720, heightPx: 380 };

/** The small sweep as one of a single line, on another axis or with other values. */
function single(scale: SweepData['scale'], values: readonly (number | undefined)[]): SweepData {
  const sweep = smallSweep();
  const first = sweep.variants[0] as SweepVariant;
  const variants = values.map((value, i): SweepVariant => {
    const { value: _, ...rest } = first;
    return { ...rest, id: `v${i}`, label: `variant ${i}`, ...(value === undefined ? {} : { value }) };
  });
  const result: SweepResult = {
    ...sweep,
    parameter: { ...sweep.parameter, scale },
    series: [{ id: 'uniform', label: 'Equal votes' }],
    variants,
    chosen: { variant: 'v0', reason: '' },
  };
  return sweepData(result, []);
}

describe('sweepData', () => {
  it('sets the 2017 values beside the same settings, and takes what the neighbours need to predict', () => {
    expect(data.time).toBe('predict');
    expect(data.points.map(({ id, seconds, then: old }) => [id, seconds, old])).toEqual([
      ['uniform-1', 0.26, { accuracy: 0.9098, seconds: 0.49 }],
      ['uniform-5', 0.3, { accuracy: 0.9216 }],
      ['uniform-9', 0.34, null],
      ['distance-1', 0.26, null],
      ['distance-5', 0.3, null],
      ['distance-9', 0.34, null],
    ]);
  });

  it('refuses a choice that is none of the variants', () => {
    const sweep = { ...smallSweep(), chosen: { variant: 'uniform-7', reason: '' } };
    expect(() => sweepData(sweep)).toThrow('"uniform-7" is not among uniform-1, uniform-5');
  });
});

describe('withinShares', () => {
  it('ends an interval where shares end', () => {
    expect(withinShares({ value: 0.98765, low: 0.9, high: 1.07 })).toEqual({
      value: 0.98765,
      low: 0.9,
      high: 1,
    });
    expect(withinShares({ value: 0.02, low: -0.1, high: 0.1 }).low).toBe(0);
  });
});

describe('pointName', () => {
  it('adds the series only to labels that need it', () => {
    const [first, second] = data.points as [SweepPoint, SweepPoint];
    expect(pointName(data, first)).toBe('k = 1, equal votes');
    const unique = { ...data, points: [{ ...first, label: 'one' }, second] };
    expect(pointName(unique, unique.points[0] as SweepPoint)).toBe('one');
  });
});

/** The small sweep with differences to the chosen k = 5, in points, each give or take one point. */
function compared(points: readonly [number, number, number, number, number]): SweepData {
  const sweep = smallSweep();
  const others = sweep.variants.filter(({ id }) => id !== 'uniform-5');
  const differences = others.map(({ id }, i) => {
    const value = (points[i] ?? 0) / 100;
    return {
      a: id,
      b: 'uniform-5',
      difference: { value, low: value - 0.01, high: value + 0.01 },
      pValue: 0.1,
    };
  });
  return sweepData({ ...sweep, differences }, []);
}

describe('differingSentence', () => {
  it.each([
    [
      [-3, -1, -3, 0.5, -0.5],
      '2 of the 5 other values surely get fewer right than the chosen one (crosses). For the rest, the difference may be chance.',
    ],
    [
      [-3, -1, 0, 0.5, 2],
      '1 of the 5 other values surely gets fewer right than the chosen one, 1 surely gets more (crosses). For the rest, the difference may be chance.',
    ],
    [
      [0, 0, 0, 0, 1.5],
      '1 of the 5 other values surely gets more right than the chosen one (a cross). For the rest, the difference may be chance.',
    ],
    [[-3, -3, -3, -3, -3], '5 of the 5 other values surely get fewer right than the chosen one (crosses).'],
    [
      [0, 0.9, -0.9, 0, 1],
      'None of the 5 other values surely differs from the chosen one: each difference may be chance.',
    ],
  ] as const)('of differences of %j points', (points, sentence) => {
    expect(differingSentence(compared(points))).toBe(sentence);
  });

  it('is silent where no difference was measured: overlapping intervals decide nothing', () => {
    expect(differingSentence(data)).toBe('');
    expect(data.points.some(surelyDiffers)).toBe(false);
  });
});

describe.each([
  ['small', small],
  ['large', large],
])('sweepPanelGeometry, %s', (_, options) => {
  const axis = measureAxis([data], 'accuracy');
  const geometry = sweepPanelGeometry(data, axis, options);

  it('keeps every mark and whisker inside the plot', () => {
    const { left, right, top, bottom } = geometry.plot;
    for (const mark of geometry.lines.flatMap(({ marks }) => marks)) {
      expect(mark.x).toBeGreaterThan(left);
      expect(mark.x).toBeLessThan(right);
      for (const y of [mark.y, ...(mark.whisker ?? [])]) {
        expect(y).toBeGreaterThanOrEqual(top - 1e-9);
        expect(y).toBeLessThanOrEqual(bottom + 1e-9);
      }
    }
  });

  it('names every line inside the drawing, in words that do not touch', () => {
    const labels = geometry.lines.map(({ label }) => label);
    expect(labels.map((label) => label?.words)).toEqual([
      ['Equal votes'],
      ['Weighted by', 'nearness'],
      ['2017'],
    ]);
    const boxes = labels.map((label) => {
      if (!label) throw new Error('a line has no name');
      const { x, y, words } = label;
      const right = x + Math.max(...words.map(({ length }) => length)) * 7.5;
      expect(right).toBeLessThanOrEqual(options.widthPx);
      return { left: x, right, top: y - words.length * 7.5, bottom: y + words.length * 7.5 };
    });
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart).toBe(true);
      }
    });
  });

  it('names a line that ends early beside its end, above or below, where no other line runs through the name', () => {
    const [here, , old] = geometry.lines;
    const end = old?.marks.at(-1);
    if (!old?.label || !end) throw new Error('the line of 2017 has no name');
    expect(old.label.x).toBe(end.x + 7);
    expect(Math.abs(old.label.y - end.y)).toBeCloseTo(11, 9);
    for (const { marks } of geometry.lines.filter((line) => line !== old)) {
      const range = heightRange(marks, old.label.x, old.label.x + 4 * 7.5);
      if (range) expect(range[0] > old.label.y + 7 || range[1] < old.label.y - 7).toBe(true);
    }
    expect(here?.label?.x).toBe(geometry.plot.right + 2);
  });

  it('marks the chosen value', () => {
    const mark = geometry.lines[0]?.marks[1];
    expect(mark?.point.id).toBe('uniform-5');
    expect(geometry.chosen).toMatchObject({ x: mark?.x, text: 'chosen: k = 5' });
  });
});

describe('sweepPanelGeometry', () => {
  it('gives panels of one figure the same accuracy axis', () => {
    const lower: SweepData = {
      ...data,
      experiment: 'lower',
      points: data.points.map((point) => ({
        ...point,
        accuracy: { value: 0.7, low: 0.69, high: 0.71 },
      })),
    };
    const axis = measureAxis([data, lower], 'accuracy');
    const [a, b] = [data, lower].map((panel) => sweepPanelGeometry(panel, axis, small));
    expect(a?.yTicks).toEqual(b?.yTicks);
    expect(axis.domain[0]).toBeLessThanOrEqual(0.69);
    expect(b?.lines[0]?.marks[0]?.y).toBeGreaterThan(a?.lines[0]?.marks[0]?.y ?? 0);
  });

  it.each([
    ['linear', [1, 2, 5], 3],
    ['log', [0.001, 0.01, 1], 2],
    ['ordinal', [undefined, undefined, undefined], 1],
  ] as const)('spaces values on a %s axis', (scale, values, ratio) => {
    const panel = single(scale, values);
    const { lines } = sweepPanelGeometry(panel, measureAxis([panel], 'accuracy'), small);
    const [a = 0, b = 0, c = 0] = lines[0]?.marks.map(({ x }) => x) ?? [];
    expect((c - b) / (b - a)).toBeCloseTo(ratio, 6);
  });

  it('marks what surely differs from the chosen value, in the view of accuracy alone', () => {
    const panel = compared([-3, -1, -3, 0.5, -0.5]);
    const differing = (view: 'accuracy' | 'time') =>
      sweepPanelGeometry(panel, measureAxis([panel], view), small)
        .lines.flatMap(({ marks }) => marks)
        .filter(({ differs }) => differs)
        .map(({ point }) => point.id);
    expect(differing('accuracy')).toEqual(['uniform-1', 'distance-1']);
    expect(differing('time')).toEqual([]);
  });

  it('leaves whiskers and 2017 out of the times', () => {
    const axis = measureAxis([data], 'time');
    const { lines, yTitle } = sweepPanelGeometry(data, axis, small);
    expect(axis).toMatchObject({ log: false });
    expect(axis.domain[0]).toBe(0);
    expect(lines.map(({ kind }) => kind)).toEqual(['here', 'here']);
    expect(lines.flatMap(({ marks }) => marks).every(({ whisker }) => whisker === undefined)).toBe(true);
    expect(yTitle).toBe('Seconds to predict a fold');
  });

  it('measures times on a logarithmic axis when they differ much', () => {
    const uneven = {
      ...data,
      points: data.points.map((point, i) => ({ ...point, seconds: i === 0 ? 0.1 : 40 })),
    };
    const axis = measureAxis([uneven], 'time');
    expect(axis.log).toBe(true);
    const { yTicks } = sweepPanelGeometry(uneven, axis, small);
    expect(yTicks.map(({ text }) => text)).toEqual(['0.1\u202fs', '1\u202fs', '10\u202fs']);
  });

  it('names no line where there is only one and nothing beside it', () => {
    const panel = single('linear', [1, 2]);
    const { lines } = sweepPanelGeometry(panel, measureAxis([panel], 'accuracy'), small);
    expect(lines.map(({ label }) => label)).toEqual([null]);
  });

  it('refuses to measure nothing', () => {
    expect(() => measureAxis([], 'accuracy')).toThrow('at least one point');
  });
});

describe('ticks', () => {
  it.each([
    [100, false, '100'],
    [1500, false, '1,500'],
    [0.001, true, '10⁻³'],
    [1e-6, true, '10⁻⁶'],
    [0.003, true, '0.003'],
    [10, true, '10'],
  ])('print %f as a place (log: %s) as %s', (value, log, text) => {
    expect(formatPlace(value, log)).toBe(text);
  });

  it.each([
    [0, '0'],
    [0.0314, '0.031'],
    [2.456, '2.5'],
    [90.4, '90'],
  ])('print %f seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(`${text}\u202fs`);
  });

  it.each([
    [
      [0.08, 0.7],
      [0.1, 0.2, 0.5],
    ],
    [
      [0.05, 60],
      [0.1, 1, 10],
    ],
  ] as const)('in %j are %j on a logarithmic axis', (domain, expected) => {
    expect(roundIn(domain)).toEqual(expected);
  });

  it('that would touch are dropped, but neither the first nor the last', () => {
    const ticks = [0, 10, 60, 90, 100].map((position) => ({ position, text: '10' }));
    expect(thinTicks(ticks).map(({ position }) => position)).toEqual([0, 60, 100]);
  });
});
