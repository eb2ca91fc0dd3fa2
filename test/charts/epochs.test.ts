import { describe, expect, it } from 'vitest';
import { epochsDomain, epochsGeometry } from '../../src/charts/epochs.ts';
import { bestEpoch, type EpochsPanel, epochsData, foldMeans } from '../../src/charts/epochs-data.ts';
import type { SweepEpoch, SweepResult } from '../../src/core/results.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';

/** Two folds of four and three epochs; validation loss is least after the second. */
const history = (length: number, shift: number): SweepEpoch[] =>
  Array.from({ length }, (_, i) => ({
    epoch: i + 1,
    trainLoss: 0.5 - 0.1 * i + shift,
    trainAccuracy: 0.8 + 0.05 * i,
    validationLoss: [0.45, 0.3, 0.34, 0.4][i] as number,
    validationAccuracy: [0.8, 0.9, 0.91, 0.9][i] as number,
  }));

function withHistories(): SweepResult {
  const sweep = smallSweep();
  return {
    ...sweep,
    variants: sweep.variants.map((variant, i) =>
      i === 0 ? { ...variant, histories: [history(4, 0), history(3, 0.02)] } : variant,
    ),
  };
}
const panels = epochsData(withHistories(), { 'uniform-1': [0.84, 0.9, 0.92, 0.93, 0.94] });
const panel = panels[0] as EpochsPanel;
const size = { widthPx: 360, heightPx: 320 };

describe('epochsData', () => {
  it('keeps the variants with histories, and of them the epochs that all folds have', () => {
    expect(panels.map(({ id, epochs }) => [id, epochs])).toEqual([['uniform-1', 3]]);
    expect(panel.loss.training).toEqual([
      [0.5, 0.4, 0.3],
      [0.52, 0.42, 0.32],
    ]);
    expect(panel.accuracy.validation).toEqual([
      [0.8, 0.9, 0.91],
      [0.8, 0.9, 0.91],
    ]);
    expect(panel.then).toHaveLength(5);
  });

  it('leaves out what was not measured', () => {
    const sweep = withHistories();
    for (const fold of sweep.variants[0]?.histories ?? [])
      for (const epoch of fold) delete epoch.trainAccuracy;
    const [bare] = epochsData(sweep, {}) as [EpochsPanel];
    expect(bare.accuracy.training).toEqual([]);
    expect(epochsGeometry(bare, 'accuracy', epochsDomain([bare], 'accuracy'), size).lines).toHaveLength(1);
  });

  it('refuses a sweep without histories', () => {
    expect(() => epochsData(smallSweep())).toThrow('small-k: no variant has histories');
  });
});

describe('bestEpoch', () => {
  it.each([
    ['loss', panel.loss.validation, 2],
    ['accuracy', panel.accuracy.validation, 3],
    ['loss', [], 0],
    ['loss', [[0.3, 0.2, 0.2]], 2],
  ] as const)('by %s of %j is %i', (view, folds, epoch) => {
    expect(bestEpoch(folds, view)).toBe(epoch);
  });
});

describe('foldMeans', () => {
  it('averages over the folds, epoch by epoch', () => {
    foldMeans(panel.loss.training).forEach((mean, i) => {
      expect(mean).toBeCloseTo([0.51, 0.41, 0.31][i] as number, 9);
    });
  });
});

describe.each(['loss', 'accuracy'] as const)('epochsGeometry of %s', (view) => {
  const domain = epochsDomain(panels, view);
  const geometry = epochsGeometry(panel, view, domain, size);

  it('keeps every mark inside the plot and every name inside the drawing', () => {
    const { left, right, top, bottom } = geometry.plot;
    for (const { x, y } of geometry.lines.flatMap(({ marks }) => marks)) {
      expect(x).toBeGreaterThan(left);
      expect(x).toBeLessThan(right);
      expect(y).toBeGreaterThanOrEqual(top - 1e-9);
      expect(y).toBeLessThanOrEqual(bottom + 1e-9);
    }
    geometry.lines.forEach(({ kind, label }, i) => {
      expect(label.x + kind.length * 7).toBeLessThanOrEqual(size.widthPx);
      for (const other of geometry.lines.slice(i + 1))
        expect(Math.abs(label.y - other.label.y)).toBeGreaterThanOrEqual(16 - 1e-9);
    });
  });

  it('rings the best epoch on the line of validation', () => {
    const epoch = view === 'loss' ? 2 : 3;
    const mark = geometry.lines.find(({ kind }) => kind === 'validation')?.marks[epoch - 1];
    expect(geometry.best).toMatchObject({ epoch, x: mark?.x, y: mark?.y });
  });

  it('names a line that ends early above its end', () => {
    const long: EpochsPanel = { ...panel, then: [0.84, 0.9] };
    const { lines } = epochsGeometry(long, 'accuracy', epochsDomain([long], 'accuracy'), size);
    const old = lines.find(({ kind }) => kind === '2017');
    const end = old?.marks.at(-1);
    expect(old?.label).toEqual({ x: (end?.x ?? 0) + 4, y: (end?.y ?? 0) - 12 });
  });

  it('draws a line a fold, and 2017 only where it was measured', () => {
    expect(geometry.lines.map(({ kind, foldPaths }) => [kind, foldPaths.length])).toEqual([
      ['training', 2],
      ['validation', 2],
      ...(view === 'accuracy' ? [['2017', 0]] : []),
    ]);
    expect(domain.epochs).toBe(view === 'accuracy' ? 5 : 3);
  });
});
