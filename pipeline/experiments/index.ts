/**
 * The contents page: every experiment by its id, in the order in which `all` runs them. They are loaded by name and not
 * imported, so that one with a mistake in it is alone in `BROKEN` and takes nothing else with it.
 */
import { basename, join } from 'node:path';
import { type Declaration, loadDeclarations } from '../declarations/load.ts';
import { checkTogether } from '../declarations/together.ts';
import type { Conditions } from './conditions.ts';
import type { Experiment } from './experiment.ts';
import type { Game } from './game.ts';
import { ownDeclarations } from './own.ts';

/** The article's, by the names of their files. Conditions come last, when the models that they ask are there. */
const OF_THE_ARTICLE = [
  'cats-and-sheep',
  'cats-and-dogs',
  'forest-trees',
  'forest-features',
  'nearest-k',
  'perceptron-layers',
  'perceptron-alpha',
  'perceptron-learning-rate',
  'convnet-epochs',
  'convnet-parts',
  'linear-and-kernel',
  'five-animals',
  'five-at-full-size',
  'convnet-plus',
  'convnet-plus-ingredients',
  'ten-words',
  'whole-game',
  'rendering',
  'ink-needed',
] as const;

const own = ownDeclarations();
const loaded = checkTogether(
  await loadDeclarations([...OF_THE_ARTICLE.map((id) => join(import.meta.dirname, `${id}.ts`)), ...own]),
);

function sound<Kind extends Declaration['kind']>(...kinds: readonly Kind[]) {
  type Found = Extract<Declaration, { readonly kind: Kind }>;
  return Object.fromEntries(
    loaded.flatMap(({ id, declared }) =>
      'kind' in declared && (kinds as readonly string[]).includes(declared.kind)
        ? [[id, declared as Found]]
        : [],
    ),
  );
}

export const EXPERIMENTS: Readonly<Record<string, Experiment>> = sound('comparison', 'sweep');

/** Published models under changed conditions; `all` asks them last, when the models are there. */
export const CONDITIONS: Readonly<Record<string, Conditions>> = sound('conditions');

/** One network for every word of the game. */
export const GAMES: Readonly<Record<string, Game>> = sound('game');

/** What is wrong with the others, by the names of their files: where, what was got, and what was expected. */
export const BROKEN: Readonly<Record<string, string>> = Object.fromEntries(
  loaded.flatMap(({ id, declared }) => (declared instanceof Error ? [[id, declared.message]] : [])),
);

/** Ids of those that the author has added. */
export const OWN_IDS: readonly string[] = own.map((file) => basename(file, '.ts'));
