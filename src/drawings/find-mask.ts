/** Tells the drawing from the ground, by trying what the light and the ink may be like, the likeliest first. */
import { despeckle } from './despeckle.ts';
import { distanceToGround } from './distance.ts';
import { dropFrame } from './frame.ts';
import { borderGround, localGround, smoothGround } from './ground.ts';
import { findInk, type Ground, type Polarity } from './ink.ts';
import { lineWidth } from './line-width.ts';
import { type Mask, maskInk } from './mask.ts';
import { NoLineError } from './no-line-error.ts';
import type { Planes } from './shrink.ts';
import { dropSoft } from './soft-edges.ts';

export interface FoundMask {
  mask: Mask;
  polarity: Polarity;
  /** Whether ink at the border was left away. */
  framed: boolean;
}

/** More weak ink than this share of the picture means that the light on the paper is not even. */
const MOST_WEAK = 0.03;

interface Attempt extends FoundMask {
  /** All the strength of the ink that was kept. */
  ink: number;
  uneven: boolean;
  /** Whether there is nothing but ink along the border: a drawing only if there is no other. */
  onlyFrame: boolean;
  contested: boolean;
}

/**
 * An even light first, then one with shadows; a picture that is mostly ink has its ground at the border.
 * @throws NoLineError when none of them shows a drawing, with the reason of the first
 */
export function findMask(planes: Planes): FoundMask {
  let reason: NoLineError | undefined;
  let second: FoundMask | undefined; // best, should the next fail
  const grounds: Ground[] = [smoothGround, localGround, borderGround];
  for (let k = 0; k < grounds.length; k++)
    try {
      const ground = grounds[k]!;
      const found = attemptBoth(planes, ground);
      const isSure = !found.onlyFrame && !(found.uneven && ground === smoothGround);
      if (isSure) return found;
      second ??= found;
      // An even middle with something else all around: is it ink?
      if (found.onlyFrame && ground === smoothGround) grounds.splice(1, 2, borderGround, localGround);
    } catch (error) {
      if (!(error instanceof NoLineError)) throw error;
      reason ??= error;
    }
  if (second) return second;
  throw reason;
}

/** Where there is contrast on both sides, the one with more ink once dust and frames are gone. */
function attemptBoth(planes: Planes, ground: Ground): Attempt {
  let first: Attempt | undefined;
  let reason: unknown;
  try {
    first = attempt(planes, ground);
    if (!first.contested) return first;
  } catch (error) {
    reason = error;
  }
  const tried = first?.polarity ?? findInk(planes, ground).polarity;
  try {
    const second = attempt(planes, ground, tried === 'dark' ? 'light' : 'dark');
    return first && first.ink >= second.ink ? first : second;
  } catch (error) {
    if (first) return first;
    throw reason ?? error;
  }
}

function attempt(planes: Planes, ground: Ground, side?: Polarity): Attempt {
  const ink = findInk(planes, ground, side);
  const raw = maskInk(ink);
  const sharp = dropSoft(raw, ink.values);
  if (!sharp.bits.includes(1)) throw new NoLineError('light and dark fade into each other without an edge');
  const unframed = dropFrame(sharp);
  let onlyFrame = false;
  let mask: Mask;
  try {
    mask = clean(unframed);
  } catch (error) {
    if (unframed === sharp) throw error;
    onlyFrame = true;
    mask = clean(sharp);
  }
  return {
    mask,
    polarity: ink.polarity,
    framed: unframed !== sharp && !onlyFrame,
    ink: onlyFrame ? 0 : mask.bits.reduce((sum, bit, i) => (bit ? sum + ink.values[i]! : sum), 0),
    uneven: raw.weakShare > MOST_WEAK,
    onlyFrame,
    contested: ink.contested,
  };
}

const clean = (mask: Mask) => despeckle(mask, lineWidth(mask, distanceToGround(mask)));
