/** Every number of 2017 beside its counterpart here, by topic: what the figure shows and the CSV holds. */

import { meanOverFolds } from '../mean-over-folds.ts';
import { CLASSIC_IDS, MODEL_NAMES, type ModelId } from '../models.ts';
import {
  AT_5000_2017,
  CONVNET_15000_2017,
  CONVNET_EPOCHS_2017,
  FIVE_2017,
  LEARNING_CURVE_2017,
} from '../reference-2017.ts';
import type { AnyResult, ExperimentResult } from '../results.ts';
import { shareInterval } from '../student-estimate.ts';
import { aucInterval2017 } from './intervals.ts';
import { accuracy2017, type Here, here, row, type ThenAndNowRow, type Topic, validationSize } from './row.ts';
import { sweepTopics } from './sweep-topics.ts';

const ON_THE_TEST_SET =
  'In 2017 some settings were compared on the test drawings, and the others in 3 folds; here all were chosen on validation folds.';

/** In the order in which the post told them. A topic whose experiment has no results says so in every row. */
export function thenAndNow(results: readonly AnyResult[]): Topic[] {
  const ours = here(results);
  return [
    learningCurve(ours),
    mostDrawings(ours),
    at5000(ours),
    epochs(ours),
    ...sweepTopics(ours),
    fiveAnimals(ours),
  ];
}

function learningCurve(ours: Here): Topic {
  const result = ours.comparison('cats-and-sheep');
  const testDrawings = testSize(result);
  return {
    id: 'learning-curve',
    title: 'Cats and sheep: practice',
    setting: `2017 tested on as many drawings as it trained on, once a size. ${ON_THE_TEST_SET}`,
    rows: LEARNING_CURVE_2017.flatMap(({ model, points }) =>
      points.map(({ trainDrawings, accuracy }) => {
        const point = result?.learningCurve
          .find((series) => series.model === model)
          ?.points.find((candidate) => candidate.trainDrawings === trainDrawings);
        return row({
          name: `${MODEL_NAMES[model].short}, ${trainDrawings.toLocaleString('en-GB')}`,
          model,
          unit: 'share',
          then: accuracy2017(accuracy, trainDrawings, trainDrawings),
          now: point && {
            value: point.accuracy,
            trainDrawings,
            testDrawings,
          },
        });
      }),
    ),
  };
}

function mostDrawings(ours: Here): Topic {
  const { trainDrawings, testDrawings, accuracy, auc, confusion } = CONVNET_15000_2017;
  const result = ours.comparison('cats-and-sheep');
  const convnet = result?.models.find(({ model }) => model === 'convnet');
  const size = { trainDrawings: convnet?.trainDrawings ?? 0, testDrawings: convnet?.testDrawings ?? 0 };
  const [positives, negatives] = confusion.map(([a, b]) => a + b) as [number, number];
  return {
    id: 'most-drawings',
    title: 'Cats and sheep: the convnet on most drawings',
    setting: ON_THE_TEST_SET,
    rows: [
      row({
        name: 'Convnet, accuracy',
        model: 'convnet',
        unit: 'share',
        then: accuracy2017(accuracy, trainDrawings, testDrawings),
        now: convnet && { value: convnet.accuracy, ...size },
      }),
      row({
        name: 'Convnet, area under the ROC curve',
        model: 'convnet',
        unit: 'number',
        then: { value: aucInterval2017(auc, positives, negatives), trainDrawings, testDrawings },
        now: convnet && { value: convnet.macroAuc, ...size },
      }),
    ],
  };
}

/** Names of `AT_5000_2017` by those of our variants. */
const OURS_AT_5000: Readonly<Record<string, string>> = {
  'forest-10': 'forest-10',
  forest: 'forest',
  nearest: 'nearest',
  'linear-svm': 'linear-svm',
  'rbf-svm': 'rbf-svm',
  'perceptron-100-100': 'perceptron',
  convnet: 'convnet',
};

function at5000(ours: Here): Topic {
  const { trainDrawings, testDrawings, accuracy, names } = AT_5000_2017;
  const result = ours.sweep('linear-and-kernel');
  const size = result && {
    trainDrawings: result.split.trainPerClass * result.dataset.classes.length,
    testDrawings: result.split.testPerClass * result.dataset.classes.length,
  };
  return {
    id: 'at-5000',
    title: 'Cats and sheep: everything that was tried on 5,000 drawings',
    setting: ON_THE_TEST_SET,
    rows: Object.entries(accuracy).map(([name, value]) => {
      const variant = result?.variants.find(({ id }) => id === OURS_AT_5000[name]);
      return row({
        name: names[name as keyof typeof names],
        model: CLASSIC_IDS.find((id) => name.startsWith(id)) ?? 'other',
        unit: 'share',
        then: accuracy2017(value, trainDrawings, testDrawings),
        now: size && variant?.testAccuracy && { value: variant.testAccuracy, ...size },
      });
    }),
  };
}

function epochs(ours: Here): Topic {
  const { trainDrawings, testDrawings } = AT_5000_2017;
  const result = ours.sweep('convnet-epochs');
  const histories = result?.variants.find(({ id }) => id === 'as-2017')?.histories ?? [];
  return {
    id: 'epochs',
    title: 'Cats and sheep: the convnet, epoch by epoch',
    setting:
      'With the optimiser and batches of 2017. It was measured on the test drawings then; here on validation folds of the training drawings.',
    rows: CONVNET_EPOCHS_2017.map((accuracy, i) => {
      const byFold = histories.flatMap((history) => history[i]?.validationAccuracy ?? []);
      return row({
        name: `Convnet after epoch ${i + 1}`,
        model: 'convnet',
        unit: 'share',
        then: accuracy2017(accuracy, trainDrawings, testDrawings),
        now:
          result && byFold.length > 1
            ? { value: shareInterval(meanOverFolds(byFold)), ...validationSize(result) }
            : undefined,
      });
    }),
  };
}

function fiveAnimals(ours: Here): Topic {
  const { trainDrawings, testDrawings, accuracy, meanTopProbability, classes } = FIVE_2017;
  const result = ours.comparison('five-animals');
  const of = (id: ModelId) => result?.models.find(({ model }) => model === id);
  return {
    id: 'five-animals',
    title: `Five animals: ${classes.join(', ')}`,
    setting: ON_THE_TEST_SET,
    rows: CLASSIC_IDS.map((id) => {
      const model = of(id);
      return row({
        name: MODEL_NAMES[id].full,
        model: id,
        unit: 'share',
        then: accuracy2017(accuracy[id], trainDrawings, testDrawings),
        now: model && {
          value: model.accuracy,
          trainDrawings: model.trainDrawings,
          testDrawings: model.testDrawings,
        },
      });
    }).concat(meanTop(of('convnet'), { value: meanTopProbability, trainDrawings, testDrawings })),
  };
}

/** No interval belongs to a mean of probabilities here, and it need not rise with practice: shown, not judged. */
function meanTop(
  convnet: ExperimentResult['models'][number] | undefined,
  then: { value: number; trainDrawings: number; testDrawings: number },
): ThenAndNowRow {
  const mean = convnet?.calibration.before.meanTopProbability;
  const exact = (value: number) => ({ value, low: value, high: value });
  return {
    name: 'Convnet, mean probability of its answer',
    model: 'convnet',
    unit: 'share',
    then: { ...then, value: exact(then.value) },
    now:
      convnet && mean !== undefined
        ? { value: exact(mean), trainDrawings: convnet.trainDrawings, testDrawings: convnet.testDrawings }
        : undefined,
    verdict: 'not comparable',
  };
}

const testSize = (result: ExperimentResult | undefined): number =>
  result ? result.split.testPerClass * result.dataset.classes.length : 0;
