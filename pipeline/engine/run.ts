/** Runs one experiment: drawings -> searches -> fits -> metrics -> ONNX -> one results file. */
import { createHash } from 'node:crypto';
import { accuracy, accuracyInterval, evaluate } from '../../src/core/metrics.ts';
import { MODEL_IDS, type ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type { ExperimentResult, LearningCurve, ModelResult, Selection } from '../../src/core/results.ts';
import { SCHEMA_VERSION } from '../../src/core/results.ts';
import { tInterval } from '../../src/core/statistics.ts';
import { takeRows } from '../dataset/split.ts';
import type { Experiment, ModelPlan, Search } from '../experiments/experiment.ts';
import { checkExport } from '../export/check.ts';
import { exportModel } from '../export/index.ts';
import type { FitProgress, Hyperparameters, ModelState } from '../models/classifier.ts';
import { type ExperimentDrawings, trainingRows } from './drawings.ts';
import type { FitJob, FitOutcome, Rows } from './job.ts';
import { searchHyperparameter } from './search.ts';

/** Runs a job, or takes its outcome from the cache. */
export type RunJob = (job: FitJob, onProgress?: (progress: FitProgress) => void) => Promise<FitOutcome>;

export interface RunSettings {
  readonly run: RunJob;
  readonly log: (line: string) => void;
  readonly models: readonly ModelId[];
  readonly seeds: readonly number[];
}

export interface TrainedModel {
  readonly result: ModelResult;
  readonly onnx: Uint8Array;
  readonly curve: LearningCurve[number];
  readonly fitSeconds: number;
  readonly predictSeconds: number;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
};

/** What stays the same over the models of one run. */
interface Context {
  readonly experiment: Experiment;
  readonly drawings: ExperimentDrawings;
  readonly settings: RunSettings;
}

async function withSearch(
  { drawings, settings }: Context,
  model: ModelId,
  plan: { readonly hyperparameters: Hyperparameters; readonly search?: Search },
  train: Rows,
): Promise<{ hyperparameters: Hyperparameters; selections: Selection[] }> {
  if (plan.search === undefined) return { hyperparameters: plan.hyperparameters, selections: [] };
  const selection = await searchHyperparameter(
    drawings.store,
    {
      name: `${model}, ${train.length} drawings`,
      model,
      hyperparameters: plan.hyperparameters,
      search: plan.search,
      train,
      seed: `search ${model}`,
    },
    settings.run,
  );
  settings.log(
    `${model}, ${train.length} drawings: ${selection.hyperparameter} ${selection.chosen} chosen on validation`,
  );
  return {
    hyperparameters: { ...plan.hyperparameters, [selection.hyperparameter]: selection.chosen },
    selections: [selection],
  };
}

/** All seeds at one size. The first seed of the largest size is the main run. */
async function fitSeeds(
  { drawings, settings }: Context,
  model: ModelId,
  hyperparameters: Hyperparameters,
  perClass: number,
  keepFirstState: boolean,
): Promise<FitOutcome[]> {
  const { test, exhibits } = drawings;
  return Promise.all(
    settings.seeds.map((seed, i) => {
      const train = trainingRows(drawings, perClass, seed);
      const keepState = keepFirstState && i === 0;
      return settings.run({
        name: `${model}, ${train.length} drawings, seed ${seed}`,
        model,
        hyperparameters,
        seed,
        train,
        predict: { test, ...(keepState && exhibitSets(exhibits)) },
        keepState,
      });
    }),
  );
}

const exhibitSets = (exhibits: readonly Rows[]) =>
  Object.fromEntries(exhibits.map((rows, c) => [`exhibits ${c}`, rows]));

const concat = (parts: readonly Rows[]): Rows => Int32Array.from(parts.flatMap((part) => [...part]));

const round4 = (p: number) => Math.round(p * 1e4) / 1e4;

/** Exports the published form and proves that the file says what the trained model says. */
async function publish(context: Context, model: ModelId, outcome: FitOutcome, trainDrawings: number) {
  const { experiment, drawings } = context;
  const { store, test, dataset } = drawings;
  const testSet = takeRows(store, test);
  const publishedAccuracy = accuracyInterval(outcome.probabilities.test as Float32Array, testSet.labels, {
    random: createRandom(`${experiment.id} bootstrap ${model} published`),
  });
  const onnx = exportModel(outcome.state as ModelState, {
    classes: experiment.classes,
    experiment: experiment.id,
    datasetSha256: createHash('sha256')
      .update(dataset.classes.map((c) => c.sha256).join())
      .digest('hex'),
    trainDrawings,
    accuracy: publishedAccuracy.value,
  });
  const names = Object.keys(exhibitSets(drawings.exhibits));
  const rows = concat([test, ...drawings.exhibits]);
  const reference = new Float32Array(rows.length * experiment.classes.length);
  let at = 0;
  for (const name of ['test', ...names]) {
    const values = outcome.probabilities[name] as Float32Array;
    reference.set(values, at);
    at += values.length;
  }
  const check = await checkExport(onnx, reference, takeRows(store, rows), outcome.state as ModelState);
  return { onnx, accuracy: publishedAccuracy, ...check };
}

const FORMS: Readonly<Record<ModelId, string>> = {
  forest: 'The forest itself: every tree with the class shares of its leaves.',
  nearest:
    'The same neighbours on principal components of the drawings, stored as 8-bit codes instead of the drawings.',
  perceptron: 'The network itself, with 32-bit weights.',
  convnet: 'The network itself, with 32-bit weights.',
};

async function trainModel(context: Context, model: ModelId): Promise<TrainedModel> {
  const { experiment, drawings, settings } = context;
  const plan: ModelPlan = experiment.models[model];
  const sizes = drawings.sizes.trainPerClass;
  const largest = sizes.at(-1) as number;
  const labels = takeRows(drawings.store, drawings.test).labels;
  const [firstSeed] = settings.seeds as [number, ...number[]];

  const bySize = await Promise.all(
    sizes.map(async (perClass) => {
      const train = trainingRows(drawings, perClass, firstSeed);
      const { hyperparameters, selections } = await withSearch(context, model, plan, train);
      const keep = perClass === largest && plan.published === undefined;
      const outcomes = await fitSeeds(context, model, hyperparameters, perClass, keep);
      const bySeed = outcomes.map((o) => accuracy(o.probabilities.test as Float32Array, labels));
      return { train, selections, outcomes, bySeed };
    }),
  );
  const main = bySize.at(-1) as (typeof bySize)[number];
  const outcome = main.outcomes[0] as FitOutcome;

  let published = outcome;
  const selections = [...main.selections];
  if (plan.published !== undefined) {
    const searched = await withSearch(context, model, plan.published, main.train);
    selections.push(...searched.selections);
    published = await settings.run({
      name: `${model}, published form`,
      model,
      hyperparameters: searched.hyperparameters,
      seed: firstSeed,
      train: main.train,
      predict: { test: drawings.test, ...exhibitSets(drawings.exhibits) },
      keepState: true,
    });
  }
  const file = await publish(context, model, published, main.train.length);
  const scores = evaluate(outcome.probabilities.test as Float32Array, labels, experiment.classes, {
    positiveClass: experiment.classes[0] as string,
    random: createRandom(`${experiment.id} bootstrap ${model}`),
  });
  settings.log(
    `${model}: ${percent(scores.accuracy.value)} of ${labels.length} test drawings ` +
      `(${percent(scores.accuracy.low)} to ${percent(scores.accuracy.high)}), ${file.onnx.length} bytes of ONNX`,
  );

  const k = experiment.classes.length;
  const { outOfBagAccuracy, importances, history } = outcome.report;
  return {
    result: {
      model,
      hyperparameters: outcome.hyperparameters as ModelResult['hyperparameters'],
      selections,
      trainDrawings: main.train.length,
      testDrawings: labels.length,
      ...scores,
      ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }),
      ...(importances !== undefined && { importances: Array.from(importances) }),
      ...(history !== undefined && { history: [...history] }),
      exhibits: Object.fromEntries(
        experiment.classes.map((name, c) => {
          const flat = published.probabilities[`exhibits ${c}`] as Float32Array;
          const count = flat.length / k;
          return [
            name,
            Array.from({ length: count }, (_, i) => Array.from(flat.slice(i * k, i * k + k), round4)),
          ];
        }),
      ),
      published: {
        file: `models/${experiment.id}-${model}.onnx`,
        bytes: file.onnx.length,
        sha256: createHash('sha256').update(file.onnx).digest('hex'),
        accuracy: file.accuracy,
        maxDifference: file.maxDifference,
        comparedDrawings: file.comparedDrawings,
        form: FORMS[model],
      },
    },
    onnx: file.onnx,
    curve: {
      model,
      points: bySize.map(({ train, bySeed }) => ({
        trainDrawings: train.length,
        accuracy: tInterval(bySeed),
        bySeed,
      })),
    },
    fitSeconds: median(main.outcomes.map((o) => o.fitSeconds)),
    predictSeconds: median(main.outcomes.map((o) => o.predictSeconds.test as number)),
  };
}

export interface RunOutput {
  readonly models: readonly TrainedModel[];
  /** Everything but timings, software, date and exhibits, which are the command line's. */
  readonly result: Omit<ExperimentResult, 'timings' | 'software' | 'date' | 'exhibits'>;
}

/** Trains every model of the experiment at every size with every seed. */
export async function runExperiment(
  experiment: Experiment,
  drawings: ExperimentDrawings,
  settings: RunSettings,
): Promise<RunOutput> {
  const context = { experiment, drawings, settings };
  const wanted = MODEL_IDS.filter((id) => settings.models.includes(id));
  // Slowest family first, so that the last thread to finish is not the one with the longest fit.
  const slowestFirst = wanted.toReversed();
  const trained = new Map<ModelId, TrainedModel>();
  await Promise.all(slowestFirst.map(async (id) => trained.set(id, await trainModel(context, id))));
  const models = wanted.map((id) => trained.get(id) as TrainedModel);
  return {
    models,
    result: {
      schemaVersion: SCHEMA_VERSION,
      experiment: experiment.id,
      title: experiment.title,
      question: experiment.question,
      dataset: drawings.dataset,
      split: {
        seed: experiment.splitSeed,
        testPerClass: drawings.sizes.testPerClass,
        trainPerClass: drawings.sizes.trainPerClass.at(-1) as number,
        seeds: [...settings.seeds],
        validation:
          'Stratified folds of the training drawings; the test drawings took no part in any choice.',
      },
      models: models.map((m) => m.result),
      learningCurve: models.map((m) => m.curve),
    },
  };
}
