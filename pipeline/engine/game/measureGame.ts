/** What comes out of the fits of a game, in the fields of `game-results.ts`. */
import { knownWords } from '../../../src/core/metrics/knownWords.ts';
import { ranks } from '../../../src/core/metrics/topAnswers.ts';
import { evaluateCalibration, type Labels, predictedLabels } from '../../../src/core/metrics.ts';
import { createRandom } from '../../../src/core/random.ts';
import type { GameResult, GameScores, GameWord } from '../../../src/core/results.ts';
import type { Game } from '../../experiments/game.ts';
import { labelsOf } from '../folds.ts';
import type { AskedNetwork } from './askNetwork.ts';
import type { Fitted, FittedGame } from './fitGame.ts';
import type { GameDrawings } from './gameDrawings.ts';
import { REPLICATES, scoresOf } from './gameScores.ts';
import { answerDistances, meanAnswers, wordOrder } from './wordOrder.ts';

/** Words that are told as the nearest of each. */
const NEAREST = 8;

type Trained = GameResult['others'][number];

export type MeasuredGame = Pick<
  GameResult,
  'byWords' | 'byDrawings' | 'words' | 'order' | 'families' | 'others'
> & { readonly network: Trained & Pick<GameResult['network'], 'calibration'> };

export function measureGame(
  game: Game,
  drawings: GameDrawings,
  fitted: FittedGame,
  asked: AskedNetwork,
): MeasuredGame {
  const { store, test } = drawings;
  const k = game.classes.length;
  const labels = labelsOf(store, test);
  const random = (what: string) => createRandom(`${game.id} ${what}`);
  const { temperature, before, after: probabilities } = asked;
  const trainDrawings = drawings.trainPerClass.reduce((a, b) => a + b, 0);
  const trained = (outcome: Fitted, scores: GameScores, model: Trained['model']): Trained => ({
    model,
    hyperparameters: outcome.hyperparameters as Trained['hyperparameters'],
    trainDrawings,
    parameters: outcome.size?.count ?? 0,
    scores,
  });
  const distances = answerDistances(meanAnswers(probabilities, labels, k));
  const calibrate = (scored: Float32Array, when: string) =>
    evaluateCalibration(scored, labels, { random: random(`calibration ${when}`), replicates: REPLICATES });
  return {
    network: {
      ...trained(
        fitted.network,
        scoresOf(probabilities, labels, `${game.id} ${game.network.model}`),
        game.network.model,
      ),
      calibration: {
        before: calibrate(before, 'before'),
        after: calibrate(probabilities, 'after'),
        temperature,
      },
    },
    others: fitted.others.map(({ outcome, scores }, i) =>
      trained(outcome, scores, game.others[i]?.model as Trained['model']),
    ),
    byDrawings: [...fitted.byDrawings],
    byWords: game.byWords.map((words) =>
      knownWords(probabilities, labels, words, { samples: game.wordSamples, random: random('words') }),
    ),
    words: wordsOf(probabilities, labels, distances),
    ...mutable(wordOrder(distances, game.families)),
  };
}

const mutable = ({ order, families }: ReturnType<typeof wordOrder>) => ({
  order: [...order],
  families: [...families],
});

/** Word by word. */
function wordsOf(
  probabilities: Float32Array,
  labels: Labels,
  distances: readonly (readonly number[])[],
): GameWord[] {
  const k = distances.length;
  const places = ranks(probabilities, labels);
  const predicted = predictedLabels(probabilities, k);
  const words = distances.map(() => ({
    n: 0,
    right: 0,
    inThree: 0,
    inFive: 0,
    sum: 0,
    taken: new Map<number, number>(),
  }));
  labels.forEach((label, i) => {
    const word = words[label] as (typeof words)[number];
    const place = places[i] as number;
    word.n++;
    word.sum += probabilities[i * k + label] as number;
    if (place <= 3) word.inThree++;
    if (place <= 5) word.inFive++;
    const answer = predicted[i] as number;
    if (answer === label) word.right++;
    else word.taken.set(answer, (word.taken.get(answer) ?? 0) + 1);
  });
  return words.map(({ n, right, inThree, inFive, sum, taken }, w) => ({
    right,
    inThree,
    inFive,
    confidence: sum / n,
    takenFor: [...taken].sort((a, b) => b[1] - a[1] || a[0] - b[0]),
    nearest: distances
      .map((_, other) => other)
      .filter((other) => other !== w)
      .sort((a, b) => (distances[w]?.[a] ?? 0) - (distances[w]?.[b] ?? 0) || a - b)
      .slice(0, NEAREST),
  }));
}
