import { changePath } from './kept-path.ts';

/** Things to do on the site that leave a mark on the reader's path, or a task of one of them: `train/starve-it`. */
export type ActivityId = 'draw' | 'train' | 'play' | 'quiz';
export type TriedId = ActivityId | `${ActivityId}/${string}`;

/** Notes on the device that something has been tried; again changes nothing. */
export function noteTried(...ids: readonly TriedId[]): void {
  changePath(
    () => localStorage,
    (path) =>
      ids.every((id) => path.tried.has(id)) ? path : { ...path, tried: new Set([...path.tried, ...ids]) },
  );
}
