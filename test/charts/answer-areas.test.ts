import { describe, expect, it } from 'vitest';
import {
  type AnswerMoment,
  answerAreas,
  answerPlaces,
  nearestMoment,
} from '../../src/charts/answer-areas.ts';

const moment = (
  penMs: number,
  strokes: number,
  whole: boolean,
  shares: number[] | null = [0.75, 0.25],
): AnswerMoment => ({ penMs, strokes, whole, shares });

/** Two strokes: the first of 100 ms, the second of 300 ms. */
const MOMENTS = [moment(50, 1, false), moment(100, 1, true), moment(200, 2, false), moment(400, 2, true)];

describe('answerPlaces', () => {
  it('puts moments where the pen time is', () => {
    const { moments, ends } = answerPlaces(MOMENTS, 'time');
    expect(moments).toEqual([0.125, 0.25, 0.5, 1]);
    expect(ends).toEqual([
      { x: 0.25, stroke: 1 },
      { x: 1, stroke: 2 },
    ]);
  });

  it('counts seconds from the first touch', () => {
    const { ticks } = answerPlaces([moment(1000, 1, false), moment(4000, 1, true)], 'time');
    expect(ticks[0]).toEqual({ x: 0, text: '0' });
    expect(ticks.at(-1)).toEqual({ x: 1, text: '4' });
  });

  it('gives every stroke the same width, and within it goes by time', () => {
    const { moments, ticks } = answerPlaces(MOMENTS, 'stroke');
    expect(moments[0]).toBeCloseTo(0.25);
    expect(moments[1]).toBeCloseTo(0.5);
    expect(moments[2]).toBeCloseTo(0.5 + 0.5 / 3);
    expect(moments[3]).toBeCloseTo(1);
    expect(ticks.map(({ text }) => text)).toEqual(['1', '2']);
  });

  it('puts a single moment at the end', () => {
    expect(answerPlaces([moment(0, 1, true)], 'stroke').moments).toEqual([1]);
    expect(answerPlaces([], 'time')).toEqual({ moments: [], ends: [], ticks: [] });
  });

  it('leaves out numbers that would stand upon each other, never the last', () => {
    const many = Array.from({ length: 100 }, (_, i) => moment(i, i + 1, true));
    const { ticks } = answerPlaces(many, 'stroke');
    expect(ticks.at(-1)?.text).toBe('100');
    for (const [i, { x }] of ticks.entries())
      if (i > 0) expect(x - (ticks[i - 1]?.x ?? 0)).toBeGreaterThan(0.04);
  });
});

describe('answerAreas', () => {
  const size = { widthPx: 100, heightPx: 40 };
  const numbers = (path = '') => path.match(/-?[\d.]+/g)?.map(Number) ?? [];

  it('stacks the classes so that they fill the height', () => {
    const [a, b] = answerAreas([moment(0, 1, false), moment(9, 1, true, [0.5, 0.5])], [0, 1], 2, size);
    expect(a).toBe('M0,10L100,20L100,40L0,40Z');
    expect(b).toBe('M0,0L100,0L100,20L0,10Z');
  });

  it('draws nothing between two moments when one between them was not answered', () => {
    const [a] = answerAreas(
      [
        ...[moment(0, 1, false, null), moment(2, 1, false), moment(4, 1, false), moment(5, 1, false, null)],
        ...[moment(7, 1, false, null), moment(9, 1, true)],
      ],
      [0, 0.2, 0.4, 0.5, 0.7, 1],
      2,
      size,
    );
    expect(a).toBe('M20,10L40,10L40,40L20,40ZM94,10L100,10L100,40L94,40Z');
  });

  it('draws a single moment so that it can be seen, and nothing for none', () => {
    const [a] = answerAreas([moment(9, 1, true)], [1], 2, size);
    expect(Math.max(...numbers(a)) - Math.min(...numbers(a).filter((_, i) => i % 2 === 0))).toBeGreaterThan(
      3,
    );
    expect(answerAreas([moment(9, 1, true, null)], [1], 5, size)).toEqual(['', '', '', '', '']);
  });
});

describe('nearestMoment', () => {
  it.each([
    [-3, 0],
    [0.2, 0],
    [0.4, 1],
    [7, 2],
  ])('finds for %f the moment %i', (place, index) => {
    expect(nearestMoment([0.1, 0.5, 1], place)).toBe(index);
  });

  it('finds nothing among nothing', () => {
    expect(nearestMoment([], 0.5)).toBe(-1);
  });
});
