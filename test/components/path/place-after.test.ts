import { describe, expect, it } from 'vitest';
import { EMPTY_PATH } from '../../../src/components/path/kept-path.ts';
import { placeAfter } from '../../../src/components/path/place-after.ts';

const reading = (chapter: string, chapterIndex: number, block = 0, atEnd = false) => ({
  chapter,
  chapterIndex,
  block,
  atEnd,
});
const later = placeAfter(EMPTY_PATH, '1', reading('the-line', 3, 4));

describe('the place of a part', () => {
  it('is where the reader has stayed last', () => {
    expect(later.places.get('1')).toEqual({ chapter: 'the-line', block: 4 });
    const back = placeAfter(later, '1', reading('four-ways', 1, 2));
    expect(back.places.get('1')).toEqual({ chapter: 'four-ways', block: 2 });
  });

  it('is nowhere in the first chapter, and stays where it was while a reader comes by there', () => {
    expect(placeAfter(EMPTY_PATH, '1', reading('the-game', 0, 9))).toBe(EMPTY_PATH);
    expect(placeAfter(later, '1', reading('the-game', 0, 2))).toBe(later);
  });

  it('is forgotten at the end of the part', () => {
    expect(placeAfter(later, '1', reading('mistakes', 4, 9, true)).places.size).toBe(0);
    expect(placeAfter(EMPTY_PATH, '1', reading('mistakes', 4, 9, true))).toBe(EMPTY_PATH);
  });

  it('is that part’s alone', () => {
    const both = placeAfter(later, '2', reading('tuning', 1, 1));
    expect([...both.places.keys()]).toEqual(['1', '2']);
  });
});
