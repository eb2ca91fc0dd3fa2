/** Experiments that authors add with `new`: every file of `own/` that exports one under its file name. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Experiment } from './experiment.ts';

const FOLDER = join(import.meta.dirname, 'own');

const isExperiment = (value: unknown, id: string): value is Experiment =>
  typeof value === 'object' && value !== null && (value as Partial<Experiment>).id === id;

/**
 * By file name.
 * @throws Error for a file that exports no experiment of its name.
 */
export async function ownExperiments(folder = FOLDER): Promise<Experiment[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.sort().map(async (file) => {
      const id = file.slice(0, -'.ts'.length);
      const exported = Object.values(await import(pathToFileURL(join(folder, file)).href));
      const found = exported.find((value) => isExperiment(value, id));
      if (found === undefined)
        throw new Error(`${join(folder, file)} exports no experiment with the id "${id}"`);
      return found as Experiment;
    }),
  );
}
