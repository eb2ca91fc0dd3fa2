/** An experiment as the command line changes it. */
import { UsageError } from '../arguments.ts';
import { nearestNames, officialClasses } from '../dataset/classes.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { quick } from '../experiments/shorter.ts';

export interface Overrides {
  readonly classes: readonly string[] | undefined;
  readonly trainPerClass: number | undefined;
  readonly seeds: number | undefined;
  readonly quick: boolean;
}

/** @throws UsageError unless there are two or more different names, all of them official; names the nearest. */
export function checkClasses(classes: readonly string[]): void {
  for (const name of classes)
    if (!officialClasses().includes(name)) {
      const near = nearestNames(name, officialClasses()).map((other) => `"${other}"`);
      throw new UsageError(
        `unknown class "${name}": ${near.length > 0 ? `did you mean ${near.join(', ')}?` : 'expected names among the 345 of Quick, Draw!, such as "cat,hot air balloon"'}`,
      );
    }
  if (new Set(classes).size < classes.length)
    throw new UsageError(`--classes names a class twice: ${classes.join(', ')}`);
  if (classes.length < 2) throw new UsageError('--classes takes two classes or more, such as "apple,banana"');
}

/** The experiment with other classes, sizes and seeds, or as its quick form. */
export function override<T extends Experiment>(declared: T, args: Overrides): T {
  const { classes = declared.classes, trainPerClass } = args;
  if (args.classes) checkClasses(classes);
  const largest = trainPerClass && trainPerClass * classes.length;
  const sized = {
    ...declared,
    classes,
    ...(largest !== undefined && {
      trainSizes: [...declared.trainSizes.filter((n) => n < largest), largest],
    }),
  };
  const experiment = args.quick ? quick(sized) : sized;
  return { ...experiment, seeds: experiment.seeds.slice(0, args.seeds) };
}
