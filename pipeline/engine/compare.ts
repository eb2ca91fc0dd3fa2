/** Runs a comparison: drawings -> searches -> fits -> metrics -> ONNX -> one results file. */
import { accuracyInterval, evaluate } from '../../src/core/metrics.ts';
import { MODEL_IDS, type ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type {
  ExperimentResult,
  Interval,
  LearningCurve,
  ModelResult,
  Selection,
} from '../../src/core/results.ts';
import { shareInterval } from '../../src/core/student-estimate.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import type { Comparison, ModelPlan } from '../experiments/experiment.ts';
import {
  type Chosen,
  measureCalibration,
  type Part,
  partsOfFolds,
  temperatureAcrossFolds,
  temperatureFromFolds,
} from './calibrate.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { concatProbabilities, concatRows, labelsOf, type RunJob } from './folds.ts';
import type { FitOutcome, Rows } from './job.ts';
import {
  differencesOf,
  meanOfRounds,
  overlapOf,
  type RightByRound,
  rightOf,
  shareOf,
} from './meanOfRounds.ts';
import { median } from './median.ts';
import { everyPair } from './paired.ts';
import { publish, publishedSets } from './publish.ts';
import type { Round } from './rounds.ts';
import { searchHyperparameter } from './search.ts';
import { toldRoc } from './toldRoc.ts';

export interface RunSettings {
  readonly run: RunJob;
  readonly log: (line: string) => void;
  readonly models: readonly ModelId[];
  /** Whether outcomes are made up, so that nothing needs to be worked out from them. */
  readonly isPlan?: boolean;
}

/** What stays the same over the models of one run. */
interface Context extends RunSettings {
  readonly experiment: Comparison;
  readonly drawings: ExperimentDrawings;
}

interface TrainedModel {
  readonly result: ModelResult;
  readonly onnx: Uint8Array;
  readonly curve: LearningCurve[number];
  /** Of the main run, in the order of its test rows. [n, classes] */
  readonly probabilities: Float32Array;
  /** By size, rising, of those at which it was fitted. */
  readonly right: readonly RightByRound[];
  readonly fitSeconds: number;
  readonly predictSeconds: number;
}

/** A form of a model: the one that is measured, or the one that is published. */
type Form = Pick<ModelPlan, 'hyperparameters' | 'search'>;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const inPercent = ({ value, low, high }: Interval) =>
  `${percent(value)} (${percent(low)} to ${percent(high)})`;

async function searched(
  { drawings, run, log }: Context,
  model: ModelId,
  { hyperparameters, search }: Form,
  train: Rows,
  where: string,
): Promise<{ hyperparameters: Hyperparameters; selections: Selection[] }> {
  if (search === undefined) return { hyperparameters, selections: [] };
  const name = `${model}, ${train.length} drawings${where}`;
  const task = { name, model, hyperparameters, search, train, seed: `search ${model}` };
  const selection = await searchHyperparameter(drawings.store, task, run);
  log(`${name}: ${selection.hyperparameter} ${selection.chosen} chosen on validation`);
  return {
    hyperparameters: { ...hyperparameters, [selection.hyperparameter]: selection.chosen },
    selections: [selection],
  };
}

/**
 * Every round at one size. With one test set a hyperparameter is searched on the first seed's drawings and serves all
 * seeds; in cross-validation each fold searches on its own, since the others hold its test drawings.
 * @param publishFirst whether the first round's model is the one to publish
 */
async function fitRounds(
  context: Context,
  model: ModelId,
  form: Form,
  perClass: number,
  rounds: readonly Round[],
  publishFirst = false,
) {
  const { drawings, run } = context;
  const eachOnItsOwn = drawings.sizes.method === 'cross-validation';
  const trains = rounds.map((round) => round.train(perClass));
  const shared = eachOnItsOwn ? undefined : await searched(context, model, form, trains[0] as Rows, '');
  const outcomes = await Promise.all(
    rounds.map(async ({ name, seed, test }, i) => {
      const train = trains[i] as Rows;
      const { hyperparameters } = shared ?? (await searched(context, model, form, train, `, ${name}`));
      return run({
        name: `${model}, ${train.length} drawings, ${name}`,
        model,
        hyperparameters,
        seed,
        train,
        predict: publishFirst && i === 0 ? publishedSets(test, drawings.exhibits) : { test },
        keepState: publishFirst && i === 0,
      });
    }),
  );
  return {
    perClass,
    trainDrawings: (trains[0] as Rows).length,
    selections: shared?.selections ?? [],
    outcomes,
  };
}

/** By round, where a model was right at one size. */
const rightByRound = ({ store, rounds }: ExperimentDrawings, outcomes: readonly FitOutcome[]): RightByRound =>
  outcomes.map((outcome, i) =>
    rightOf(outcome.probabilities.test as Float32Array, labelsOf(store, (rounds[i] as Round).test)),
  );

/** How the rounds of all sizes up to one are to be taken together. */
const measuredUpTo = ({ sizes, overlap }: ExperimentDrawings, perClass: number) => ({
  method: sizes.method,
  overlap: overlap.slice(0, sizes.trainPerClass.indexOf(perClass) + 1).map(overlapOf),
});

/** Fits what the demo runs, where that is not the main run's first model itself. */
async function fitPublished(context: Context, model: ModelId, form: Form) {
  const { drawings, run } = context;
  const { sizes, rounds, mainRounds, publishedTrain, exhibits } = drawings;
  const { hyperparameters, selections } = await searched(context, model, form, publishedTrain, '');
  const outcome = await run({
    name: `${model}, published`,
    model,
    hyperparameters,
    seed: rounds[0]?.seed ?? 1,
    train: publishedTrain,
    predict: publishedSets(concatRows(mainRounds.map(({ test }) => test)), exhibits),
    keepState: true,
  });
  if (sizes.method === 'fixed')
    return { outcome, selections, tested: outcome.probabilities.test as Float32Array };
  // In cross-validation the published model has seen the test drawings: its like, fold by fold, has not.
  if (form === context.experiment.models[model]) return { outcome, selections, tested: undefined };
  const { outcomes } = await fitRounds(
    context,
    model,
    form,
    sizes.trainPerClass.at(-1) as number,
    mainRounds,
  );
  const tested = concatProbabilities(outcomes.map((o) => o.probabilities.test as Float32Array));
  return { outcome, selections, tested };
}

/**
 * The temperature of the main run, and its fits where they are others.
 * @param parts predictions of the test drawings, by round; `probabilities` are those of all
 * @returns undefined in a plan.
 */
async function chooseTemperature(
  { experiment, drawings: { store, sizes, publishedTrain }, run, isPlan }: Context,
  model: ModelId,
  { hyperparameters }: FitOutcome,
  parts: readonly Part[],
  probabilities: Float32Array,
): Promise<Chosen | undefined> {
  const k = store.classes.length;
  if (sizes.method === 'cross-validation') return isPlan ? undefined : temperatureAcrossFolds(parts, k);
  const folds = await partsOfFolds(
    store,
    {
      name: `${model}, temperature`,
      model,
      hyperparameters,
      seed: `search ${model}`, // the folds of the search, whose fits then serve twice
      train: publishedTrain,
      folds: experiment.calibrationFolds,
    },
    run,
  );
  return isPlan ? undefined : temperatureFromFolds(folds, k, probabilities);
}

/** All fits behind one model; those that do not wait for a choice start at once. */
async function fitModel(context: Context, model: ModelId, plan: ModelPlan) {
  const { store, sizes, rounds, mainRounds } = context.drawings;
  const largest = sizes.trainPerClass.at(-1);
  const mainIsPublished = sizes.method === 'fixed' && plan.published === undefined;
  const [bySize, ownPublished] = await Promise.all([
    Promise.all(
      (plan.largestOnly ? sizes.trainPerClass.slice(-1) : sizes.trainPerClass).map((perClass) =>
        fitRounds(context, model, plan, perClass, rounds, mainIsPublished && perClass === largest),
      ),
    ),
    mainIsPublished ? undefined : fitPublished(context, model, plan.published ?? plan),
  ]);
  const main = bySize.at(-1) as (typeof bySize)[number];
  const mainOutcomes = main.outcomes.slice(0, mainRounds.length);
  const parts = mainOutcomes.map((outcome, i) => ({
    probabilities: outcome.probabilities.test as Float32Array,
    labels: labelsOf(store, (mainRounds[i] as Round).test),
  }));
  const probabilities = concatProbabilities(parts.map((part) => part.probabilities));
  const first = mainOutcomes[0] as FitOutcome;
  const chosen = await chooseTemperature(context, model, first, parts, probabilities);
  const published = ownPublished ?? { outcome: first, selections: [], tested: undefined };
  return { bySize, main, first, probabilities, chosen, published };
}

/** Measures and exports one model. */
async function assembleModel(
  { experiment, drawings, log }: Context,
  model: ModelId,
  plan: ModelPlan,
  { bySize, main, first, probabilities, chosen, published }: Awaited<ReturnType<typeof fitModel>>,
): Promise<TrainedModel> {
  const tested = concatRows(drawings.mainRounds.map(({ test }) => test));
  const labels = labelsOf(drawings.store, tested);
  const publication = await publish(
    { experiment: experiment.id, model },
    drawings,
    tested,
    published.outcome,
    {
      accuracy: accuracyInterval(published.tested ?? probabilities, labels, {
        random: createRandom(`${experiment.id} bootstrap ${model} published`),
      }),
      trainDrawings: drawings.publishedTrain.length,
    },
  );
  const scores = evaluate(probabilities, labels, experiment.classes, {
    positiveClass: experiment.classes[0] as string,
    random: createRandom(`${experiment.id} bootstrap ${model}`),
  });
  const measured = `${inPercent(scores.accuracy)} of ${labels.length} test drawings`;
  const file = `${publication.onnx.length} bytes of ONNX`;
  log(
    plan.published
      ? `${model}: ${measured}; the form that is published ${inPercent(publication.published.accuracy)}, ${file}`
      : `${model}: ${measured}, ${file}`,
  );

  const right = bySize.map(({ outcomes }) => rightByRound(drawings, outcomes));
  const { outOfBagAccuracy, importances, history } = (plan.published ? first : published.outcome).report;
  return {
    result: {
      model,
      hyperparameters: first.hyperparameters as ModelResult['hyperparameters'],
      selections: [...main.selections, ...published.selections],
      trainDrawings: main.trainDrawings,
      testDrawings: labels.length,
      ...scores,
      roc: toldRoc(scores.roc),
      calibration: measureCalibration(
        { probabilities, labels },
        chosen as Chosen,
        `${experiment.id} calibration ${model}`,
      ),
      ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }),
      ...(importances !== undefined && { importances: Array.from(importances) }),
      ...(history !== undefined && { history: [...history] }),
      exhibits: publication.exhibits,
      published: publication.published,
    },
    onnx: publication.onnx,
    curve: {
      model,
      points: bySize.map(({ trainDrawings, perClass }, size) => ({
        trainDrawings,
        accuracy: shareInterval(meanOfRounds(right.slice(0, size + 1), measuredUpTo(drawings, perClass))),
        bySeed: (right[size] as RightByRound).map(shareOf),
      })),
    },
    probabilities,
    right,
    fitSeconds: median(main.outcomes.map((o) => o.fitSeconds)),
    predictSeconds: median(main.outcomes.map((o) => o.predictSeconds.test as number)),
  };
}

/**
 * Fits every model of the experiment at every size in every round.
 * @returns what measures and exports them, without a fit.
 */
export async function fitComparison(
  experiment: Comparison,
  drawings: ExperimentDrawings,
  settings: RunSettings,
) {
  const context = { experiment, drawings, ...settings };
  const wanted = MODEL_IDS.filter((id) => settings.models.includes(id) && experiment.models[id]);
  // Slowest family first, so that the last thread to finish is not the one with the longest fit.
  const slowestFirst = wanted.toReversed();
  const fitted = new Map<ModelId, Awaited<ReturnType<typeof fitModel>>>();
  await Promise.all(
    slowestFirst.map(async (id) =>
      fitted.set(id, await fitModel(context, id, experiment.models[id] as ModelPlan)),
    ),
  );
  return async () => {
    const models: TrainedModel[] = [];
    for (const id of wanted) {
      const own = fitted.get(id) as Awaited<ReturnType<typeof fitModel>>;
      models.push(await assembleModel(context, id, experiment.models[id] as ModelPlan, own));
    }
    return assemble(context, models);
  };
}

/** One result of all models. */
function assemble({ experiment, drawings }: Context, models: readonly TrainedModel[]) {
  const { store, sizes, mainRounds, rounds } = drawings;
  const tested = labelsOf(store, concatRows(mainRounds.map(({ test }) => test)));
  const crossValidated = sizes.method === 'cross-validation';
  const result: Pick<
    ExperimentResult,
    'kind' | 'split' | 'models' | 'learningCurve' | 'mcnemar' | 'differences'
  > = {
    kind: 'comparison',
    split: {
      method: sizes.method,
      ...(crossValidated && { folds: rounds.length }),
      seed: experiment.splitSeed,
      testPerClass: sizes.testPerClass,
      trainPerClass: sizes.trainPerClass.at(-1) as number,
      seeds: rounds.map(({ seed }) => seed),
      validation: crossValidated
        ? 'Stratified folds of each fold’s training drawings; no drawing took part in a choice about a model that was tested on it.'
        : 'Stratified folds of the training drawings; the test drawings took no part in any choice.',
      ...(rounds.length > 1 && {
        overlap: sizes.trainPerClass.map((trainPerClass, i) => ({
          trainPerClass,
          byClass: [...(drawings.overlap[i] as readonly number[])],
        })),
      }),
    },
    models: models.map((m) => m.result),
    learningCurve: models.map((m) => m.curve),
    mcnemar: everyPair(
      models.map(({ result: { model }, probabilities }) => ({ id: model, probabilities })),
      tested,
    ),
    differences: differencesOf(
      models.map(({ result: { model }, right }) => ({ id: model, right })),
      measuredUpTo(drawings, sizes.trainPerClass.at(-1) as number),
    ),
  };
  return {
    result,
    files: new Map(models.map((m) => [m.result.published.file, m.onnx])),
    seconds: models.map(({ result: { model }, fitSeconds, predictSeconds }) => ({
      model,
      fitSeconds,
      predictSeconds,
    })),
  };
}
