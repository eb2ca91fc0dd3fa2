import { TRAINABLE_IDS, type TrainableId } from '../../../core/models.ts';
import {
  fieldsAt,
  listAt,
  numberAt,
  oneOf,
  refuse,
  truthAt,
  wholeAt,
} from '../../../drawings/read/fields.ts';
import type { Hyperparameters } from '../../../learning/classifier.ts';
import { DEFAULT_SETTINGS } from '../changes.ts';
import { KNOBS, type Knob } from '../models/presets.ts';
import type { ModelSetting, Settings } from '../project.ts';

type Value = Hyperparameters[string];

/** @throws ProjectError unless it is a number, a text, true or false, or a list of numbers. */
export function valueAt(value: unknown, where: string): Value {
  const isNumber = (each: unknown) => typeof each === 'number' && Number.isFinite(each);
  const fits =
    isNumber(value) ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length <= 100) ||
    (Array.isArray(value) && value.length <= 20 && value.every(isNumber));
  if (!fits) refuse(where, value, 'a number, a text, true or false, or a list of numbers');
  return value as Value;
}

/** Numbers between the least and the greatest option pass too; other values must be one of the options. */
function canBeTurnedTo({ options }: Knob, value: Value): boolean {
  const numbers = options.map((each) => each.value).filter((each) => typeof each === 'number');
  if (typeof value === 'number' && numbers.length > 0)
    return value >= Math.min(...numbers) && value <= Math.max(...numbers);
  return options.some((each) => JSON.stringify(each.value) === JSON.stringify(value));
}

/** Knobs that the page no longer has, or has no longer got so far, are left at their presets. */
function readKnobs(value: unknown, where: string, id: TrainableId): Hyperparameters {
  const entries = Object.entries(fieldsAt(value, where)).map(
    ([name, each]) => [name, valueAt(each, `${where}.${name}`)] as const,
  );
  return Object.fromEntries(
    entries.filter(([name, each]) => {
      const knob = KNOBS[id].find((known) => known.name === name);
      return knob !== undefined && canBeTurnedTo(knob, each);
    }),
  );
}

function readModels(value: unknown, where: string): ModelSetting[] {
  const read = listAt(value, where, 0, TRAINABLE_IDS.length).map((each, i): ModelSetting => {
    const place = `${where}[${i}]`;
    const { id: given, chosen, knobs } = fieldsAt(each, place);
    const id = oneOf(given, `${place}.id`, TRAINABLE_IDS);
    return { id, chosen: truthAt(chosen, `${place}.chosen`), knobs: readKnobs(knobs, `${place}.knobs`, id) };
  });
  const ids = read.map(({ id }) => id);
  if (new Set(ids).size < ids.length) refuse(where, ids.join(', '), 'every model once');
  return TRAINABLE_IDS.map((id) => read.find((each) => each.id === id) ?? { id, chosen: false, knobs: {} });
}

/** @throws ProjectError */
export function readSettings(value: unknown, where: string): Settings {
  const given = { ...DEFAULT_SETTINGS, ...fieldsAt(value, where) };
  const { seed, heldOut, perClass, wrongLabels, shiftPx, models } = given as Record<string, unknown>;
  return {
    seed: wholeAt(seed, `${where}.seed`, 0, Number.MAX_SAFE_INTEGER),
    heldOut: numberAt(heldOut, `${where}.heldOut`, 0.1, 0.5),
    perClass: perClass === null ? null : wholeAt(perClass, `${where}.perClass`, 1, 1000),
    wrongLabels: numberAt(wrongLabels, `${where}.wrongLabels`, 0, 0.5),
    shiftPx: wholeAt(shiftPx, `${where}.shiftPx`, 0, 6),
    models: readModels(models, `${where}.models`),
  };
}
