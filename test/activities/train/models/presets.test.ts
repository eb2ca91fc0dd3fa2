import { describe, expect, it } from 'vitest';
import { hyperparametersOf, KNOBS } from '../../../../src/activities/train/models/presets.ts';
import { TRAINABLE_IDS } from '../../../../src/core/models.ts';
import { createClassifier } from '../../../../src/learning/index.ts';

const KNOBS_OF = TRAINABLE_IDS.flatMap((id) => KNOBS[id].map((knob) => ({ id, knob, name: knob.name })));

describe('the knobs', () => {
  it('are two or three of each family, and one of the forest', () => {
    expect(TRAINABLE_IDS.map((id) => KNOBS[id].length)).toEqual([1, 2, 2, 3, 3]);
  });

  it.each(KNOBS_OF)('of $id: $name stands at one of its options, all different', ({ knob }) => {
    const values = knob.options.map(({ value }) => JSON.stringify(value));
    expect(values).toContain(JSON.stringify(knob.preset));
    expect(new Set(values).size).toBe(values.length);
    expect(new Set(knob.options.map(({ label }) => label)).size).toBe(values.length);
    expect(knob.label).not.toBe('');
    expect(knob.note).toMatch(/\.$/);
  });

  it.each(KNOBS_OF)('of $id: $name can stand at each of them', ({ id, knob }) => {
    for (const { value } of knob.options) {
      const hyperparameters = hyperparametersOf(id, { [knob.name]: value });
      expect(createClassifier(id, hyperparameters).hyperparameters).toMatchObject({ [knob.name]: value });
    }
  });

  it('left alone stand at their presets, and what has no knob is set by the page', () => {
    expect(hyperparametersOf('forest', {})).toEqual({ featuresPerSplit: 28, trees: 100 });
    expect(hyperparametersOf('forest', { trees: 5 })).toEqual({ featuresPerSplit: 28, trees: 5 });
    expect(hyperparametersOf('convnet-plus', {})).toMatchObject({ plainMembers: 0, members: 1 });
  });
});
