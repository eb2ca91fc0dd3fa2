/** Every fit of a game: the network, what is measured beside it, and the recipes with fewer drawings. */
import type { Game, TrainedModel } from '../../experiments/game.ts';
import type { RunJob } from '../folds.ts';
import type { FitJob, FitOutcome, Rows } from '../job.ts';
import type { GameDrawings } from './gameDrawings.ts';

export interface FittedGame {
  /** Its state alone: hours of training are not to depend on what is asked of it afterwards. */
  readonly network: FitOutcome;
  readonly others: readonly FitOutcome[];
  readonly byDrawings: readonly {
    readonly model: TrainedModel['model'];
    readonly drawingsPerWord: number;
    readonly trainDrawings: number;
    readonly outcome: FitOutcome;
  }[];
}

/** The network first, so that it is under way while the others fill the threads that it leaves. */
export async function fitGame(game: Game, drawings: GameDrawings, run: RunJob): Promise<FittedGame> {
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
  const [network, others, byDrawings] = await Promise.all([
    run({ ...job(game.network, train, 'all drawings'), predict: {}, keepState: true }),
    Promise.all(game.others.map((other) => run(job(other, train, 'all drawings')))),
    Promise.all(
      game.byDrawings.flatMap((recipe) =>
        recipe.drawingsPerWord.map(async (drawingsPerWord) => {
          const rows = drawings.train(drawingsPerWord);
          return {
            model: recipe.model,
            drawingsPerWord,
            trainDrawings: rows.length,
            outcome: await run(job(recipe, rows, `${drawingsPerWord} drawings of each word`)),
          };
        }),
      ),
    ),
  ]);
  return { network, others, byDrawings };
}
