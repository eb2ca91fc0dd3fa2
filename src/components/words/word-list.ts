/**
 * The words that can be chosen, as one short text for the page: `cat:20|dog:95|sheep`, a word and the rows of its
 * sprite that are not shown. Three hundred and forty-five of them as objects would be eight times as long.
 */
import type { Word } from './word.ts';
import { wordSlug } from './word-slug.ts';

/** Path of a word's sprite below the site's base. */
export const wordFile = (word: string): string => `exhibits/words/${wordSlug(word)}.png`;

/** Drawings in the sprite of a word. */
export const WORD_DRAWINGS = 100;

export function packWords(words: readonly Pick<Word, 'word' | 'blocked'>[]): string {
  return words
    .map(({ word, blocked }) => (blocked.length === 0 ? word : `${word}:${blocked.join(',')}`))
    .join('|');
}

export function unpackWords(packed: string): Word[] {
  return packed
    .split('|')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [word = '', rows = ''] = entry.split(':');
      const blocked = rows === '' ? [] : rows.split(',').map(Number);
      return { word, file: wordFile(word), count: WORD_DRAWINGS, blocked };
    });
}
