import { PIXELS } from '../../../src/learning/classifier.ts';
import type { Progress } from '../../progress.ts';
import { exhibitsAmong } from '../exhibitsAmong.ts';
import type { GameDrawings } from './gameDrawings.ts';

/** Of the simplest words, such as "line", some drawings look like those on show: one in 30 of its official ones at most. */
const MANY = 0.25;
const MOST_NAMED = 3;

/**
 * Warns of words whose drawings on show stand among those that are learnt from, or tested. Nothing is left out, so that a game on
 * Google's files stays what it was.
 */
export function warnOfExhibits(
  { store, exhibits }: Pick<GameDrawings, 'store' | 'exhibits'>,
  { warn }: Pick<Progress, 'warn'>,
): void {
  const pixelsOf = (from: number, to: number) => store.pixels.subarray(from * PIXELS, to * PIXELS);
  const found: string[] = [];
  let from = 0;
  for (const [label, { rows }] of exhibits.entries()) {
    let to = from;
    while (to < store.count && store.labels[to] === label) to++;
    const [first = 0] = rows;
    const end = Math.min(to, first); // of one word alone its exhibits would follow with the same label
    const count = exhibitsAmong(pixelsOf(from, end), pixelsOf(first, first + rows.length)).length;
    if (rows.length > 0 && count >= MANY * rows.length) found.push(`${count} of "${store.classes[label]}"`);
    from = to;
  }
  if (found.length === 0) return;
  const more =
    found.length > MOST_NAMED
      ? `, and some of ${found.length - MOST_NAMED} other word${found.length === MOST_NAMED + 1 ? '' : 's'}`
      : '';
  warn(
    `drawings that the site shows stand among those to learn from: ${found.slice(0, MOST_NAMED).join(', ')}${more}. Are the files sorted otherwise than Google's, or were the exhibits added to them? Take them out.`,
  );
}
