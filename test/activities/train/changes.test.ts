import { describe, expect, it } from 'vitest';
import {
  addClass,
  addExamples,
  changeModel,
  changeSettings,
  DEFAULT_SETTINGS,
  EMPTY_PROJECT,
  moveExample,
  nameProblem,
  removeClass,
  removeExample,
  renameClass,
} from '../../../src/activities/train/changes.ts';
import {
  type Example,
  type ExampleClass,
  MOST_EXAMPLES,
  type Project,
} from '../../../src/activities/train/project.ts';
import { TRAINABLE_IDS } from '../../../src/core/models.ts';

const examplesOf = (name: string, count: number): Example[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${name} ${i}`,
    origin: 'drawn',
    pixels: new Uint8Array(784),
  }));

const classOf = (name: string, count = 0): ExampleClass => ({
  id: `id of ${name}`,
  name,
  word: null,
  examples: examplesOf(name, count),
});

const projectOf = (...classes: ExampleClass[]): Project =>
  classes.reduce((project, each) => addClass(project, each), EMPTY_PROJECT);

const counts = (project: Project) => project.classes.map(({ examples }) => examples.length);

describe('a project', () => {
  it('begins empty, with the four classic models chosen', () => {
    expect(EMPTY_PROJECT.classes).toEqual([]);
    expect(DEFAULT_SETTINGS.models.map(({ id }) => id)).toEqual(TRAINABLE_IDS);
    expect(DEFAULT_SETTINGS.models.filter(({ chosen }) => chosen).map(({ id }) => id)).toEqual(
      TRAINABLE_IDS.slice(0, 4),
    );
  });

  it('is left as it is by every change', () => {
    const project = projectOf(classOf('cat', 2), classOf('dog'));
    const before = structuredClone(project);
    addClass(project, classOf('owl'));
    removeClass(project, 'id of cat');
    renameClass(project, 'id of cat', 'lion');
    addExamples(project, 'id of dog', examplesOf('new', 3));
    removeExample(project, 'cat 0');
    moveExample(project, 'cat 0', 'id of dog');
    changeSettings(project, { seed: 9 });
    changeModel(project, 'forest', { chosen: false });
    expect(project).toEqual(before);
  });
});

describe('a class', () => {
  it('is added with its name trimmed, and up to six of them', () => {
    const six = projectOf(...['a', 'b', 'c', 'd', 'e', ' f '].map((name) => classOf(name)));
    expect(six.classes.at(-1)?.name).toBe('f');
    expect(() => addClass(six, classOf('g'))).toThrow(/6 classes are the most/);
  });

  it.each([
    ['', 'needs a name'],
    ['   ', 'needs a name'],
    ['x'.repeat(41), '41 letters'],
    ['a/b', 'name of a file'],
    ['..', 'name of a file'],
    ['.hidden', 'name of a file'],
    ['a\u0007b', 'name of a file'],
    ['CAT', 'a class “cat” already'],
  ])('cannot be called %j', (name, why) => {
    const project = projectOf(classOf('cat'));
    expect(nameProblem(project, name)).toContain(why);
    expect(() => addClass(project, { ...classOf('x'), name })).toThrow(RangeError);
  });

  it.each(['My cat', 'Katze – grün', '猫', 'cat-2', "Ben's"])('can be called %j', (name) => {
    expect(nameProblem(projectOf(classOf('cat')), name)).toBeNull();
  });

  it('can be renamed, to its own name in other letters too, but not to that of another', () => {
    const project = projectOf(classOf('cat'), classOf('dog'));
    expect(renameClass(project, 'id of cat', ' Cat ').classes[0]?.name).toBe('Cat');
    expect(() => renameClass(project, 'id of cat', 'Dog')).toThrow(/“dog” already/);
  });

  it('is removed with its examples', () => {
    const project = projectOf(classOf('cat', 3), classOf('dog', 1));
    expect(removeClass(project, 'id of cat').classes.map(({ name }) => name)).toEqual(['dog']);
  });
});

describe('an example', () => {
  const project = projectOf(classOf('cat', 2), classOf('dog', MOST_EXAMPLES - 1));

  it('is added as long as there is room', () => {
    const { project: next, left } = addExamples(project, 'id of dog', examplesOf('new', 3));
    expect([counts(next), left]).toEqual([[2, MOST_EXAMPLES], 2]);
    expect(addExamples(project, 'nobody', examplesOf('new', 3)).left).toBe(3);
  });

  it('is removed', () => {
    expect(counts(removeExample(project, 'cat 1'))).toEqual([1, MOST_EXAMPLES - 1]);
    expect(removeExample(project, 'nobody')).toEqual(project);
  });

  it('is moved to the end of another class', () => {
    const moved = moveExample(project, 'cat 0', 'id of dog');
    expect(counts(moved)).toEqual([1, MOST_EXAMPLES]);
    expect(moved.classes[1]?.examples.at(-1)?.id).toBe('cat 0');
  });

  it('stays where it is when the other class is full, its own or not there', () => {
    const full = moveExample(project, 'cat 0', 'id of dog');
    expect(moveExample(full, 'cat 1', 'id of dog')).toBe(full);
    expect(moveExample(project, 'cat 0', 'id of cat')).toBe(project);
    expect(moveExample(project, 'cat 0', 'nobody')).toBe(project);
    expect(moveExample(project, 'nobody', 'id of dog')).toBe(project);
  });
});

describe('settings', () => {
  it('change one by one', () => {
    const { settings } = changeSettings(EMPTY_PROJECT, { heldOut: 0.3 });
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, heldOut: 0.3 });
  });

  it('of a model change, and its other knobs stay', () => {
    const turned = changeModel(EMPTY_PROJECT, 'nearest', { knobs: { k: 1 } });
    const both = changeModel(turned, 'nearest', { chosen: false, knobs: { form: 'pixels' } });
    expect(both.settings.models[1]).toEqual({
      id: 'nearest',
      chosen: false,
      knobs: { k: 1, form: 'pixels' },
    });
    expect(both.settings.models[0]).toEqual(DEFAULT_SETTINGS.models[0]);
  });
});
