import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GameResult } from '../core/results.ts';
import type { DemoModel } from './demo-task.ts';
import { lineBytes } from './line-bytes.ts';
import { loadAllResults } from './load-result.ts';
import { PUBLIC_FOLDER } from './site-folders.ts';
import type { Word } from './words/word.ts';
import { packWords } from './words/word-list.ts';

/** The results of the network that knows every word of the game; null where it has not been trained. */
export async function loadGame(): Promise<GameResult | null> {
  return (await loadAllResults()).find((result) => result.kind === 'game') ?? null;
}

/** Its network, as the page fetches it. */
export function networkOf({ network: { model, scores, published } }: GameResult): DemoModel {
  const { file, bytes, sha256 } = published;
  return { id: model, file, bytes, lineBytes: lineBytes(file), sha256, accuracy: scores.top1.value };
}

/** Every word of the game with its sprite, in the order of the alphabet. */
export function allWords(): Word[] {
  return JSON.parse(readFileSync(join(PUBLIC_FOLDER, 'exhibits', 'words', 'index.json'), 'utf8')) as Word[];
}

/**
 * The game's words in the order of the network's probabilities, packed for the page.
 * @throws Error for a word without drawings.
 */
export function packedWords({ dataset }: Pick<GameResult, 'dataset'>): string {
  const words = new Map(allWords().map((word) => [word.word, word]));
  return packWords(
    dataset.classes.map(({ name }) => {
      const word = words.get(name);
      if (word === undefined) throw new Error(`public/exhibits/words has no drawings of "${name}"`);
      return word;
    }),
  );
}
