import { describe, expect, it } from 'vitest';
import { classRocGeometry, cornerView, packCurve, rateAt, unpackCurve } from '../../src/charts/class-roc.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Roc } from '../../src/core/results.ts';

/** A curve as the results have it: 100 positives and 400 negatives, scores that overlap by `overlap`. */
function made(name: string, overlap: number): Roc {
  const random = createRandom(name);
  const drawings = Array.from({ length: 500 }, (_, i) => ({
    positive: i < 100,
    score: (i < 100 ? 1 - overlap : 0) + random.next() * (1 + overlap),
  })).sort((a, b) => b.score - a.score);
  const columns = { threshold: [9], truePositives: [0], falsePositives: [0] };
  drawings.forEach((drawing, i) => {
    columns.threshold.push(drawing.score);
    columns.truePositives.push(drawings.slice(0, i + 1).filter((d) => d.positive).length);
    columns.falsePositives.push(drawings.slice(0, i + 1).filter((d) => !d.positive).length);
  });
  const fpr = Array.from({ length: 101 }, (_, i) => i / 100);
  return {
    positiveClass: name,
    positives: 100,
    negatives: 400,
    auc: { value: 0.95123, low: 0.94, high: 0.96 },
    ...columns,
    band: { fpr, low: fpr.map((v) => Math.max(0, v ** 0.3 - 0.05)), high: fpr.map((v) => v ** 0.2) },
  };
}

const rocs = [made('dog', 0.5), made('bee', 0.2), made('giraffe', 0.05)];
const curves = rocs.map(packCurve).map(unpackCurve);
const options = { widthPx: 480, heightPx: 420, labelPx: 90, labelGapPx: 34, view: cornerView(curves) };

describe('packCurve', () => {
  it('drops what cannot be seen and nothing else', () => {
    rocs.forEach((roc, c) => {
      const points = curves[c]?.points ?? [];
      expect(points[0]).toEqual([0, 0]);
      expect(points.at(-1)?.[0]).toBe(0.2);
      roc.falsePositives.forEach((fp, i) => {
        const fpr = fp / roc.negatives;
        if (roc.falsePositives[i + 1] === fp || fpr >= 0.2) return; // inside a step straight up, or not drawn
        const drawn = rateAt(points, fpr);
        expect(Math.abs(drawn - (roc.truePositives[i] as number) / roc.positives)).toBeLessThan(0.012);
      });
      const low = curves[c]?.low ?? [];
      roc.band.fpr.slice(0, 20).forEach((fpr, i) => {
        expect(Math.abs(rateAt(low, fpr) - (roc.band.low[i] as number))).toBeLessThan(0.006);
      });
    });
    expect(curves[0]?.auc).toEqual({ value: 0.95123, low: 0.94, high: 0.96 });
  });

  it('is small', () => {
    for (const roc of rocs) expect(JSON.stringify(packCurve(roc)).length).toBeLessThan(1500);
  });
});

describe('rateAt', () => {
  it('reads between two points, and the upper end of a step', () => {
    const points = [
      [0, 0],
      [0, 0.5],
      [0.5, 1],
      [1, 1],
    ] as const;
    expect(rateAt(points, 0)).toBe(0.5);
    expect(rateAt(points, 0.25)).toBe(0.75);
    expect(rateAt(points, 1)).toBe(1);
  });
});

describe('classRocGeometry', () => {
  const geometry = classRocGeometry(curves, options);

  it('shows a corner of the unit square that every curve passes through', () => {
    const { fpr, tpr } = options.view;
    expect([fpr[0], tpr[1]]).toEqual([0, 1]);
    for (const curve of curves) expect(rateAt(curve.points, fpr[1])).toBeGreaterThan(tpr[0]);
  });

  it('labels every curve beside its end, in their order and apart', () => {
    const ys = geometry.curves.map((curve) => curve.label.y);
    const sorted = [...ys].sort((a, b) => a - b);
    sorted.slice(1).forEach((y, i) => {
      expect(y - (sorted[i] as number)).toBeGreaterThanOrEqual(33.9);
    });
    expect(geometry.curves.map((curve) => curve.label.text)).toEqual(['0.951', '0.951', '0.951']);
    for (const curve of geometry.curves) {
      expect(curve.label.x).toBeGreaterThan(geometry.plot.right);
      expect(curve.path.startsWith('M')).toBe(true);
      expect(curve.band.endsWith('Z')).toBe(true);
    }
  });

  it('finds the curve under a pointer, and the label beside the plot', () => {
    const middle = (geometry.plot.left + geometry.plot.right) / 2;
    const fpr = options.view.fpr[1] / 2;
    curves.forEach((curve, i) => {
      const { top, bottom } = geometry.plot;
      const [low, high] = options.view.tpr;
      const y = bottom - ((rateAt(curve.points, fpr) - low) / (high - low)) * (bottom - top);
      expect(geometry.nearest(middle, y)).toBe(i);
      expect(geometry.nearest(options.widthPx - 5, geometry.curves[i]?.label.y ?? 0)).toBe(i);
    });
  });
});
