import { expect, test } from 'vitest';
import { warnOfExhibits } from '../../../pipeline/engine/game/warnOfExhibits.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { madeUpDrawings } from '../../drawings/madeUpDrawings.ts';

const SHOWN = 8;
const OWN = 20;
const WORDS = ['cat', 'sheep', 'bee', 'dog'];

/** Word by word, and after all of them what is shown; of the drawings of a word so many are shown. */
function warnings(shownToo: readonly number[]): string[] {
  const onShow = WORDS.map((word) => madeUpDrawings(SHOWN, `${word} on show`));
  const own = WORDS.map((word, label) => {
    const pixels = madeUpDrawings(OWN, word);
    pixels.set((onShow[label] as Uint8Array).subarray(0, (shownToo[label] as number) * PIXELS), 5 * PIXELS);
    return pixels;
  });
  const count = WORDS.length * (OWN + SHOWN);
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  labels.set([
    ...WORDS.flatMap((_, label) => Array<number>(OWN).fill(label)),
    ...WORDS.flatMap((_, label) => Array<number>(SHOWN).fill(label)),
  ]);
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  pixels.set(Buffer.concat([...own, ...onShow]));
  const exhibits = WORDS.map((_, label) => ({
    rows: Int32Array.from({ length: SHOWN }, (_, i) => WORDS.length * OWN + label * SHOWN + i),
    spriteRows: [],
    sha256: '',
  }));
  const store = { classes: WORDS, count, labels, pixels };
  const told: string[] = [];
  warnOfExhibits({ store, exhibits }, { warn: (text) => told.push(text) });
  return told;
}

test('words whose exhibits stand among their drawings are told, with how many', () => {
  expect(warnings([0, 8, 0, 3])).toEqual([
    expect.stringMatching(
      /^drawings that the site shows .* to learn from: 8 of "sheep", 3 of "dog"\. Are the/,
    ),
  ]);
  expect(warnings([8, 8, 8, 8])).toEqual([expect.stringContaining(', and some of 1 other word. ')]);
});

test('a few that look alike are no fault', () => {
  expect(warnings([0, 0, 1, 0])).toEqual([]);
});
