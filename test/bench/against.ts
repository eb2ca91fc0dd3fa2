/** What lies here and what lies in another checkout of this project, by turns, each in a process of its own. */
import { join } from 'node:path';
import { median } from '../../pipeline/engine/median.ts';
import type { ClassicId } from '../../src/core/models.ts';
import type { EvaluationTimes } from './evaluation.ts';
import { runProcess } from './runProcess.ts';
import type { ModelTimes, ProcessTimes } from './times.ts';
import type { WideTimes } from './wide.ts';

const HERE = join(import.meta.dirname, '../..');

/** What is compared: the models alone, all of them side by side, the training of the wide network, an evaluation. */
export type Rival = ClassicId | 'whole' | 'wide network' | 'evaluation of 50 classes';

/** Medians over the rounds. */
export interface Pair {
  readonly name: Rival;
  /** Models are told in seconds of fitting and reading, less is better; the network in drawings a second, more is. */
  readonly unit: 'seconds' | 'drawings a second';
  readonly here: number;
  readonly there: number;
}

export interface AgainstOptions {
  /** The other checkout. */
  readonly dir: string;
  /** Of the workload. */
  readonly folder: string;
  readonly models: readonly ClassicId[];
  readonly epochs: number;
  readonly rounds: number;
  /** That the wide network learns from in a round. */
  readonly wideDrawings: number;
  readonly log: (line: string) => void;
}

/** Here first in odd rounds, there first in even ones, so that a machine that warms up favours neither. */
export async function against(options: AgainstOptions): Promise<Pair[]> {
  const { dir, folder, models, epochs, rounds, wideDrawings, log } = options;
  const roots = { here: HERE, there: dir };
  const ours = (root: string, which: readonly ClassicId[]) =>
    runProcess<ProcessTimes>(process.execPath, [
      join(root, 'test/bench/ours.ts'),
      folder,
      which.join(),
      String(epochs),
    ]);
  const alone = async (root: string, model: ClassicId) => {
    const { fitSeconds, predictSeconds } = (await ours(root, [model])).models[model] as ModelTimes;
    return fitSeconds + predictSeconds;
  };
  const wide = (root: string) =>
    runProcess<WideTimes>(process.execPath, [
      join(import.meta.dirname, 'wide.ts'),
      root,
      folder,
      String(wideDrawings),
    ]);
  const evaluation = (root: string) =>
    runProcess<EvaluationTimes>(process.execPath, [join(import.meta.dirname, 'evaluation.ts'), root]);
  const rivals: readonly { name: Rival; unit: Pair['unit']; measure: (root: string) => Promise<number> }[] = [
    ...models.map((model) => ({
      name: model,
      unit: 'seconds' as const,
      measure: (root: string) => alone(root, model),
    })),
    { name: 'whole', unit: 'seconds', measure: async (root) => (await ours(root, models)).wholeSeconds },
    {
      name: 'wide network',
      unit: 'drawings a second',
      measure: async (root) => (await wide(root)).drawingsPerSecond,
    },
    {
      name: 'evaluation of 50 classes',
      unit: 'seconds',
      measure: async (root) => (await evaluation(root)).seconds,
    },
  ];
  const measured = rivals.map(() => ({ here: [] as number[], there: [] as number[] }));
  for (let round = 1; round <= rounds; round++)
    for (const [i, { name, measure }] of rivals.entries())
      for (const side of round % 2 === 1 ? (['here', 'there'] as const) : (['there', 'here'] as const)) {
        log(`round ${round} of ${rounds}: ${name}, ${side}`);
        measured[i]?.[side].push(await measure(roots[side]));
      }
  return rivals.map(({ name, unit }, i) => ({
    name,
    unit,
    here: median(measured[i]?.here ?? []),
    there: median(measured[i]?.there ?? []),
  }));
}

/** How many times as fast as there it is here. */
export const gain = ({ unit, here, there }: Pair): number =>
  unit === 'seconds' ? there / here : here / there;
