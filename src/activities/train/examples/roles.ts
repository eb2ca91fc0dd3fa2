/** What each example is used for, told from the very split that the training uses. */
import type { ExampleClass, Settings } from '../project.ts';
import { splitExamples } from '../split.ts';

export interface Role {
  /** `rest`: neither learnt from nor tested on, since fewer are asked for. */
  readonly use: 'train' | 'test' | 'rest';
  /** The class whose name a training drawing gets instead of its own; null where it gets its own. */
  readonly mislabelled: string | null;
}

const REST: Role = { use: 'rest', mislabelled: null };
const TRAIN: Role = { use: 'train', mislabelled: null };
const TEST: Role = { use: 'test', mislabelled: null };

/** By the id of the example. */
export function rolesOf(classes: readonly ExampleClass[], settings: Settings): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const { examples } of classes) for (const { id } of examples) roles.set(id, REST);
  const split = splitExamples(classes, { ...settings, shiftPx: 0 });
  for (const { exampleId } of split.test) roles.set(exampleId, TEST);
  const own = new Map(classes.flatMap(({ examples }, label) => examples.map(({ id }) => [id, label])));
  split.trainIds.forEach((id, i) => {
    const label = split.trainLabels[i] as number;
    roles.set(id, own.get(id) === label ? TRAIN : { use: 'train', mislabelled: split.classes[label] ?? '' });
  });
  return roles;
}
