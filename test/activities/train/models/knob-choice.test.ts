import { describe, expect, test } from 'vitest';
import {
  atPresets,
  knobOptions,
  knobValue,
  presets,
  turned,
} from '../../../../src/activities/train/models/knob-choice.ts';
import { KNOBS } from '../../../../src/activities/train/models/presets.ts';
import { TRAINABLE_IDS } from '../../../../src/core/models.ts';

describe.each(TRAINABLE_IDS)('the knobs of the %s', (id) => {
  test('stand at first where one of their options is', () => {
    for (const knob of KNOBS[id])
      expect(knobOptions(knob).map(({ value }) => value)).toContain(knobValue(knob, { knobs: {} }));
    expect(atPresets({ id, knobs: {} })).toBe(true);
  });

  test('take every option, and give it back', () => {
    for (const knob of KNOBS[id])
      for (const [i, { value }] of knobOptions(knob).entries()) {
        const knobs = turned(knob, value);
        expect(knobs).toEqual({ [knob.name]: knob.options[i]?.value });
        expect(knobValue(knob, { knobs })).toBe(value);
      }
  });

  test('go back to where they stood', () => {
    const [knob] = KNOBS[id];
    const other = knob?.options.find(({ value }) => JSON.stringify(value) !== JSON.stringify(knob.preset));
    const knobs = { [knob?.name ?? '']: other?.value ?? 0 };
    expect(atPresets({ id, knobs })).toBe(false);
    expect(atPresets({ id, knobs: { ...knobs, ...presets({ id }) } })).toBe(true);
  });
});
