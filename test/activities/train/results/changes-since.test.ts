import { describe, expect, test } from 'vitest';
import * as changes from '../../../../src/activities/train/changes.ts';
import { presets } from '../../../../src/activities/train/models/knob-choice.ts';
import type { Outcome, Project } from '../../../../src/activities/train/project.ts';
import { changesSince } from '../../../../src/activities/train/results/changes-since.ts';
import { splitExamples } from '../../../../src/activities/train/split.ts';

const example = (id: string, ink = 1) =>
  ({ id, origin: 'drawn', pixels: new Uint8Array(784).fill(ink) }) as const;
const classOf = (name: string) => ({
  id: name,
  name,
  word: null,
  examples: Array.from({ length: 12 }, (_, i) => example(`${name} ${i}`)),
});

function trained(): Project & { readonly outcome: Outcome } {
  const project = { ...changes.EMPTY_PROJECT, classes: [classOf('cat'), classOf('robot')] };
  const { classes, trainIds, test: held } = splitExamples(project.classes, project.settings);
  const model = {
    id: 'convnet',
    hyperparameters: {},
    onnx: new Uint8Array(1),
    probabilities: new Float32Array(2 * held.length),
    history: [],
    seconds: 1,
    stopped: false,
  } as const;
  const outcome = { classes, settings: project.settings, trainIds, test: held, models: [model] };
  return { ...project, outcome };
}

test('nothing has changed right after a training, and there is nothing to compare before one', () => {
  expect(changesSince(trained())).toEqual([]);
  expect(changesSince({ ...trained(), outcome: null })).toEqual([]);
});

describe('a change is named', () => {
  const cases: readonly [string, (project: Project) => Project, readonly string[]][] = [
    ['another class', (p) => changes.addClass(p, classOf('dog')), ['the classes']],
    ['another name', (p) => changes.renameClass(p, 'cat', 'lion'), ['the classes']],
    ['a drawing more', (p) => changes.addExamples(p, 'cat', [example('new')]).project, ['the drawings']],
    ['a drawing less', (p) => changes.removeExample(p, 'robot 3'), ['the drawings']],
    ['a drawing moved', (p) => changes.moveExample(p, 'robot 3', 'cat'), ['the drawings']],
    ['seed', (p) => changes.changeSettings(p, { seed: 2 }), ['the seed']],
    ['wrong labels', (p) => changes.changeSettings(p, { wrongLabels: 0.4 }), ['how many labels are wrong']],
    ['shift', (p) => changes.changeSettings(p, { shiftPx: 2 }), ['how far the test drawings are moved']],
    [
      'a knob',
      (p) => changes.changeModel(p, 'convnet', { knobs: { epochs: 5 } }),
      ['the convolutional network'],
    ],
  ];
  test.each(cases)('%s', (_, change, expected) => expect(changesSince(change(trained()))).toEqual(expected));
});

test('the project’s name, which models are chosen, and knobs of those that were not trained change nothing', () => {
  const project = trained();
  expect(changesSince({ ...project, name: 'other' })).toEqual([]);
  expect(changesSince(changes.changeModel(project, 'convnet-plus', { chosen: true }))).toEqual([]);
  expect(changesSince(changes.changeModel(project, 'forest', { knobs: { trees: 5 } }))).toEqual([]);
});

test('a knob that was turned and turned back is no change', () => {
  const away = changes.changeModel(trained(), 'convnet', { knobs: { epochs: 5 } });
  expect(changesSince(away)).toHaveLength(1);
  expect(changesSince(changes.changeModel(away, 'convnet', { knobs: presets({ id: 'convnet' }) }))).toEqual(
    [],
  );
});
