/** Experiments that the author of the site has added: every page of `src/pages/experiments/` is one, under its file name. */
import { existsSync, readdirSync } from 'node:fs';
import type { AnyResult, ExperimentResult } from '../core/results.ts';
import { loadAllResults } from './load-result.ts';
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
export function ownIds(folder = PAGES): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[a-z0-9].*\.(astro|mdx)$/.test(file) && file !== 'index.astro')
    .map((file) => file.replace(/\.(astro|mdx)$/, ''))
    .sort();
}

/** "fruit-or-not" -> "Fruit or not". */
export const titleOfId = (id: string): string => capital(id.replaceAll('-', ' '));

export async function ownExperiments(): Promise<OwnExperiment[]> {
  const ids = ownIds();
  if (ids.length === 0) return [];
  const results = await loadAllResults();
  return ids.map((id) => {
    const result = results.find(({ experiment }) => experiment === id) ?? null;
    return { id, title: result?.title ?? titleOfId(id), path: `experiments/${id}/`, result };
  });
}

/** Ids of those whose models can be asked: comparisons that have been run. */
export async function ownComparisons(): Promise<ExperimentResult[]> {
  return (await ownExperiments()).flatMap(({ result }) => (result?.kind === 'comparison' ? [result] : []));
}
