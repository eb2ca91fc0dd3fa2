import { describe, expect, it } from 'vitest';
import {
  type CurveSeries,
  type LearningCurveOptions,
  learningCurveGeometry,
  nearestCurvePoint,
} from '../../src/charts/learning-curve.ts';
import { heightRange } from '../../src/charts/line-height.ts';
import { CLASSIC_IDS, MODEL_NAMES } from '../../src/core/models.ts';
import { LEARNING_CURVE_2017 } from '../../src/core/reference-2017.ts';

const ours: CurveSeries[] = CLASSIC_IDS.map((model, i) => ({
  model,
  points: [500, 1000, 2000].map((trainDrawings, j) => {
    const accuracy = 0.87 + 0.005 * i + 0.02 * j;
    return { trainDrawings, accuracy, low: accuracy - 0.01, high: accuracy + 0.008 };
  }),
}));
const wide = { widthPx: 720, heightPx: 420, scale: 'accuracy', labelRoomPx: 104 } as const;
const narrow = { widthPx: 343, heightPx: 430, scale: 'accuracy', labelRoomPx: 94 } as const;

describe.each([
  ['wide', wide],
  ['narrow', narrow],
])('learningCurveGeometry, %s', (_, options) => {
  const geometry = learningCurveGeometry(ours, LEARNING_CURVE_2017, options);

  it('keeps every mark and whisker inside the plot', () => {
    const { left, right, top, bottom } = geometry.plot;
    for (const point of geometry.series.flatMap((s) => s.points)) {
      expect(point.x).toBeGreaterThan(left);
      expect(point.x).toBeLessThan(right);
      for (const y of [point.y, ...(point.whisker ?? [])]) {
        expect(y).toBeGreaterThanOrEqual(top - 1e-9);
        expect(y).toBeLessThanOrEqual(bottom + 1e-9);
      }
    }
  });

  it('sets labels of one column at least a line apart and inside the drawing', () => {
    const labels = geometry.series.flatMap((s) => (s.label ? [s.label] : []));
    expect(labels.length).toBeGreaterThanOrEqual(4);
    for (const a of labels) {
      expect(a.x + a.text.length * 7).toBeLessThanOrEqual(options.widthPx + 4);
      for (const b of labels)
        if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(15 - 1e-9);
    }
  });

  it('prints tick labels that do not touch, first and last among them', () => {
    const ticks = geometry.xTicks;
    expect(ticks[0]?.text).toBe('500');
    expect(ticks.at(-1)?.text).toBe('15,000');
    ticks.forEach((tick, i) => {
      const next = ticks[i + 1];
      if (next)
        expect(next.position - tick.position).toBeGreaterThan(
          ((tick.text.length + next.text.length) * 7) / 2,
        );
    });
  });
});

describe('learningCurveGeometry', () => {
  it('puts higher accuracy higher on one scale and lower on the other', () => {
    const error = learningCurveGeometry(ours, [], { ...wide, scale: 'error' });
    const accuracy = learningCurveGeometry(ours, [], wide);
    const ys = (geometry: typeof error) => geometry.series[0]?.points.map((p) => p.y) ?? [];
    const falling = (values: number[]) => values.every((v, i) => i === 0 || v < (values[i - 1] as number));
    expect(falling(ys(accuracy))).toBe(true);
    expect(falling(ys(error).reverse())).toBe(true);
  });

  it('spaces training sizes by their ratio', () => {
    const [a, b, c] = learningCurveGeometry(ours, [], wide).series[0]?.points.map((p) => p.x) as number[];
    expect((b as number) - (a as number)).toBeCloseTo((c as number) - (b as number), 9);
  });

  it('fits the axes to our own sizes when 2017 is left out', () => {
    const geometry = learningCurveGeometry(ours, [], wide);
    expect(geometry.xTicks.map((t) => t.text)).toEqual(['500', '1,000', '2,000']);
    expect(geometry.series).toHaveLength(4);
  });

  it('names our lines where they end when there is room for it, else in a key above the plot', () => {
    const named = (options: LearningCurveOptions) => {
      const { series, key, plot } = learningCurveGeometry(ours, LEARNING_CURVE_2017, options);
      for (const { y } of key) expect(y + 10).toBeLessThanOrEqual(plot.top);
      return {
        ends: series.filter((s) => s.kind === 'ours' && s.label).map(({ model }) => model),
        key: key.map(({ series }) => series.model),
      };
    };
    expect(named(wide)).toEqual({ ends: CLASSIC_IDS, key: [] });
    expect(named(narrow)).toEqual({ ends: [], key: CLASSIC_IDS });
  });

  it('sets the names of a key beside one another and inside the drawing', () => {
    const five = [...ours, { model: 'convnet-plus' as const, points: ours[0]?.points ?? [] }];
    const { key } = learningCurveGeometry(five, LEARNING_CURVE_2017, narrow);
    expect(key.map(({ series }) => series.model)).toEqual(five.map(({ model }) => model));
    const ends = key.map(({ series, textX }) => textX + MODEL_NAMES[series.model].short.length * 8.5);
    key.forEach((entry, i) => {
      expect(ends[i]).toBeLessThanOrEqual(narrow.widthPx);
      const next = key[i + 1];
      if (next?.y === entry.y) expect(next.x).toBeGreaterThan((ends[i] as number) + 8);
      else if (next) expect(next.y - entry.y).toBeGreaterThanOrEqual(15);
    });
  });

  it('sets no name of our lines on a line of 2017, whatever the accuracy', () => {
    for (let more = -0.03; more <= 0.06; more += 0.0025)
      for (const scale of ['accuracy', 'error'] as const) {
        const moved = ours.map((series) => ({
          ...series,
          points: series.points.map((point) => ({ ...point, accuracy: point.accuracy + more })),
        }));
        const { series, key } = learningCurveGeometry(moved, LEARNING_CURVE_2017, { ...wide, scale });
        const names = series.filter(({ kind, label }) => kind === 'ours' && label);
        expect(names.length + key.length).toBe(4);
        for (const { label } of names)
          for (const old of series.filter(({ kind }) => kind === 'reference')) {
            const { x, y, text } = label ?? { x: 0, y: 0, text: '' };
            const range = heightRange(old.points, x, x + text.length * 8.5);
            if (range) expect(range[0] > y + 7 || range[1] < y - 7, `${text} on ${old.model}`).toBe(true);
          }
      }
  });

  it('marks the labels of 2017 when both runs end at the same size', () => {
    const long = ours.map((s) => ({
      ...s,
      points: [...s.points, { trainDrawings: 15000, accuracy: 0.96, low: 0.95, high: 0.97 }],
    }));
    const texts = learningCurveGeometry(long, LEARNING_CURVE_2017, wide).series.map((s) => s.label?.text);
    expect(new Set(texts).size).toBe(8);
    expect(texts).toContain('Convnet ’17');
  });

  it('gives both lines of a model one shape of mark, and no other model the same', () => {
    const { series } = learningCurveGeometry(ours, LEARNING_CURVE_2017, narrow);
    /** Lines and arcs of an outline, whatever its size. */
    const shape = (mark: string) =>
      mark.replace(/[^A-Za-z]/g, '') + Math.sign(Number.parseFloat(mark.slice(1)));
    const shapes = new Map<string, Set<string>>();
    for (const { model, mark } of series)
      shapes.set(model, (shapes.get(model) ?? new Set()).add(shape(mark)));
    expect(shapes.size).toBe(4);
    expect([...shapes.values()].map((each) => each.size)).toEqual([1, 1, 1, 1]);
    expect(new Set([...shapes.values()].flatMap((each) => [...each])).size).toBe(4);
  });

  it('draws a single size without failing', () => {
    const single = ours.map((s) => ({ ...s, points: s.points.slice(0, 1) }));
    const { series } = learningCurveGeometry(single, [], narrow);
    expect(series.every((s) => s.points.every((p) => Number.isFinite(p.x) && Number.isFinite(p.y)))).toBe(
      true,
    );
  });

  it('refuses to draw nothing', () => {
    expect(() => learningCurveGeometry([], [], wide)).toThrow('at least one point');
  });
});

describe('nearestCurvePoint', () => {
  it('finds every mark at its own place', () => {
    const geometry = learningCurveGeometry(ours, LEARNING_CURVE_2017, wide);
    geometry.series.forEach((series, i) => {
      series.points.forEach((point, j) => {
        expect(nearestCurvePoint(geometry, point.x, point.y)).toEqual({ series: i, point: j });
      });
    });
  });
});

it.each([
  ['an interval that reaches beyond it', 0.98, 1.03],
  ['scores that are all perfect', 1, 1],
])('the axis ends at 100 %%, with %s', (_, accuracy, high) => {
  const points = [60, 120].map((trainDrawings) => ({ trainDrawings, accuracy, low: accuracy, high }));
  const { plot, series, yTicks } = learningCurveGeometry([{ model: 'forest', points }], [], wide);
  expect(yTicks.length).toBeGreaterThan(1);
  for (const { text } of yTicks) expect(Number.parseFloat(text)).toBeLessThanOrEqual(100);
  for (const { y, whisker = [] } of series.flatMap((each) => each.points))
    for (const place of [y, ...whisker]) expect(place).toBeGreaterThanOrEqual(plot.top - 1e-9);
});
