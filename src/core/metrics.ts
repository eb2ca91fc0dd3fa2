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
export { classScores, macro } from './metrics/classScores.ts';
export {
  accuracyInterval,
  type Evaluation,
  type EvaluationOptions,
  evaluate,
  MANY_CLASSES,
} from './metrics/evaluate.ts';
export { type CalibrationOptions, evaluateCalibration } from './metrics/evaluateCalibration.ts';
export { auc, type RocCurve, rocCurve } from './metrics/roc.ts';
export { fitTemperature, scaleTemperature } from './metrics/temperature.ts';
