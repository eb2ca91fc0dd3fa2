/** Runs a sweep: every variant on the same validation folds, and on the test set where that is asked for. */
import { meanOverFolds } from '../../src/core/mean-over-folds.ts';
import { accuracyInterval, logLoss } from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';
import type { SweepResult, SweepVariant } from '../../src/core/results.ts';
import { shareInterval, studentInterval } from '../../src/core/student-estimate.ts';
import type { Sweep, Variant } from '../experiments/experiment.ts';
import type { ExperimentDrawings } from './drawings.ts';
import {
  concatProbabilities,
  concatRows,
  type FoldRows,
  foldAccuracies,
  foldsOf,
  labelsOf,
  type RunJob,
  runFolds,
} from './folds.ts';
import type { FitOutcome, Rows } from './job.ts';
import { differencesOf, type RightByRound, rightOf } from './meanOfRounds.ts';
import { median } from './median.ts';
import { everyPair } from './paired.ts';
import type { Round } from './rounds.ts';

interface Measured {
  readonly result: SweepVariant;
  /** Of all folds, one after the other. [n, classes] */
  readonly probabilities: Float32Array;
  readonly right: RightByRound;
}

/** Folds of the first training set, or those that take turns over all drawings. */
function foldsFor(
  { folds, overAllDrawings }: Sweep,
  { store, rounds, sizes }: ExperimentDrawings,
): FoldRows[] {
  const largest = sizes.trainPerClass.at(-1) as number;
  if (overAllDrawings) return rounds.map(({ train, test }) => ({ train: train(largest), validation: test }));
  return foldsOf(store, (rounds[0] as Round).train(largest), folds, 'sweep');
}

const OVER_FOLDS = { method: 'cross-validation', overlap: [] } as const;

/** Trained on the whole training set, tested on the test set. */
async function fitForTest(
  { sizes, rounds }: ExperimentDrawings,
  variant: Variant,
  run: RunJob,
): Promise<FitOutcome> {
  const { seed, train, test } = rounds[0] as Round;
  return run({
    name: `${variant.label}, test`,
    model: variant.estimator,
    hyperparameters: variant.hyperparameters,
    seed,
    train: train(sizes.trainPerClass.at(-1) as number),
    predict: { test },
    keepState: false,
  });
}

/** All fits behind one variant. */
async function fitVariant(
  sweep: Sweep,
  drawings: ExperimentDrawings,
  folds: readonly FoldRows[],
  variant: Variant,
  run: RunJob,
) {
  const { estimator, hyperparameters, label } = variant;
  const task = { name: `${sweep.id}, ${label}`, model: estimator, hyperparameters, seed: 'sweep' };
  const [outcomes, tested] = await Promise.all([
    runFolds(folds, { ...task, watchValidation: sweep.keepHistories ?? false }, run),
    sweep.measureTest ? fitForTest(drawings, variant, run) : undefined,
  ]);
  return { variant, outcomes, tested };
}

function measure(
  sweep: Sweep,
  drawings: ExperimentDrawings,
  folds: readonly FoldRows[],
  { variant, outcomes, tested }: Awaited<ReturnType<typeof fitVariant>>,
): Measured {
  const { store, rounds } = drawings;
  const { estimator, id, label, value } = variant;
  const probabilitiesOf = (o: FitOutcome) => o.probabilities.validation as Float32Array;
  const byFold = foldAccuracies(store, folds, outcomes);
  const labelsOfFold = (f: number) => labelsOf(store, (folds[f] as FoldRows).validation);
  const right = outcomes.map((o, f) => rightOf(probabilitiesOf(o), labelsOfFold(f)));
  const [first] = outcomes as [FitOutcome, ...FitOutcome[]];
  const histories = outcomes.map(({ report }) => report.history ?? []);
  return {
    result: {
      id,
      label,
      ...(value !== undefined && { value }),
      series: variant.series ?? seriesOf(sweep)[0]?.id ?? '',
      estimator,
      hyperparameters: first.hyperparameters as SweepVariant['hyperparameters'],
      accuracy: shareInterval(meanOverFolds(byFold)),
      logLoss: studentInterval(
        meanOverFolds(outcomes.map((o, f) => logLoss(probabilitiesOf(o), labelsOfFold(f)))),
      ),
      byFold,
      fitSeconds: median(outcomes.map((o) => o.fitSeconds)),
      predictSeconds: median(outcomes.map((o) => o.predictSeconds.validation as number)),
      ...(first.size && { size: first.size }),
      ...(sweep.keepHistories && { histories: histories.map((history) => [...history]) }),
      ...(tested && {
        testAccuracy: accuracyInterval(
          tested.probabilities.test as Float32Array,
          labelsOf(store, (rounds[0] as Round).test),
          { random: createRandom(`${sweep.id} bootstrap ${variant.id}`) },
        ),
      }),
    },
    probabilities: concatProbabilities(outcomes.map(probabilitiesOf)),
    right,
  };
}

const seriesOf = ({ series, parameter }: Sweep) => series ?? [{ id: parameter.name, label: parameter.label }];

const bestOf = (variants: readonly SweepVariant[]) =>
  variants.reduce((a, b) => (b.accuracy.value > a.accuracy.value ? b : a));

/**
 * Fits every variant on every fold.
 * @returns what measures them, without a fit.
 */
export async function fitSweep(
  sweep: Sweep,
  drawings: ExperimentDrawings,
  { run, log }: { readonly run: RunJob; readonly log: (line: string) => void },
) {
  const folds = foldsFor(sweep, drawings);
  const fitted = await Promise.all(
    sweep.variants.map((variant) => fitVariant(sweep, drawings, folds, variant, run)),
  );
  return async () => {
    const measured = fitted.map((own) => {
      const measured = measure(sweep, drawings, folds, own);
      const { label, accuracy } = measured.result;
      log(`${sweep.id}, ${label}: ${(100 * accuracy.value).toFixed(1)} % on validation`);
      return measured;
    });
    return assemble(sweep, drawings, folds, measured);
  };
}

/** One result of all variants. */
function assemble(
  sweep: Sweep,
  drawings: ExperimentDrawings,
  folds: readonly FoldRows[],
  measured: readonly Measured[],
) {
  const { store, sizes } = drawings;
  const variants = measured.map((m) => m.result);
  const validated: Rows = concatRows(folds.map(({ validation }) => validation));
  const result: Pick<
    SweepResult,
    'kind' | 'split' | 'parameter' | 'series' | 'variants' | 'chosen' | 'mcnemar' | 'differences'
  > = {
    kind: 'sweep',
    split: {
      seed: sweep.splitSeed,
      trainPerClass: sizes.trainPerClass.at(-1) as number,
      testPerClass: sweep.overAllDrawings ? 0 : sizes.testPerClass,
      folds: folds.length,
      validation: sweep.overAllDrawings
        ? 'Stratified folds over all drawings: each is scored once, by models that were trained on the others.'
        : 'Stratified folds of the training drawings; no test drawing is in them.',
    },
    parameter: { ...sweep.parameter },
    series: seriesOf(sweep).map((series) => ({ ...series })),
    variants,
    chosen: sweep.chosen
      ? { ...sweep.chosen }
      : { variant: bestOf(variants).id, reason: 'The best mean over the validation folds.' },
    mcnemar: everyPair(
      measured.map(({ result: { id }, probabilities }) => ({ id, probabilities })),
      labelsOf(store, validated),
    ),
    differences: differencesOf(
      measured.map(({ result: { id }, right }) => ({ id, right: [right] })),
      OVER_FOLDS,
    ),
  };
  const estimators = [...new Set(variants.map(({ estimator }) => estimator))];
  return {
    result,
    files: new Map<string, Uint8Array>(),
    seconds: estimators.map((model) => {
      const own = variants.filter(({ estimator }) => estimator === model);
      return {
        model,
        fitSeconds: median(own.map(({ fitSeconds }) => fitSeconds)),
        predictSeconds: median(own.map(({ predictSeconds }) => predictSeconds)),
      };
    }),
  };
}
