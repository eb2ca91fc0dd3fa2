import { describe, expect, it } from 'vitest';
import { reliabilityData, reliabilityGeometry } from '../../src/charts/reliability.ts';
import { fiveResult } from '../fixtures/five-result.ts';

const calibration = () => structuredClone(fiveResult().models[0]!.calibration.before);

describe('reliabilityData', () => {
  it('keeps the bins that hold drawings, with their ends', () => {
    const data = reliabilityData(calibration());
    expect(data.bins).toEqual([
      { from: 0.8, to: 0.866667, count: 1, meanProbability: 0.9, frequency: 0.95, low: 0.8, high: 1 },
      { from: 0.866667, to: 0.933333, count: 1, meanProbability: 0.9, frequency: 0.95, low: 0.8, high: 1 },
      { from: 0.933333, to: 1, count: 1, meanProbability: 0.9, frequency: 0.95, low: 0.8, high: 1 },
    ]);
    expect(data.calibrationError.value).toBe(0.04);
  });

  it('says which bin lacks a number', () => {
    const broken = calibration();
    broken.bins.frequency[13] = null;
    expect(() => reliabilityData(broken)).toThrow('bin 13 of the top probabilities holds 1 drawings');
  });
});

describe('reliabilityGeometry', () => {
  const bins = [
    { from: 0.4, to: 0.5, count: 10, meanProbability: 0.45, frequency: 0.3, low: 0.12, high: 0.6 },
    { from: 0.9, to: 1, count: 40, meanProbability: 0.95, frequency: 0.95, low: 0.85, high: 0.99 },
  ];
  const geometry = reliabilityGeometry(bins, { sizePx: 300, histogramHeightPx: 200, least: 0.2 });

  it('puts a bin that keeps its word on the diagonal and an overconfident one below it', () => {
    const [[x0, y0], [x1, y1]] = geometry.diagonal
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number)) as [[number, number], [number, number]];
    const above = (bin: { x: number; y: number }) => y0 + ((y1 - y0) * (bin.x - x0)) / (x1 - x0) - bin.y;
    expect(above(geometry.bins[1]!)).toBeCloseTo(0);
    expect(above(geometry.bins[0]!)).toBeLessThan(-10);
  });

  it('shows every interval whole', () => {
    for (const { whisker, y } of geometry.bins) {
      expect(whisker[0]).toBeLessThanOrEqual(y);
      expect(whisker[1]).toBeGreaterThanOrEqual(y);
      expect(whisker[0]).toBeGreaterThanOrEqual(geometry.plot.top);
      expect(whisker[1]).toBeLessThanOrEqual(geometry.plot.bottom + 1e-9);
    }
  });

  it('makes the bars as tall as there are drawings', () => {
    const [few, most] = geometry.bins.map((bin) => bin.bar.height) as [number, number];
    expect(most / few).toBeCloseTo(4);
    expect(most).toBeCloseTo(geometry.bars.bottom - geometry.bars.top);
    const half = reliabilityGeometry(bins, { sizePx: 300, histogramHeightPx: 200, least: 0.2, most: 80 });
    expect(half.bins[1]?.bar.height).toBeCloseTo(most / 2);
  });

  it('finds the bin under a pointer', () => {
    expect(geometry.nearest(0)).toBe(0);
    expect(geometry.nearest(geometry.bins[1]?.x ?? 0)).toBe(1);
  });

  it('draws nothing of nothing', () => {
    expect(reliabilityGeometry([], { sizePx: 300, histogramHeightPx: 200, least: 0.2 }).path).toBe('');
  });
});
