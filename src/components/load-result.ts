import { getCollection, getEntry } from 'astro:content';
import type {
  AnyResult,
  ConditionsResult,
  ExperimentResult,
  GameResult,
  SweepResult,
} from '../core/results.ts';
import { RUN, RUN_PREFIX } from './site-folders.ts';

/** A build reads every file once: each look into the collection copies all of it. */
const read = new Map<string, Promise<AnyResult>>();

/**
 * The validated results of an experiment of any kind.
 * @throws Error when `content/results/<experiment>.json` does not exist.
 */
export function loadAnyResult(experiment: string): Promise<AnyResult> {
  const known = import.meta.env.PROD ? read.get(experiment) : undefined;
  if (known) return known;
  const result = readResult(experiment);
  read.set(experiment, result);
  return result;
}

async function readResult(experiment: string): Promise<AnyResult> {
  const entry = await getEntry('results', experiment);
  if (entry === undefined)
    throw new Error(
      `content/results/${experiment}.json does not exist: run "npm run pipeline -- ${experiment}", or correct the name`,
    );
  return entry.data;
}

/** The validated results of every experiment of the site, by name; none where nothing was run yet. */
export const loadAllResults = (): Promise<AnyResult[]> => loadWhere((id) => !isOfRun(id));

/** Those of a run that is looked at beside them; none unless one was named: see `site-folders.ts`. */
export const loadRunResults = (): Promise<AnyResult[]> => loadWhere(isOfRun);

const isOfRun = (id: string): boolean => RUN !== undefined && id.startsWith(RUN_PREFIX);

async function loadWhere(wanted: (id: string) => boolean): Promise<AnyResult[]> {
  const entries = (await getCollection('results')).filter(({ id }) => wanted(id));
  const results = await Promise.all(entries.map(({ id }) => loadAnyResult(id)));
  return results.sort((a, b) => a.experiment.localeCompare(b.experiment));
}

/**
 * The validated results of a comparison of models.
 * @throws Error when there are none, or when they are a sweep's.
 */
export async function loadResult(experiment: string): Promise<ExperimentResult> {
  const result = await loadAnyResult(experiment);
  if (result.kind !== 'comparison')
    throw new Error(
      `content/results/${experiment}.json holds a ${result.kind}, expected a comparison: use loadSweep`,
    );
  return result;
}

/**
 * The validated results of a sweep over settings.
 * @throws Error when there are none, or when they are a comparison's.
 */
export async function loadSweep(experiment: string): Promise<SweepResult> {
  const result = await loadAnyResult(experiment);
  if (result.kind !== 'sweep')
    throw new Error(
      `content/results/${experiment}.json holds a ${result.kind}, expected a sweep: use loadResult`,
    );
  return result;
}

/**
 * The validated results of published models under changed conditions.
 * @throws Error when there are none, or when they are of another kind.
 */
export async function loadConditions(experiment: string): Promise<ConditionsResult> {
  const result = await loadAnyResult(experiment);
  if (result.kind !== 'conditions')
    throw new Error(`content/results/${experiment}.json holds a ${result.kind}, expected conditions`);
  return result;
}

/**
 * The validated results of one network for all words.
 * @throws Error when there are none, or when they are of another kind.
 */
export async function loadGameResult(experiment: string): Promise<GameResult> {
  const result = await loadAnyResult(experiment);
  if (result.kind !== 'game')
    throw new Error(`content/results/${experiment}.json holds a ${result.kind}, expected a game`);
  return result;
}
