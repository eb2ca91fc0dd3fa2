/** Every fit of a game: the network, what is measured beside it, and the recipes with fewer drawings. */
import type { GameResult, GameScores } from '../../../src/core/results.ts';
import type { Game, TrainedModel } from '../../experiments/game.ts';
import { labelsOf, type RunJob } from '../folds.ts';
import type { FitJob, FitOutcome, Rows } from '../job.ts';
import type { GameDrawings } from './gameDrawings.ts';
import { scoresOf, topsOf } from './gameScores.ts';

/** Without its probabilities: of 345 words they take 48 MB, and are scored as they come. */
export type Fitted = Omit<FitOutcome, 'probabilities'>;

export interface FittedGame {
  /** Its state alone: hours of training are not to depend on what is asked of it afterwards. */
  readonly network: Fitted;
  readonly others: readonly { readonly outcome: Fitted; readonly scores: GameScores }[];
  readonly byDrawings: GameResult['byDrawings'];
}

/** What is to be fitted, the network first, so that it is under way while the others fill the threads that it leaves. */
function gameJobs(game: Game, drawings: GameDrawings) {
  const { test } = drawings;
  const train = drawings.train();
  const job = ({ model, hyperparameters }: TrainedModel, rows: Rows, what: string): FitJob => ({
    name: `${model}, ${what}`,
    model,
    hyperparameters,
    seed: game.seed,
    train: rows,
    predict: { test },
    keepState: false,
  });
  return {
    network: { ...job(game.network, train, 'all drawings'), predict: {}, keepState: true },
    others: game.others.map((other) => job(other, train, 'all drawings')),
    byDrawings: game.byDrawings.flatMap((recipe) =>
      recipe.drawingsPerWord.map((drawingsPerWord) => ({
        drawingsPerWord,
        job: job(recipe, drawings.train(drawingsPerWord), `${drawingsPerWord} drawings of each word`),
      })),
    ),
  };
}

/** Asks for every fit, and for nothing that comes of it. */
export function askEveryFit(game: Game, drawings: GameDrawings, run: RunJob): Promise<unknown> {
  const { network, others, byDrawings } = gameJobs(game, drawings);
  return Promise.all([network, ...others, ...byDrawings.map(({ job }) => job)].map(run));
}

/** Makes every fit, and scores what is measured beside the network as soon as it comes: its probabilities are not kept. */
export async function fitGame(game: Game, drawings: GameDrawings, run: RunJob): Promise<FittedGame> {
  const labels = labelsOf(drawings.store, drawings.test);
  const jobs = gameJobs(game, drawings);
  const [network, others, byDrawings] = await Promise.all([
    run(jobs.network),
    Promise.all(
      jobs.others.map(async (job) => {
        const { probabilities, ...outcome } = await run(job);
        const scores = scoresOf(probabilities.test as Float32Array, labels, `${game.id} ${job.model}`);
        return { outcome, scores };
      }),
    ),
    Promise.all(
      jobs.byDrawings.map(async ({ job, drawingsPerWord }) => {
        const { probabilities } = await run(job);
        const seed = `${game.id} ${job.model} ${drawingsPerWord}`;
        const { top1, top3 } = topsOf(probabilities.test as Float32Array, labels, seed);
        return {
          model: job.model as TrainedModel['model'],
          drawingsPerWord,
          trainDrawings: job.train.length,
          top1,
          top3,
        };
      }),
    ),
  ]);
  return { network, others, byDrawings };
}
