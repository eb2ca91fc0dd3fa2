/**
 * Experiments that the author of the site has added: every page of `src/pages/experiments/` is one, under its file name. So
 * are those of a run that is looked at.
 */
import { existsSync, readdirSync } from 'node:fs';
import type { AnyResult, ExperimentResult } from '../core/results.ts';
import { loadAllResults, loadRunResults } from './load-result.ts';
import { RESULTS_FOLDER, RUN, RUN_PREFIX } from './site-folders.ts';
import { capital } from './verdict.ts';

/** From the root of the site, where it is built. */
const PAGES = './src/pages/experiments';

export interface OwnExperiment {
  readonly id: string;
  /** As its declaration has it; before there are results, its name in words. */
  readonly title: string;
  /** Below the site's base. */
  readonly path: string;
  /** Null where nothing was run yet. */
  readonly result: AnyResult | null;
}

/** Ids of the pages, sorted; "_" and "[" begin names that are no page. */
export function pagesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[a-z0-9].*\.(astro|mdx)$/.test(file) && file !== 'index.astro')
    .map((file) => file.replace(/\.(astro|mdx)$/, ''))
    .sort();
}

/** Ids of the experiments of a run that is looked at, sorted. */
export const runIds = (): string[] =>
  RUN === undefined
    ? []
    : readdirSync(RESULTS_FOLDER)
        .filter((file) => file.startsWith(RUN_PREFIX))
        .map((file) => file.replace(/\.json$/, ''))
        .sort();

export const ownIds = (): string[] => [...runIds(), ...pagesBelow(PAGES)];

/** "fruit-or-not" -> "Fruit or not". */
export const titleOfId = (id: string): string => capital(id.replaceAll('-', ' '));

export async function ownExperiments(): Promise<OwnExperiment[]> {
  const ids = ownIds();
  if (ids.length === 0) return [];
  const results = [...(await loadRunResults()), ...(await loadAllResults())];
  return ids.map((id) => {
    const result = results.find(({ experiment }) => experiment === id) ?? null;
    return { id, title: result?.title ?? titleOfId(id), path: `experiments/${id}/`, result };
  });
}

/** Ids of those whose models can be asked: comparisons that have been run. */
export async function ownComparisons(): Promise<ExperimentResult[]> {
  return (await ownExperiments()).flatMap(({ result }) => (result?.kind === 'comparison' ? [result] : []));
}
