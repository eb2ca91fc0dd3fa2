/** How long fits take: their work in units that grow with it, and seconds a unit on this machine. */
import { type EstimatorId, isNetwork } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import { FAMILIES } from '../../src/learning/families.ts';

/** Work of a fit and its predictions, in units of the family. */
export const workOf = (
  model: EstimatorId,
  given: Hyperparameters,
  trainDrawings: number,
  predictDrawings: number,
): number => FAMILIES[model].cost.work(given, trainDrawings, predictDrawings);

/** Work and seconds of fits that are done. */
export interface Done {
  readonly model: EstimatorId;
  readonly work: number;
  readonly seconds: number;
}

/**
 * Seconds a unit of a family: of all that is done, which tells the machine at hand, or where nothing is, the default.
 * @param factor by how much this machine is slower at networks than that of the defaults.
 */
export function secondsPerUnit(model: EstimatorId, done: readonly Done[], factor = 1): number {
  const own = done.filter((fit) => fit.model === model);
  const work = own.reduce((sum, fit) => sum + fit.work, 0);
  return work > 0
    ? own.reduce((sum, fit) => sum + fit.seconds, 0) / work
    : ((isNetwork(model) ? factor : 1) * FAMILIES[model].cost.secondsPerMillion) / 1e6;
}
