/** Parity with scikit-learn: `test/fixtures/metrics.json` quotes the calls that made it. */
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  auc,
  brierScore,
  confusion,
  expectedCalibrationError,
  histogram,
  logLoss,
  mcnemar,
  predictedLabels,
  reliabilityBins,
  rocCurve,
} from '../../src/core/metrics.ts';
import fixture from '../fixtures/metrics.json' with { type: 'json' };

describe.each(fixture.cases)('on made-up data of $name', ({ k, cells, ...expected }) => {
  const labels = Uint8Array.from(expected.labels);
  const probabilities = Float32Array.from(expected.numerators, (numerator) => numerator / cells);
  const column = (c: number) => probabilities.filter((_, i) => i % k === c);

  it('accuracy, log loss and Brier score equal the reference', () => {
    expect(accuracy(probabilities, labels)).toBeCloseTo(expected.accuracy, 12);
    expect(logLoss(probabilities, labels)).toBeCloseTo(expected.logLoss, 12);
    expect(brierScore(probabilities, labels)).toBeCloseTo(expected.brier, 12);
  });

  it('the confusion matrix equals the reference', () => {
    expect(confusion(probabilities, labels)).toEqual(expected.confusion);
  });

  it('every class against the rest has the ROC curve and the AUC of the reference', () => {
    expected.curves.forEach((curve, c) => {
      const positives = labels.map((label) => (label === c ? 1 : 0));
      const { auc: area, ...points } = curve;
      expect(auc(column(c), positives)).toBeCloseTo(area, 12);
      expect(rocCurve(column(c), positives)).toEqual(points);
    });
  });

  it('the histogram equals the reference', () => {
    expect(histogram(probabilities, labels, 0, 10)).toEqual(expected.histogram);
  });

  it('the reliability bins and the expected calibration error equal the reference', () => {
    const predicted = predictedLabels(probabilities, k);
    const confidence = Float32Array.from(predicted, (label, i) => probabilities[i * k + label]!);
    const correct = Uint8Array.from(predicted, (label, i) => (label === labels[i] ? 1 : 0));
    reliabilityBins(confidence, correct, 10).forEach((bin, i) => {
      const { count, meanProbability, frequency } = expected.reliability;
      expect(bin.count).toBe(count[i]);
      if (bin.count === 0) expect([bin.meanProbability, bin.frequency]).toEqual([null, null]);
      else {
        expect(bin.meanProbability).toBeCloseTo(meanProbability[i]!, 12);
        expect(bin.frequency).toBeCloseTo(frequency[i]!, 12);
      }
    });
    expect(expectedCalibrationError(probabilities, labels, 10)).toBeCloseTo(expected.ece, 12);
  });
});

describe('metrics', () => {
  it('predictedLabels gives ties to the lower index', () => {
    const rows = Float32Array.of(0.5, 0.5, 0, 0.2, 0.4, 0.4, 0.1, 0.1, 0.8);
    expect([...predictedLabels(rows, 3)]).toEqual([0, 1, 2]);
  });

  it('predictedLabels holds classes beyond 256', () => {
    const row = new Float32Array(345);
    row[300] = 1;
    expect([...predictedLabels(row, 345)]).toEqual([300]);
  });

  it('logLoss clips a probability of zero to 1e-7, and certainty costs nothing', () => {
    expect(logLoss(Float32Array.of(0, 1), Uint8Array.of(0))).toBeCloseTo(-Math.log(1e-7), 12);
    expect(logLoss(Float32Array.of(0, 1), Uint8Array.of(1))).toBe(0);
  });

  it('histogram puts 1.0 into the last bin and a lower edge into its own bin', () => {
    const probabilities = Float32Array.of(1, 0, 0.5, 0.5, 0, 1, 0.25, 0.75);
    expect(histogram(probabilities, Uint8Array.of(0, 0, 1, 1), 0, 4)).toEqual([
      [0, 0, 1, 1],
      [1, 1, 0, 0],
    ]);
  });

  it('auc counts ties as halves', () => {
    expect(auc([0.5, 0.5, 0.5], [1, 0, 1])).toBe(0.5);
    expect(auc([0.9, 0.1], [1, 0])).toBe(1);
    expect(auc([0.9, 0.5, 0.5], [0, 1, 0])).toBe(0.25);
  });

  it('mcnemar counts the drawings that only one model got right', () => {
    const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);
    const result = mcnemar(Uint8Array.of(0, 0, 0, 1, 1, 0), Uint8Array.of(0, 1, 1, 1, 0, 1), labels);
    expect(result).toEqual({ onlyFirstCorrect: 3, onlySecondCorrect: 1, pValue: 0.625 });
  });

  it.each([
    [
      'labels that do not fit',
      () => accuracy(new Float32Array(7), new Uint8Array(3)),
      /7 probabilities .* 3 labels/,
    ],
    ['no labels', () => logLoss(new Float32Array(0), new Uint8Array(0)), /no labels/],
    [
      'a label out of range',
      () => accuracy(new Float32Array(4), Uint8Array.of(0, 2)),
      /label 2 of drawing 1/,
    ],
    ['a score that is not a number', () => auc([0.1, Number.NaN], [0, 1]), /score 1 is NaN/],
    ['no negatives', () => rocCurve([0.1, 0.2], [1, 1]), /2 positives and 0 negatives/],
    [
      'a probability above 1',
      () => histogram(Float32Array.of(1.5, 0), Uint8Array.of(0), 0, 5),
      /probability 1.5/,
    ],
  ])('%s: an error says so', (_, act, message) => {
    expect(act).toThrow(message);
  });
});
