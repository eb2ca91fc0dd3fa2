/** A project from a file or from the device, looked through as a whole before anything of it is used. */

import {
  bytesAt,
  fieldsAt,
  listAt,
  oneOf,
  ProjectError,
  refuse,
  textAt,
} from '../../../drawings/read/fields.ts';
import { PIXELS } from '../../../learning/classifier.ts';
import { EMPTY_PROJECT, nameProblem } from '../changes.ts';
import { type Example, type ExampleClass, MOST_CLASSES, MOST_EXAMPLES, type Project } from '../project.ts';
import { readOutcome } from './read-outcome.ts';
import { readSettings } from './read-settings.ts';
import { readStrokes } from './read-strokes.ts';

const ORIGINS = ['word', 'drawn', 'picture'] as const;
const LONGEST_ID = 100;
/** Longest name of a project. */
export const LONGEST_PROJECT_NAME = 60;

function readExample(value: unknown, where: string): Example {
  const { id, origin, pixels, strokes } = fieldsAt(value, where);
  return {
    id: textAt(id, `${where}.id`, LONGEST_ID),
    origin: oneOf(origin, `${where}.origin`, ORIGINS),
    pixels: bytesAt(pixels, `${where}.pixels`, PIXELS),
    ...(strokes !== undefined && { strokes: readStrokes(strokes, `${where}.strokes`) }),
  };
}

function readClass(value: unknown, where: string, before: readonly ExampleClass[]): ExampleClass {
  const { id, name, word, examples } = fieldsAt(value, where);
  const called = textAt(name, `${where}.name`, LONGEST_ID);
  const problem = nameProblem({ ...EMPTY_PROJECT, classes: before }, called);
  if (problem !== null || called.trim() !== called)
    refuse(`${where}.name`, called, problem ?? 'a name without space around it');
  return {
    id: textAt(id, `${where}.id`, LONGEST_ID),
    name: called,
    word: word === null ? null : textAt(word, `${where}.word`, LONGEST_ID),
    examples: listAt(examples, `${where}.examples`, 0, MOST_EXAMPLES).map((each, i) =>
      readExample(each, `${where}.examples[${i}]`),
    ),
  };
}

function assertDifferent(ids: readonly string[], where: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) refuse(where, id, 'an id of its own for each');
    seen.add(id);
  }
}

/**
 * @param value bytes in it are bytes or base64.
 * @throws ProjectError at the first thing that is not as it should be.
 */
export function readProject(value: unknown): Project {
  const { name, classes: given, settings, outcome } = fieldsAt(value, 'project');
  const classes: ExampleClass[] = [];
  for (const [i, each] of listAt(given, 'classes', 0, MOST_CLASSES).entries())
    classes.push(readClass(each, `classes[${i}]`, classes));
  assertDifferent(
    classes.map(({ id }) => id),
    'classes',
  );
  assertDifferent(
    classes.flatMap(({ examples }) => examples.map(({ id }) => id)),
    'examples',
  );
  return {
    // An emptied name is no reason to lose what bears it.
    name:
      typeof name === 'string' && name.trim() === ''
        ? EMPTY_PROJECT.name
        : textAt(name, 'name', LONGEST_PROJECT_NAME),
    classes,
    settings: readSettings(settings, 'settings'),
    outcome: outcome === null || outcome === undefined ? null : readOutcome(outcome, 'outcome'),
  };
}

/**
 * The same for what this device has kept, of which as much as can be is had back: drawings without results, or without
 * settings too, rather than nothing.
 * @throws ProjectError where the drawings themselves cannot be read.
 */
export function salvageProject(value: unknown): { readonly project: Project; readonly whole: boolean } {
  try {
    return { project: readProject(value), whole: true };
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
  }
  const kept = fieldsAt(value, 'project');
  try {
    return { project: readProject({ ...kept, outcome: null }), whole: false };
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
  }
  return { project: readProject({ classes: kept['classes'], name: '', settings: {} }), whole: false };
}
