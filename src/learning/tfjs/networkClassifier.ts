import { prepareBackend } from '../backend.ts';
import { checkDrawings, checkTraining, checkValidation } from '../checkDrawings.ts';
import type {
  Classifier,
  FitContext,
  FitReport,
  Hyperparameters,
  LabelledDrawings,
  ModelState,
} from '../classifier.ts';
import { disposeOf, toTensors } from './logits.ts';
import { predict } from './predict.ts';
import { isWorthSharing, predictWith } from './sharedPredictions.ts';
import type { NetworkWeights } from './weights.ts';

/** What tells one kind of network from another. */
export interface NetworkFamily<State extends ModelState> {
  readonly id: Classifier['id'];
  readonly hyperparameters: Hyperparameters;
  /** Trains from scratch; the backend is ready and the drawings are checked. */
  train(drawings: LabelledDrawings, context: FitContext): Promise<{ state: State; report: FitReport }>;
  weightsOf(state: State): NetworkWeights;
}

/**
 * The classifier of a network family. Between calls it holds plain arrays only, nothing on the
 * backend, so there is nothing to dispose of.
 *
 * @param fitted the state to begin with, if it is trained already
 */
export function createNetworkClassifier<State extends ModelState>(
  family: NetworkFamily<State>,
  fitted?: State,
): Classifier<State> {
  let current = fitted;
  const state = () => {
    if (!current) throw new Error(`the ${family.id} has not learnt anything yet: call fit first`);
    return current;
  };
  return {
    id: family.id,
    hyperparameters: family.hyperparameters,
    async fit(train, context) {
      checkTraining(train);
      if (context.validation) checkValidation(context.validation, train);
      await prepareBackend();
      const { state, report } = await family.train(train, context);
      current = state;
      return report;
    },
    async predictProba(drawings, { crew } = {}) {
      const { classes } = state();
      checkDrawings(drawings);
      await prepareBackend();
      const weights = family.weightsOf(state());
      const network = toTensors(weights);
      try {
        if (crew && crew.most > 0 && isWorthSharing(drawings, weights))
          return await predictWith(crew, network, weights, drawings, classes);
        return await predict(network, drawings, classes);
      } finally {
        disposeOf(network);
      }
    },
    state,
  };
}
