/** How often the right word is among the first answers, and how far it is believed. */
import { ranks, topShares } from '../../../src/core/metrics/topAnswers.ts';
import { evaluateCalibration, type Labels } from '../../../src/core/metrics.ts';
import { createRandom } from '../../../src/core/random.ts';
import type { GameScores } from '../../../src/core/results.ts';

/** Of the log loss and the top shares. */
export const REPLICATES = 1000;

/** Bootstrap intervals, stratified by word. */
export function topsOf(
  probabilities: Float32Array,
  labels: Labels,
  seed: string,
): Omit<GameScores, 'logLoss'> {
  const [top1, top3, top5] = topShares(ranks(probabilities, labels), labels, [1, 3, 5], {
    random: createRandom(`${seed} top`),
    replicates: REPLICATES,
  }) as [GameScores['top1'], GameScores['top3'], GameScores['top5']];
  return { top1, top3, top5 };
}

export const scoresOf = (probabilities: Float32Array, labels: Labels, seed: string): GameScores => ({
  ...topsOf(probabilities, labels, seed),
  logLoss: evaluateCalibration(probabilities, labels, {
    random: createRandom(`${seed} log loss`),
    replicates: REPLICATES,
  }).logLoss,
});
