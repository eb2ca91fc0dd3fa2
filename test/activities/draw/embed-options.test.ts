import { describe, expect, it } from 'vitest';
import { readEmbedOptions } from '../../../src/activities/draw/embed-options.ts';
import { MODEL_IDS } from '../../../src/core/models.ts';

const TASKS = ['cats-and-sheep', 'five-animals'];

describe('readEmbedOptions', () => {
  it('shows everything of the first task when it is asked for nothing', () => {
    expect(readEmbedOptions('', TASKS)).toEqual({
      task: 'cats-and-sheep',
      models: MODEL_IDS,
      theme: 'auto',
      samples: true,
      notes: [],
    });
  });

  it('takes task, models in the order of the site, theme and samples', () => {
    const search = '?task=five-animals&models=convnet,forest&theme=dark&samples=off';
    expect(readEmbedOptions(search, TASKS)).toEqual({
      task: 'five-animals',
      models: MODEL_IDS.filter((id) => id === 'convnet' || id === 'forest'),
      theme: 'dark',
      samples: false,
      notes: [],
    });
  });

  it.each([
    ['task=cows', 'task=cows is not known here. It may be cats-and-sheep, five-animals.'],
    ['theme=pink', 'theme=pink is not known here. It may be auto, light, dark.'],
    ['samples=0', 'samples=0 is not known here. It may be on, off.'],
    ['models=gpt', `models=gpt is not known here. It may be ${MODEL_IDS.join(', ')}.`],
    ['models=', `models=(nothing) is not known here. It may be ${MODEL_IDS.join(', ')}.`],
  ])('passes over %s and says what it may be', (search, note) => {
    expect(readEmbedOptions(`?${search}`, TASKS)).toEqual({
      ...readEmbedOptions('', TASKS),
      notes: [note],
    });
  });

  it('keeps the models that it knows beside one that it does not', () => {
    const { models, notes } = readEmbedOptions('?models=tree,nearest', TASKS);
    expect(models).toEqual(['nearest']);
    expect(notes).toHaveLength(1);
  });
});
