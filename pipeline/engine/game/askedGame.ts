import { DatasetError } from '../../dataset/source.ts';
import { type Game, quickGame } from '../../experiments/game.ts';
import type { Settings } from '../prepare.ts';

/** A map, and families of words, want that many. */
const LEAST_WORDS = 3;

/** A game as the command line asks for it. @throws DatasetError for too few words. */
export function askedGame(
  declared: Game,
  { args }: { readonly args: Pick<Settings['args'], 'classes' | 'quick' | 'trainPerClass'> },
): Game {
  const game = args.classes === undefined ? declared : { ...declared, classes: args.classes };
  const asked = args.quick ? quickGame(game) : game;
  const k = asked.classes.length;
  if (k < LEAST_WORDS)
    throw new DatasetError(
      `${asked.id} takes ${LEAST_WORDS} words or more, got ${asked.classes.map((name) => `"${name}"`).join(', ')}`,
    );
  return {
    ...asked,
    ...(args.trainPerClass !== undefined && { mostTrainPerClass: args.trainPerClass }),
    byWords: [...asked.byWords.filter((words) => words < k), k],
    families: Math.min(asked.families, k),
  };
}
