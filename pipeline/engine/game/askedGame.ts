import { listed } from '../../../src/core/listed.ts';
import { questionOfClasses, titleOfClasses } from '../../classWords.ts';
import { DatasetError } from '../../dataset/source.ts';
import { type Game, quickGame } from '../../experiments/game.ts';
import type { Settings } from '../prepare.ts';

/** A map, and families of words, want that many. */
const LEAST_WORDS = 3;

/** A game as the command line asks for it, and of other words with their title and question. @throws DatasetError for too few words. */
export function askedGame(
  declared: Game,
  { args }: { readonly args: Pick<Settings['args'], 'classes' | 'quick' | 'trainPerClass'> },
): Game {
  const game = args.classes === undefined ? declared : { ...declared, classes: args.classes };
  const asked = args.quick ? quickGame(game) : game;
  const k = asked.classes.length;
  if (k < LEAST_WORDS)
    throw new DatasetError(
      `${asked.id} takes ${LEAST_WORDS} words or more, got ${listed(
        asked.classes.map((name) => `"${name}"`),
        'and',
      )}`,
    );
  const others = asked.classes.length < declared.classes.length || args.classes !== undefined;
  return {
    ...asked,
    ...(others && {
      title: titleOfClasses(asked.classes),
      question: questionOfClasses(asked.classes, 1),
    }),
    ...(args.trainPerClass !== undefined && { mostTrainPerClass: args.trainPerClass }),
    byWords: [...asked.byWords.filter((words) => words < k), k],
    families: Math.min(asked.families, k),
  };
}
