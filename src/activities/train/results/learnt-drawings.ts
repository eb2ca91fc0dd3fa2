import type { Project } from '../project.ts';
import { splitExamples } from '../split.ts';

/** Training drawings of one class, as the models got them. */
export interface LearntDrawings {
  /** Name of the class that they were said to be: a wrong label stays wrong here, as long as the examples are the same. */
  readonly class: string;
  /** Ink 0..255 [784] each. */
  readonly pixels: readonly Uint8Array[];
}

/**
 * What the models of a project have learnt from, by the label that it was given; drawings that have been deleted since
 * are left out, and so are classes without any.
 */
export function learntDrawings({ classes, outcome }: Pick<Project, 'classes' | 'outcome'>): LearntDrawings[] {
  if (outcome === null) return [];
  const labels = new Map(
    classes.flatMap(({ name, examples }) =>
      examples.map(({ id }) => [id, outcome.classes.indexOf(name)] as const),
    ),
  );
  const again = splitExamples(classes, outcome.settings);
  if (again.trainIds.join('\n') === outcome.trainIds.join('\n'))
    again.trainIds.forEach((id, i) => labels.set(id, again.trainLabels[i] ?? -1));
  const learnt = new Set(outcome.trainIds);
  const examples = classes.flatMap((each) => each.examples).filter(({ id }) => learnt.has(id));
  return outcome.classes
    .map((name, index) => ({
      class: name,
      pixels: examples.filter(({ id }) => labels.get(id) === index).map(({ pixels }) => pixels),
    }))
    .filter(({ pixels }) => pixels.length > 0);
}
