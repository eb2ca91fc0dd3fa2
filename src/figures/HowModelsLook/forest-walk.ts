/** A drawing on its way down one tree, in words and as a line. */

import { formatProbability } from '../../components/format.ts';
import { inkAbove } from '../../components/ink-above.ts';
import { capital } from '../../components/verdict.ts';
import type { TreeEvidence } from '../../core/evidence/forest-evidence.ts';
import { greatest } from '../../core/evidence/margin.ts';
import { withArticle } from '../../core/word-forms.ts';

const SIDE = 28;

type Question = TreeEvidence['steps'][number];

export const pixelAt = (pixel: number): { readonly x: number; readonly y: number } => ({
  x: pixel % SIDE,
  y: Math.floor(pixel / SIDE),
});

/** "Column 12, row 5: any ink?", counted from 1. */
export function questionOf({ pixel, threshold }: Pick<Question, 'pixel' | 'threshold'>): string {
  const { x, y } = pixelAt(pixel);
  return `Column ${x + 1}, row ${y + 1}: ${inkAbove(threshold)}?`;
}

/** Why it goes that way: "No, it is empty.", "Yes, it is full.", "No, 12 % is too little." @param ink 0..255 of the pixel */
export function answerOf({ right }: Pick<Question, 'right'>, ink: number): string {
  if (ink === 0) return 'No, this square is empty.';
  const held = ink === 255 ? 'is full of ink' : `holds ${formatProbability(ink / 255)} ink`;
  return right ? `Yes, this square ${held}.` : `No, this square only ${held}.`;
}

/** What a leaf says: "Here 93 % of the drawings that the tree learnt from were cats." @param shares of the leaf [classes] */
export function leafOf(shares: readonly number[], classes: readonly string[]): string {
  const first = greatest(shares);
  const share = shares[first] ?? 0;
  const name = classes[first] ?? '?';
  const said = `This tree says ${name}.`;
  if (share >= 1)
    return `Every drawing that ended here while the tree was learning was ${withArticle(name)}. ${said}`;
  return `Of the drawings that ended here while the tree was learning, ${formatProbability(share)} were called ${name}. ${said}`;
}

/** How many trees vote for each class. [classes] */
export function votesOf(trees: readonly Pick<TreeEvidence, 'vote'>[], classes: number): number[] {
  const votes = new Array<number>(classes).fill(0);
  for (const { vote } of trees) votes[vote] = (votes[vote] ?? 0) + 1;
  return votes;
}

/** "62 of the 100 trees say cat, 38 say sheep.", the class with most votes first. @param voters what they are called */
export function tallyOf(votes: readonly number[], classes: readonly string[], voters = 'trees'): string {
  const total = votes.reduce((sum, each) => sum + each, 0);
  const order = votes.map((_, index) => index).sort((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0) || a - b);
  const [first = 0, ...others] = order.filter((index) => (votes[index] ?? 0) > 0);
  const name = (index: number) => classes[index] ?? '?';
  if (others.length === 0) return `All ${total} ${voters} say ${name(first)}.`;
  const rest = others.map((index) => `${votes[index]} say ${name(index)}`).join(', ');
  return capital(`${votes[first]} of the ${total} ${voters} say ${name(first)}, ${rest}.`);
}

/** The next tree after `from` that votes otherwise than it; null where all agree. */
export function nextOther(trees: readonly Pick<TreeEvidence, 'vote'>[], from: number): number | null {
  const vote = trees[from]?.vote;
  for (let step = 1; step < trees.length; step++) {
    const at = (from + step) % trees.length;
    if (trees[at]?.vote !== vote) return at;
  }
  return null;
}

export interface Joint {
  /** From the root: below 0 to the left, where a No leads. */
  readonly x: number;
  /** Questions asked before. */
  readonly y: number;
}

/** The joints of a way down, from the root to the leaf, each a step below the one before. [questions + 1] */
export function wayDown(steps: readonly Pick<Question, 'right'>[]): Joint[] {
  const joints: Joint[] = [{ x: 0, y: 0 }];
  let x = 0;
  steps.forEach(({ right }, index) => {
    x += right ? 1 : -1;
    joints.push({ x, y: index + 1 });
  });
  return joints;
}

/** Where an arrow key leads on a way of `last` stations; null for any other key. */
export function stationAt(key: string, station: number, last: number): number | null {
  const to = {
    ArrowRight: station + 1,
    ArrowDown: station + 1,
    ArrowLeft: station - 1,
    ArrowUp: station - 1,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}
