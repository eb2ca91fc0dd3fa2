/** What every family costs as drawings and words grow: each fit in a process of its own, so that its memory is its own. */
import { join } from 'node:path';
import { officialClasses } from '../../pipeline/dataset/classes.ts';
import type { ClassicId } from '../../src/core/models.ts';
import { runProcess } from './runProcess.ts';
import type { ProcessTimes } from './times.ts';
import { CLASSES, type Sizes, writeWorkload } from './workload.ts';

/** Words, and drawings of all of them together: once, twice and four times as many of five words; then more words. */
const STEPS: readonly (Sizes & { readonly words: number })[] = [
  { words: 5, train: 3450, test: 1000 },
  { words: 5, train: 6900, test: 1000 },
  { words: 5, train: 13_800, test: 1000 },
  { words: 50, train: 13_800, test: 1000 },
  { words: 345, train: 13_800, test: 1035 },
];

/** One family at one size. */
export interface Cost {
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
  readonly accuracy: number;
}

export interface SizeRow extends Sizes {
  readonly words: number;
  readonly costs: Partial<Record<ClassicId, Cost>>;
}

export interface SizesOptions {
  /** Where workloads are written, one a size. */
  readonly root: string;
  readonly data: string | undefined;
  readonly models: readonly ClassicId[];
  readonly epochs: number;
  readonly log: (line: string) => void;
}

/** The words of the bench, and others in alphabetical order after them. */
export const wordsOf = (count: number): string[] =>
  [...new Set([...CLASSES, ...officialClasses()])].slice(0, count);

export async function costsBySize({ root, data, models, epochs, log }: SizesOptions): Promise<SizeRow[]> {
  const rows: SizeRow[] = [];
  for (const { words, train, test } of STEPS) {
    const folder = join(root, `${words}-${train}`);
    await writeWorkload(folder, data, { train, test }, wordsOf(words));
    const costs: Partial<Record<ClassicId, Cost>> = {};
    for (const model of models) {
      log(`${words} words, ${train} drawings: ${model}`);
      const script = join(import.meta.dirname, 'ours.ts');
      const args = [script, folder, model, String(epochs)];
      const run = await runProcess<ProcessTimes>(process.execPath, args);
      const { models: times, cpuSeconds, peakMemoryBytes } = run;
      const own = times[model];
      if (own) costs[model] = { ...own, cpuSeconds, peakMemoryBytes };
    }
    rows.push({ words, train, test, costs });
  }
  return rows;
}
