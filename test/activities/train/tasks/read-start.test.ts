import { describe, expect, it } from 'vitest';
import { readStart } from '../../../../src/activities/train/tasks/read-start.ts';
import { TASKS } from '../../../../src/activities/train/tasks/tasks.ts';

const WORDS = ['cat', 'sheep', 'dog', 'octopus', 'bee', 'hedgehog', 'giraffe', 'hot air balloon'];

describe('readStart', () => {
  it('reads nothing from an address that asks for nothing', () => {
    expect(readStart('', WORDS)).toBeNull();
    expect(readStart('?utm=1', WORDS)).toBeNull();
  });

  it.each(TASKS.map(({ id, start }) => [id, start] as const))(
    'begins the task %s as it is declared',
    (id, start) => {
      expect(readStart(`?task=${id}`, WORDS)).toEqual({ task: id, start, notes: [] });
    },
  );

  it('reads words, own classes, numbers and models', () => {
    const asked = readStart(
      '?words=cat,hot%20air%20balloon&own=my%20cat&examples=20&train=5&test=30&wrong=40&shift=2&seed=7&models=nearest,convnet',
      WORDS,
    );
    expect(asked).toEqual({
      task: null,
      start: {
        words: ['cat', 'hot air balloon'],
        own: ['my cat'],
        examples: 20,
        settings: { perClass: 5, heldOut: 0.3, wrongLabels: 0.4, shiftPx: 2, seed: 7 },
        models: ['nearest', 'convnet'],
      },
      notes: [],
    });
  });

  it('lets an address change what a task begins with', () => {
    const asked = readStart('?task=ruin-it&words=dog,bee&wrong=10', WORDS);
    expect(asked?.task).toBe('ruin-it');
    expect(asked?.start.words).toEqual(['dog', 'bee']);
    expect(asked?.start.settings.wrongLabels).toBe(0.1);
    expect(asked?.start.models).toEqual(TASKS.find(({ id }) => id === 'ruin-it')?.start.models);
  });

  it.each([
    ['?task=fly', 'There is no task “fly”.'],
    ['?words=cat,unicorn', '“unicorn” is none of the game’s words.'],
    [
      '?words=cat&models=convnett',
      '“convnett” is none of the models: forest, nearest, perceptron, convnet, convnet-plus.',
    ],
    ['?words=cat&wrong=80', '“wrong=80” is not between 0 and 50.'],
    ['?words=cat&train=none', '“train=none” is not between 1 and 300.'],
    ['?words=cat&seed=', '“seed=” is not between 0 and 1000000000.'],
    [`?words=${WORDS.slice(0, 7).join()}`, '6 classes are the most; the rest were left out.'],
  ])('leaves out what %s asks wrongly, and says so', (search, note) => {
    expect(readStart(search, WORDS)?.notes).toEqual([note]);
  });

  it('never gives more than six classes, nor the same twice', () => {
    const asked = readStart('?words=cat,cat,sheep,dog&own=a,a,b,c,d,cat', WORDS);
    expect(asked?.start.words).toEqual(['cat', 'sheep', 'dog']);
    expect(asked?.start.own).toEqual(['a', 'b', 'c']);
  });
});
