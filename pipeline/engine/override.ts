/** An experiment as the command line changes it. */
import type { ModelId } from '../../src/core/models.ts';
import { UsageError } from '../arguments.ts';
import { nearestNames, officialClasses } from '../dataset/classes.ts';
import type { Comparison, Experiment } from '../experiments/experiment.ts';
import { quick } from '../experiments/shorter.ts';
import { askedWords } from './askedWords.ts';

export interface Overrides {
  readonly classes: readonly string[] | undefined;
  readonly trainPerClass: number | undefined;
  readonly seeds: number | undefined;
  readonly quick: boolean;
  /** For the question; left out, all that the experiment declares. */
  readonly models?: readonly ModelId[];
}

/**
 * @param known names that there are beside the official ones.
 * @throws UsageError unless there are two or more different names, all of them known; names the nearest.
 */
export function checkClasses(classes: readonly string[], known: readonly string[] = []): void {
  const all = [...known, ...officialClasses()];
  for (const name of classes)
    if (!all.includes(name)) {
      const near = nearestNames(name, all).map((other) => `"${other}"`);
      throw new UsageError(
        `unknown class "${name}": ${near.length > 0 ? `did you mean ${near.join(', ')}?` : 'expected names among the 345 of Quick, Draw!, such as "cat,hot air balloon".'} All of them: npm run pipeline -- words. Drawings of things of your own: npm run pipeline -- new NAME --data DIR`,
      );
    }
  if (new Set(classes).size < classes.length)
    throw new UsageError(`--classes names a class twice: ${classes.join(', ')}`);
  if (classes.length < 2) throw new UsageError('--classes takes two classes or more, such as "apple,banana"');
}

/** Fewer drawings of a class than this teach nothing, and leave none for validation folds. */
const LEAST_PER_CLASS = 10;

/**
 * The declared sizes, all classes together, as far as they mean something for so many classes; and the one asked for.
 * @throws UsageError when none is left.
 */
function trainSizes(declared: readonly number[], classes: number, perClass: number | undefined): number[] {
  const enough = declared.filter((n) => n >= LEAST_PER_CLASS * classes);
  if (perClass !== undefined) return [...enough.filter((n) => n < perClass * classes), perClass * classes];
  if (enough.length === 0)
    throw new UsageError(
      `${Math.max(...declared)} training drawings are too few for ${classes} classes: add --train-per-class, such as --train-per-class 100`,
    );
  return enough;
}

/** Test drawings of all classes together: intervals are narrow by then, and every class is evaluated on all of them. */
const MOST_TEST_DRAWINGS = 10_000;

/** @throws UsageError where an experiment has none of the models that are asked for. */
function checkModels({ id, models }: Comparison, asked: readonly ModelId[]): void {
  if (asked.some((model) => models[model])) return;
  throw new UsageError(
    `${id} has no ${asked.join(',')}: pass some of --models ${Object.keys(models).join(',')}`,
  );
}

/** The experiment with other classes, sizes and seeds, or as its quick form. Its id stays: files and caches are called by it. */
export function override<T extends Experiment>(declared: T, args: Overrides): T {
  const { classes = declared.classes, trainPerClass } = args;
  if (declared.kind === 'comparison' && args.models) checkModels(declared, args.models);
  if (args.classes) checkClasses(classes, declared.classes);
  const sized = {
    ...declared,
    classes,
    ...(args.classes && {
      ...askedWords(declared, classes, args.models),
      maxTestPerClass: Math.min(
        declared.maxTestPerClass,
        Math.max(LEAST_PER_CLASS, Math.floor(MOST_TEST_DRAWINGS / classes.length)),
      ),
    }),
    ...((args.classes || trainPerClass !== undefined) && {
      trainSizes: trainSizes(declared.trainSizes, classes.length, trainPerClass),
    }),
  };
  const experiment = args.quick ? quick(sized) : sized;
  return { ...experiment, seeds: experiment.seeds.slice(0, args.seeds) };
}
