import { MANY_CLASSES } from '../../src/core/metrics.ts';
import type { Roc } from '../../src/core/results.ts';

/** Of a number that is drawn on an axis of a few hundred pixels. */
const DIGITS = 4;
const rounded = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(DIGITS)));

/** ROC curves as a results file tells them: where there is one for each of many classes, with as many digits as can be seen. */
export const toldRoc = (curves: readonly Roc[]): Roc[] =>
  curves.length <= MANY_CLASSES
    ? [...curves]
    : curves.map((curve) => ({
        ...curve,
        threshold: rounded(curve.threshold),
        band: { fpr: curve.band.fpr, low: rounded(curve.band.low), high: rounded(curve.band.high) },
      }));
