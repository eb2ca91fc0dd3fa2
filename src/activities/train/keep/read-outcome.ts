import { TRAINABLE_IDS } from '../../../core/models.ts';
import {
  bytesAt,
  fieldsAt,
  floatsAt,
  listAt,
  numberAt,
  oneOf,
  refuse,
  textAt,
  truthAt,
  wholeAt,
} from '../../../drawings/read/fields.ts';
import { type Epoch, PIXELS } from '../../../learning/classifier.ts';
import { FEWEST_CLASSES, MOST_CLASSES, MOST_EXAMPLES, type Outcome, type TrainedModel } from '../project.ts';
import { readSettings, valueAt } from './read-settings.ts';

const MOST_DRAWINGS = MOST_CLASSES * MOST_EXAMPLES;
const MOST_EPOCHS = 10_000;
/** A forest of 300 trees on 1,800 drawings of six classes takes a tenth of it. */
const MOST_MODEL_BYTES = 48 * 2 ** 20;
/** Rounding of 32-bit numbers. */
const ROUNDING = 1e-4;

/** Losses of a network that has run away are no numbers: NaN, which JSON writes as null. */
function lossAt(value: unknown, where: string): number {
  if (value === null || Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return Number.NaN;
  return numberAt(value, where, 0, Number.MAX_VALUE);
}

function readEpoch(value: unknown, where: string): Epoch {
  const given = fieldsAt(value, where);
  const share = (name: string) =>
    given[name] === undefined ? {} : { [name]: numberAt(given[name], `${where}.${name}`, 0, 1) };
  return {
    epoch: wholeAt(given['epoch'], `${where}.epoch`, 1, MOST_EPOCHS),
    trainLoss: lossAt(given['trainLoss'], `${where}.trainLoss`),
    ...share('trainAccuracy'),
    ...(given['validationLoss'] !== undefined && {
      validationLoss: lossAt(given['validationLoss'], `${where}.validationLoss`),
    }),
    ...share('validationAccuracy'),
  };
}

/** Those of a network that has run away may be NaN; all others are shares that add up to 1. */
function readProbabilities(value: unknown, where: string, rows: number, classes: number): Float32Array {
  const all = floatsAt(value, where, rows * classes);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const p of all.subarray(row * classes, (row + 1) * classes)) {
      if (p < -ROUNDING || p > 1 + ROUNDING) refuse(`${where}, drawing ${row}`, p, 'a number from 0 to 1');
      sum += p;
    }
    if (Math.abs(sum - 1) > 10 * ROUNDING)
      refuse(`${where}, drawing ${row}`, sum, 'probabilities that add up to 1');
  }
  return all;
}

function readModel(value: unknown, where: string, rows: number, classes: number): TrainedModel {
  const given = fieldsAt(value, where);
  const { outOfBagAccuracy } = given;
  const hyperparameters = Object.entries(fieldsAt(given['hyperparameters'], `${where}.hyperparameters`));
  return {
    id: oneOf(given['id'], `${where}.id`, TRAINABLE_IDS),
    hyperparameters: Object.fromEntries(
      hyperparameters.map(([name, each]) => [name, valueAt(each, `${where}.hyperparameters.${name}`)]),
    ),
    onnx: bytesAt(given['onnx'], `${where}.onnx`, 1, MOST_MODEL_BYTES),
    probabilities: readProbabilities(given['probabilities'], `${where}.probabilities`, rows, classes),
    history: listAt(given['history'], `${where}.history`, 0, MOST_EPOCHS).map((each, i) =>
      readEpoch(each, `${where}.history[${i}]`),
    ),
    ...(outOfBagAccuracy !== undefined && {
      outOfBagAccuracy: numberAt(outOfBagAccuracy, `${where}.outOfBagAccuracy`, 0, 1),
    }),
    seconds: numberAt(given['seconds'], `${where}.seconds`, 0, 1e9),
    stopped: truthAt(given['stopped'], `${where}.stopped`),
  };
}

function readIds(value: unknown, where: string): string[] {
  return listAt(value, where, 1, MOST_DRAWINGS).map((id, i) => textAt(id, `${where}[${i}]`, 100));
}

/** @throws ProjectError */
export function readOutcome(value: unknown, where: string): Outcome {
  const given = fieldsAt(value, where);
  const classes = listAt(given['classes'], `${where}.classes`, FEWEST_CLASSES, MOST_CLASSES).map((name, i) =>
    textAt(name, `${where}.classes[${i}]`, 100),
  );
  const test = listAt(given['test'], `${where}.test`, 1, MOST_DRAWINGS).map((each, i) => {
    const place = `${where}.test[${i}]`;
    const { exampleId, label, pixels } = fieldsAt(each, place);
    return {
      exampleId: textAt(exampleId, `${place}.exampleId`, 100),
      label: wholeAt(label, `${place}.label`, 0, classes.length - 1),
      pixels: bytesAt(pixels, `${place}.pixels`, PIXELS),
    };
  });
  const models = listAt(given['models'], `${where}.models`, 1, TRAINABLE_IDS.length).map((each, i) =>
    readModel(each, `${where}.models[${i}]`, test.length, classes.length),
  );
  const ids = models.map(({ id }) => id);
  if (new Set(ids).size < ids.length) refuse(`${where}.models`, ids.join(', '), 'every model once');
  return {
    classes,
    settings: readSettings(given['settings'], `${where}.settings`),
    trainIds: readIds(given['trainIds'], `${where}.trainIds`),
    test,
    models,
  };
}
