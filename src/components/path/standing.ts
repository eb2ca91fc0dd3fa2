import type { Judgement } from '../exercise/judge.ts';
import type { Path } from './kept-path.ts';

/** How far a reader has come with something. */
export interface Standing {
  readonly state: 'open' | 'begun' | 'done';
  /** In words. */
  readonly says: string;
}

const OPEN: Standing = { state: 'open', says: 'not yet' };

export function standingOfChapter(path: Path, chapter: string): Standing {
  const isHere = [...path.places.values()].some((place) => place.chapter === chapter);
  const here = isHere ? ', you were here' : '';
  if (path.read.has(chapter)) return { state: 'done', says: `read${here}` };
  return isHere || path.seen.has(chapter) ? { state: 'begun', says: `begun${here}` } : OPEN;
}

/** @param judgement of the answer that is kept; null for none */
export function standingOfExercise(judgement: Judgement | null): Standing {
  if (judgement === null) return OPEN;
  return judgement.right ? { state: 'done', says: 'solved' } : { state: 'begun', says: 'tried' };
}

export const standingOfThing = (path: Path, id: string): Standing =>
  path.tried.has(id) ? { state: 'done', says: 'done' } : OPEN;
