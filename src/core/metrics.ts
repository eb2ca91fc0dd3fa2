/** How good a classifier's probabilities are: the contents page of `metrics/`. */
export {
  brierScore,
  expectedCalibrationError,
  type ReliabilityBin,
  reliabilityBins,
} from './metrics/calibration.ts';
export {
  accuracy,
  confusion,
  histogram,
  type Labels,
  logLoss,
  mcnemar,
  predictedLabels,
} from './metrics/classification.ts';
export { accuracyInterval, type Evaluation, type EvaluationOptions, evaluate } from './metrics/evaluate.ts';
export { auc, type RocCurve, rocCurve } from './metrics/roc.ts';
