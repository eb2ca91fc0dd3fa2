import type { Random } from '../core/random.ts';
import { type ExhibitRef, type ExhibitSet, visibleExhibits } from './exhibit-set.ts';

/** `count` drawings at random, of all classes together, no drawing twice. */
export function dealExhibits(set: ExhibitSet, count: number, random: Random): ExhibitRef[] {
  return random.shuffle(visibleExhibits(set)).slice(0, count);
}
