import { describe, expect, it } from 'vitest';
import { conditionGeometry, sharedDomain } from '../../src/charts/condition-lines.ts';
import { conditionAxis, conditionLines } from '../../src/figures/Conditions/condition-charts.ts';
import { smallConditions } from '../fixtures/small-conditions.ts';

const { tasks, factors } = smallConditions();
const [task] = tasks as [(typeof tasks)[0]];
const [pen, ink] = factors as [(typeof factors)[0], (typeof factors)[0]];
const size = { widthPx: 400, heightPx: 250 };

describe('lines of changed conditions', () => {
  it('stand at their values and shares, the intervals around them', () => {
    const geometry = conditionGeometry(
      conditionLines(task, 'pen-width', 'accuracy'),
      conditionAxis(pen),
      [0.5, 1],
      size,
    );
    expect(geometry.lines.map(({ id }) => id)).toEqual(['forest', 'convnet']);
    expect(geometry.xTicks.map(({ text }) => text)).toEqual(['8', '16', '32']);
    const [first, second, third] = geometry.xTicks.map(({ position }) => position) as [
      number,
      number,
      number,
    ];
    expect((second - first) / (third - first)).toBeCloseTo(8 / 24, 2);
    expect(geometry.standard).toBe(second);
    const [forest, convnet] = geometry.lines;
    expect(forest?.marks[0]?.x).toBe(first);
    expect(convnet?.marks[1]?.y).toBeLessThan(forest?.marks[1]?.y ?? 0); // higher share, higher up
    expect(forest?.band).not.toBe('');
    expect(Math.abs((forest?.label.y ?? 0) - (convnet?.label.y ?? 0))).toBeGreaterThanOrEqual(15 - 0.01);
  });

  it('have a place for every value between their ends, and none beyond', () => {
    const { xOf } = conditionGeometry(
      conditionLines(task, 'pen-width', 'accuracy'),
      conditionAxis(pen),
      [0, 1],
      size,
    );
    expect(xOf(12)).toBeCloseTo((xOf(8) + xOf(16)) / 2, 6);
    expect(xOf(-5)).toBe(xOf(8));
    expect(xOf(99)).toBe(xOf(32));
  });

  it('of one class or settled answers have no bands', () => {
    for (const measure of ['settled', 'sureAndWrong', { class: 1 }] as const) {
      const geometry = conditionGeometry(
        conditionLines(task, 'ink', measure),
        conditionAxis(ink),
        [0, 1],
        size,
      );
      expect(geometry.lines.map(({ band }) => band)).toEqual(['', '']);
    }
    expect(conditionLines(task, 'ink', { class: 1 })[0]?.points[0]?.share).toBeCloseTo(0.62, 10);
    expect(conditionLines(task, 'ink', 'settled')[0]?.points[0]?.share).toBe(0.5);
  });

  it('count strokes in equal steps, and shares of ink in per cent', () => {
    const axis = conditionAxis(ink);
    expect(axis.title).toBe('Ink shown, % of the length drawn');
    expect([0.1, 0.5, 1].map(axis.format)).toEqual(['10', '50', '100']);
    const ordinal = { ...conditionAxis(pen), ordinal: true };
    const { xTicks } = conditionGeometry(
      conditionLines(task, 'pen-width', 'accuracy'),
      ordinal,
      [0, 1],
      size,
    );
    const [a, b, c] = xTicks.map(({ position }) => position) as [number, number, number];
    expect(b - a).toBeCloseTo(c - b, 6);
  });

  it('share a domain that holds every interval and stays within 0 and 1', () => {
    const lines = [
      ...conditionLines(task, 'pen-width', 'accuracy'),
      ...conditionLines(task, 'ink', 'accuracy'),
    ];
    const [low, high] = sharedDomain(lines);
    expect(low).toBeLessThanOrEqual(0.57);
    expect(high).toBeGreaterThanOrEqual(0.9);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('need two values', () => {
    expect(() => conditionGeometry([], conditionAxis(pen), [0, 1], size)).toThrow(RangeError);
  });
});
