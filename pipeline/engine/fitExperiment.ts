/** What a kind of experiment is to the rest of the engine: fits first, then everything that needs none. */
import type { AnyResult } from '../../src/core/results.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { fitComparison, type RunSettings } from './compare.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { fitSweep } from './sweep.ts';

/** What an experiment adds to its results file, and the files beside it. */
export interface Assembled {
  readonly result: Partial<AnyResult> & Pick<AnyResult, 'kind'>;
  /** By path below `public`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Medians by model, for `timings`. */
  readonly seconds: readonly { model: string; fitSeconds: number; predictSeconds: number }[];
}

/** Measures, exports and lays out; asks for no fit. */
export type Assemble = () => Promise<Assembled>;

/**
 * Asks `run` for every fit of an experiment. Between two fits nothing is awaited but other fits, so that a shard can
 * tell when it has done its share, and a plan can be made with outcomes that are made up.
 */
export function fitExperiment(
  experiment: Experiment,
  drawings: ExperimentDrawings,
  settings: RunSettings,
): Promise<Assemble> {
  return experiment.kind === 'comparison'
    ? fitComparison(experiment, drawings, settings)
    : fitSweep(experiment, drawings, settings);
}
