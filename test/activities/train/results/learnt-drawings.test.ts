import { expect, test } from 'vitest';
import * as changes from '../../../../src/activities/train/changes.ts';
import type { Outcome, Project, Settings } from '../../../../src/activities/train/project.ts';
import { learntDrawings } from '../../../../src/activities/train/results/learnt-drawings.ts';
import { splitExamples } from '../../../../src/activities/train/split.ts';

const classOf = (name: string, ink: number) => ({
  id: name,
  name,
  word: null,
  examples: Array.from({ length: 20 }, (_, i) => ({
    id: `${name} ${i}`,
    origin: 'drawn' as const,
    pixels: new Uint8Array(784).fill(ink),
  })),
});

function trained(change: Partial<Settings>): Project & { readonly outcome: Outcome } {
  const settings = { ...changes.DEFAULT_SETTINGS, ...change };
  const project = { ...changes.EMPTY_PROJECT, settings, classes: [classOf('cat', 1), classOf('robot', 2)] };
  const { classes, trainIds, test: held } = splitExamples(project.classes, settings);
  return { ...project, outcome: { classes, settings, trainIds, test: held, models: [] } };
}
const inks = (project: Project) =>
  learntDrawings(project).map(({ class: name, pixels }) => [name, pixels.map((p) => p[0])]);

test('what was held out is not among what was learnt from', () => {
  expect(inks(trained({}))).toEqual([
    ['cat', new Array(15).fill(1)],
    ['robot', new Array(15).fill(2)],
  ]);
  expect(learntDrawings(trained({ perClass: 4 })).map(({ pixels }) => pixels.length)).toEqual([4, 4]);
});

test('a drawing with a wrong label stands where the models were told that it belongs', () => {
  const [[, cats], [, robots]] = inks(trained({ wrongLabels: 0.4 })) as [
    [string, number[]],
    [string, number[]],
  ];
  expect(cats.filter((ink) => ink === 2).length + robots.filter((ink) => ink === 1).length).toBe(12);
  expect(cats.length + robots.length).toBe(30);
});

test('a drawing that has been deleted since is left out, and a class without any', () => {
  const project = trained({});
  const less = changes.removeExample(project, project.outcome.trainIds[0] as string);
  expect(learntDrawings(less).map(({ pixels }) => pixels.length)).toEqual([14, 15]);
  expect(learntDrawings(changes.removeClass(project, 'cat')).map(({ class: name }) => name)).toEqual([
    'robot',
  ]);
  expect(learntDrawings({ ...project, outcome: null })).toEqual([]);
});
