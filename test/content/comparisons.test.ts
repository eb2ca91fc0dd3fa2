import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparingSentences } from './comparing-sentences.ts';

const ARTICLE = join(import.meta.dirname, '../../content/article');
const chapters = readdirSync(ARTICLE).filter((file) => file.endsWith('.mdx'));

/** Reviewed one by one: they tell of a method, of what was done, or of what a reader may do, whatever the results are. */
const GENERAL = readFileSync(join(import.meta.dirname, 'general-sentences.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const found = chapters.flatMap((file) =>
  comparingSentences(readFileSync(join(ARTICLE, file), 'utf8')).map((sentence) => ({ file, sentence })),
);

describe('a sentence that compares', () => {
  it('stands in a <Claim>, or is known to be true whatever the results are', () => {
    const loose = found.filter(({ sentence }) => !GENERAL.includes(sentence));
    // Bind it (`<Claim of="…" holds="…">`), reword it, or, where no result can contradict it, add it to the list.
    expect(loose.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
  });

  it('is on the list only as long as it is in the article', () => {
    const sentences = found.map(({ sentence }) => sentence);
    expect(GENERAL.filter((line) => !sentences.includes(line))).toEqual([]);
  });

  it.each([
    ['The forest is worse than the convnet.', ['The forest is worse than the convnet.']],
    ['<Claim of="a" holds="b > c">The forest is worse.</Claim> It is a model.', []],
    ['A cat is more than a sheep.', []],
    [
      'The <Term of="x">forest</Term> is never\nbetter than <Result of="a" value="b" />.',
      ['The forest is never better than N.'],
    ],
    ['## More trees\n\nA forest grows.', []],
  ])('is found where it is: %s', (mdx, sentences) => {
    expect(comparingSentences(mdx)).toEqual(sentences);
  });
});
