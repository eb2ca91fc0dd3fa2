/** What an experiment declares that trains one network for all words of the game. */
import type { ModelId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';

export interface TrainedModel {
  readonly model: ModelId;
  readonly hyperparameters: Hyperparameters;
}

export interface Game {
  readonly kind: 'game';
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Official class names. */
  readonly classes: readonly string[];
  /** Drawings of each word that are tested. */
  readonly testPerClass: number;
  /** Drawings of each word on which the temperature is chosen. */
  readonly validationPerClass: number;
  /** Upper bound of the training drawings of a word; words that have fewer train on all that they have. */
  readonly mostTrainPerClass: number;
  readonly splitSeed: number;
  readonly seed: number;
  /** What is published. */
  readonly network: TrainedModel;
  /** What is measured beside it, on the same drawings. */
  readonly others: readonly TrainedModel[];
  /** Recipes that are also given fewer drawings of each word. */
  readonly byDrawings: readonly (TrainedModel & { readonly drawingsPerWord: readonly number[] })[];
  /** Of how many words the answer is known to be one, for the published network; rising. */
  readonly byWords: readonly number[];
  /** Random sets of words for each of these. */
  readonly wordSamples: number;
  /** Drawings of each word on show. */
  readonly exhibitsPerClass: number;
  /** Into how many groups of words the confusions are cut. */
  readonly families: number;
}

/** For a first look: few words, few drawings, few epochs. */
export function quickGame(game: Game): Game {
  const quickly = <Model extends TrainedModel>(trained: Model): Model => ({
    ...trained,
    hyperparameters: { ...trained.hyperparameters, epochs: 2 },
  });
  const classes = game.classes.slice(0, QUICK_WORDS);
  return {
    ...game,
    classes,
    testPerClass: Math.min(game.testPerClass, 15),
    validationPerClass: Math.min(game.validationPerClass, 5),
    mostTrainPerClass: Math.min(game.mostTrainPerClass, 60),
    network: quickly(game.network),
    others: game.others.map(quickly),
    byDrawings: game.byDrawings.map((recipe) => ({
      ...quickly(recipe),
      drawingsPerWord: recipe.drawingsPerWord.filter((n) => n < 60).slice(0, 1),
    })),
    byWords: [...game.byWords.filter((n) => n < classes.length), classes.length],
    wordSamples: Math.min(game.wordSamples, 20),
    exhibitsPerClass: Math.min(game.exhibitsPerClass, 4),
    families: Math.min(game.families, 4),
  };
}

const QUICK_WORDS = 12;
