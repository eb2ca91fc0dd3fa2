/** A knob as the options of a radio group, whose values are texts. */
import type { Hyperparameters } from '../../../learning/classifier.ts';
import type { ModelSetting } from '../project.ts';
import { KNOBS, type Knob } from './presets.ts';

type Value = Hyperparameters[string];

const same = (a: Value | undefined, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

export function knobOptions({ options }: Knob): { readonly value: string; readonly label: string }[] {
  return options.map(({ value, label }) => ({ value: JSON.stringify(value), label }));
}

/** Where a knob stands, as the value of an option; a value that is none of them is its own. */
export function knobValue(knob: Knob, { knobs }: Pick<ModelSetting, 'knobs'>): string {
  return JSON.stringify(knobs[knob.name] ?? knob.preset);
}

/** What an option's value means. */
export function turned(knob: Knob, value: string): Hyperparameters {
  const found = knob.options.find((option) => same(option.value, JSON.parse(value)));
  return { [knob.name]: found?.value ?? knob.preset };
}

/** Whether a model's knobs all stand where the page has them at first. */
export function atPresets({ id, knobs }: Pick<ModelSetting, 'id' | 'knobs'>): boolean {
  return KNOBS[id].every(({ name, preset }) => knobs[name] === undefined || same(knobs[name], preset));
}

/** All of a model's knobs where the page has them at first. */
export function presets({ id }: Pick<ModelSetting, 'id'>): Hyperparameters {
  return Object.fromEntries(KNOBS[id].map(({ name, preset }) => [name, preset]));
}
