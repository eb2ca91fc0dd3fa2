/** The searches of 2017 beside our sweeps: every setting, and which came out best. */
import type { ModelId } from '../models.ts';
import { FOREST_FEATURES_AUTO_2017, type ReferenceVariant, SWEEPS_2017 } from '../reference-2017.ts';
import type { SweepResult } from '../results.ts';
import { judgeBest } from './judge.ts';
import { type BestSetting, type Here, row, searched2017, type Topic, validationSize } from './row.ts';

interface Search {
  readonly experiment: string;
  readonly title: string;
  readonly model: ModelId;
  /** What a variant of ours was called in 2017. */
  label(variant: string): string;
}

const SEARCHES: readonly Search[] = [
  {
    experiment: 'forest-trees',
    title: 'Forest: how many trees',
    model: 'forest',
    label: (variant) => `${variant} trees`,
  },
  {
    experiment: 'forest-features',
    title: 'Forest: pixels to choose from at a fork',
    model: 'forest',
    label: (variant) => (variant === 'auto' ? '28 pixels, again' : `${variant} pixels`),
  },
  {
    experiment: 'nearest-k',
    title: 'Neighbours: how many',
    model: 'nearest',
    label: (variant) => `k = ${variant.replace('uniform-', '')}`,
  },
  {
    experiment: 'perceptron-layers',
    title: 'Perceptron: hidden layers',
    model: 'perceptron',
    label: (variant) => variant.replaceAll('-', ' + '),
  },
  {
    experiment: 'perceptron-alpha',
    title: 'Perceptron: penalty on large weights',
    model: 'perceptron',
    label: (variant) => `α = ${Number(variant)}`,
  },
];

export function sweepTopics(ours: Here): Topic[] {
  return SEARCHES.map(({ experiment, title, model, label }) => {
    const result = ours.sweep(experiment);
    const known = SWEEPS_2017[experiment] ?? [];
    // "auto" is our 28 too: the same setting, tried twice in 2017.
    const all = experiment === 'forest-features' ? [...known, FOREST_FEATURES_AUTO_2017] : known;
    const best = result && bestSetting(result, known, label);
    return {
      id: experiment,
      title,
      setting: 'Cross-validated on the training drawings, then as now.',
      rows: all.map(({ variant, accuracy }) => {
        const counterpart = result?.variants.find(({ id }) => id === (variant === 'auto' ? '28' : variant));
        return row({
          name: label(variant),
          model,
          unit: 'share',
          then: searched2017(accuracy),
          now: result && counterpart && { value: counterpart.accuracy, ...validationSize(result) },
        });
      }),
      ...(best && { best }),
    };
  });
}

/** The best of 2017 against the best of ours among the settings that both tried. */
function bestSetting(
  result: SweepResult,
  known: readonly ReferenceVariant[],
  label: (variant: string) => string,
): BestSetting | undefined {
  const shared = result.variants.filter(({ id }) => known.some(({ variant }) => variant === id));
  if (shared.length < 2) return undefined;
  const then = known.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)).variant;
  const now = shared.reduce((a, b) => (b.accuracy.value > a.accuracy.value ? b : a)).id;
  const pair = result.mcnemar.find(({ a, b }) => (a === then && b === now) || (a === now && b === then));
  if (then !== now && !pair)
    throw new Error(`${result.experiment}: no test between the variants "${then}" and "${now}"`);
  return {
    then: label(then),
    now: label(now),
    pValue: pair?.pValue,
    verdict: judgeBest(pair?.pValue),
  };
}
