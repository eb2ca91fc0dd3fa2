/** Parity with scikit-learn and scipy: `test/fixtures/calibration.json` quotes the calls that made it. */
import { describe, expect, it } from 'vitest';
import {
  brierScore,
  classScores,
  confusion,
  evaluateCalibration,
  expectedCalibrationError,
  fitTemperature,
  logLoss,
  macro,
  predictedLabels,
  scaleTemperature,
} from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';
import { wilsonInterval } from '../../src/core/statistics.ts';
import fixture from '../fixtures/calibration.json' with { type: 'json' };
import metrics from '../fixtures/metrics.json' with { type: 'json' };

function load(name: string) {
  const found = metrics.cases.find((c) => c.name === name)!;
  return {
    k: found.k,
    labels: Uint8Array.from(found.labels),
    probabilities: Float32Array.from(found.numerators, (numerator) => numerator / found.cells),
  };
}

describe.each(fixture.cases)('on $name', ({ name, precision, recall, f1, temperature }) => {
  const { k, labels, probabilities } = load(name);

  it('precision, recall and F1 are those of scikit-learn', () => {
    const scores = classScores(confusion(probabilities, labels).flat(), k);
    for (const [got, expected] of [
      [scores.precision, precision],
      [scores.recall, recall],
      [scores.f1, f1],
    ] as const)
      expected.forEach((value, c) => {
        expect(got[c]).toBeCloseTo(value, 12);
      });
    expect(macro(scores.f1)).toBeCloseTo(f1.reduce((a, b) => a + b) / k, 12);
  });

  it('the temperature is the one of the least log loss that scipy finds', () => {
    expect(Math.abs(fitTemperature(probabilities, labels) / temperature - 1)).toBeLessThan(5e-3);
  });

  it('scaling by it lowers the log loss and changes no answer', () => {
    const scaled = scaleTemperature(probabilities, k, fitTemperature(probabilities, labels));
    expect(logLoss(scaled, labels)).toBeLessThan(logLoss(probabilities, labels));
    expect(predictedLabels(scaled, k)).toEqual(predictedLabels(probabilities, k));
    for (let row = 0; row < labels.length; row++) {
      const sum = scaled.subarray(row * k, row * k + k).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it('the calibration that results tell is that of the plain metrics, within its intervals', () => {
    const random = createRandom(5);
    const result = evaluateCalibration(probabilities, labels, { random, bins: 10, replicates: 300 });
    expect(result.calibrationError.value).toBe(expectedCalibrationError(probabilities, labels, 10));
    expect(result.brierScore.value).toBe(brierScore(probabilities, labels));
    expect(result.logLoss.value).toBe(logLoss(probabilities, labels));
    for (const { low, value, high } of [result.calibrationError, result.brierScore, result.logLoss]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(low).toBeLessThan(high);
    }
    const { count, frequency, meanProbability, low, high } = result.bins;
    expect(count.reduce((a, b) => a + b)).toBe(labels.length);
    const right = count.reduce((sum, n, bin) => sum + n * (frequency[bin] ?? 0), 0);
    const correct = predictedLabels(probabilities, k).filter((label, i) => label === labels[i]).length;
    expect(right).toBeCloseTo(correct, 6);
    count.forEach((n, bin) => {
      const empty = [frequency[bin], meanProbability[bin], low[bin], high[bin]].map((v) => v === null);
      expect(empty).toEqual(Array(4).fill(n === 0));
      if (n > 0) expect(low[bin]!).toBeLessThanOrEqual(frequency[bin]!);
    });
  });
});

describe('temperature scaling', () => {
  it('by 1 leaves probabilities as they are, by more makes them milder, by less bolder', () => {
    const row = Float32Array.of(0.8, 0.15, 0.05);
    expect(Array.from(scaleTemperature(row, 3, 1))).toEqual(
      Array.from(row, (p) => expect.closeTo(p, 6) as number),
    );
    expect(scaleTemperature(row, 3, 2)[0]).toBeCloseTo(
      Math.sqrt(0.8) / (Math.sqrt(0.8) + Math.sqrt(0.15) + Math.sqrt(0.05)),
      6,
    );
    expect(scaleTemperature(row, 3, 0.5)[0]).toBeCloseTo(0.64 / (0.64 + 0.0225 + 0.0025), 6);
  });

  it('takes certainty as very nearly certain', () => {
    const scaled = scaleTemperature(Float32Array.of(1, 0), 2, 2);
    expect(scaled[1]).toBeCloseTo(Math.sqrt(1e-7) / (1 + Math.sqrt(1e-7)), 8);
  });

  it.each([0, -1, Number.NaN])('refuses a temperature of %d', (temperature) => {
    expect(() => scaleTemperature(Float32Array.of(0.5, 0.5), 2, temperature)).toThrow(
      `temperature ${temperature}, expected above 0`,
    );
  });
});

it('precision of a class that nothing is called by is 0, as is its F1', () => {
  const { precision, recall, f1 } = classScores([3, 0, 2, 0], 2);
  expect([Array.from(precision), Array.from(recall), Array.from(f1)]).toEqual([
    [0.6, 0],
    [1, 0],
    [0.75, 0],
  ]);
});

it.each(fixture.wilson)('the Wilson interval of $successes of $trials is scipy’s', (expected) => {
  const { low, high } = wilsonInterval(expected.successes, expected.trials);
  expect(low).toBeCloseTo(expected.low, 10);
  expect(high).toBeCloseTo(expected.high, 10);
});

it.each([
  [1, 0],
  [3, 2],
  [-1, 5],
  [0.5, 5],
])('the Wilson interval of %d of %d is refused', (successes, trials) => {
  expect(() => wilsonInterval(successes, trials)).toThrow(`${successes} of ${trials}`);
});
