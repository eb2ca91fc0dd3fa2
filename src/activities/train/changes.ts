/** What a reader can do to a project. Every function gives a new project and leaves the old one as it is. */
import { isClassic, TRAINABLE_IDS, type TrainableId } from '../../core/models.ts';
import {
  type Example,
  type ExampleClass,
  MOST_CLASSES,
  MOST_EXAMPLES,
  type ModelSetting,
  type Project,
  type Settings,
} from './project.ts';

export const DEFAULT_SETTINGS: Settings = {
  seed: 1,
  heldOut: 0.2,
  perClass: null,
  wrongLabels: 0,
  shiftPx: 0,
  models: TRAINABLE_IDS.map((id) => ({ id, chosen: isClassic(id), knobs: {} })),
};

export const EMPTY_PROJECT: Project = {
  name: 'my doodles',
  classes: [],
  settings: DEFAULT_SETTINGS,
  outcome: null,
};

/** Longest name of a class. */
export const LONGEST_NAME = 40;

/**
 * Why `name` cannot be the name of a class, for the reader; null when it can. Names become names of files.
 * @param except the class that is being renamed.
 */
export function nameProblem(project: Project, name: string, except?: string): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'A class needs a name.';
  if (wanted.length > LONGEST_NAME)
    return `That name is ${wanted.length} letters long; ${LONGEST_NAME} are the most.`;
  if (/[/\\:*?"<>|%]|\p{Cc}|^\.|\.$/u.test(wanted))
    return 'A name can hold letters, digits, spaces and hyphens, since it becomes the name of a file.';
  const same = project.classes.find(
    (each) => each.id !== except && each.name.toLowerCase() === wanted.toLowerCase(),
  );
  return same === undefined ? null : `There is a class “${same.name}” already.`;
}

/** @throws RangeError when there are six classes, or the name cannot be. */
export function addClass(project: Project, added: ExampleClass): Project {
  if (project.classes.length >= MOST_CLASSES)
    throw new RangeError(`${MOST_CLASSES} classes are the most: remove one first`);
  const problem = nameProblem(project, added.name);
  if (problem !== null) throw new RangeError(problem);
  return { ...project, classes: [...project.classes, { ...added, name: added.name.trim() }] };
}

export function removeClass(project: Project, id: string): Project {
  return { ...project, classes: project.classes.filter((each) => each.id !== id) };
}

/** @throws RangeError when the name cannot be. */
export function renameClass(project: Project, id: string, name: string): Project {
  const problem = nameProblem(project, name, id);
  if (problem !== null) throw new RangeError(problem);
  return changeClass(project, id, (each) => ({ ...each, name: name.trim() }));
}

/** Adds as many as there is room for. @returns how many had no room, too. */
export function addExamples(
  project: Project,
  id: string,
  examples: readonly Example[],
): { readonly project: Project; readonly left: number } {
  const found = project.classes.find((each) => each.id === id);
  const room = found === undefined ? 0 : Math.max(0, MOST_EXAMPLES - found.examples.length);
  const added = examples.slice(0, room);
  return {
    project: changeClass(project, id, (each) => ({ ...each, examples: [...each.examples, ...added] })),
    left: examples.length - added.length,
  };
}

export function removeExample(project: Project, exampleId: string): Project {
  return {
    ...project,
    classes: project.classes.map((each) =>
      each.examples.some(({ id }) => id === exampleId)
        ? { ...each, examples: each.examples.filter(({ id }) => id !== exampleId) }
        : each,
    ),
  };
}

/** Moves an example to the end of another class; where that is full, nothing changes. */
export function moveExample(project: Project, exampleId: string, toClass: string): Project {
  const example = project.classes.flatMap(({ examples }) => examples).find(({ id }) => id === exampleId);
  const target = project.classes.find(({ id }) => id === toClass);
  if (example === undefined || target === undefined || target.examples.includes(example)) return project;
  if (target.examples.length >= MOST_EXAMPLES) return project;
  return addExamples(removeExample(project, exampleId), toClass, [example]).project;
}

export function changeSettings(project: Project, change: Partial<Settings>): Project {
  return { ...project, settings: { ...project.settings, ...change } };
}

/** Turns a model on or off, or turns one of its knobs. */
export function changeModel(
  project: Project,
  id: TrainableId,
  change: Partial<Omit<ModelSetting, 'id'>>,
): Project {
  const models = project.settings.models.map((each) =>
    each.id === id ? { ...each, ...change, knobs: { ...each.knobs, ...change.knobs } } : each,
  );
  return changeSettings(project, { models });
}

function changeClass(project: Project, id: string, change: (old: ExampleClass) => ExampleClass): Project {
  return { ...project, classes: project.classes.map((each) => (each.id === id ? change(each) : each)) };
}
