/** What a screen reader hears of a training: beginnings and ends, not every epoch. */
import { MODEL_NAMES } from '../../../core/models.ts';
import type { LiveModel } from './live.ts';
import { progressWords } from './progress-words.ts';

/**
 * What has happened from one state to the next, in sentences; empty when it is nothing to speak of.
 * @param before null when nothing was shown before.
 */
export function announcement(before: readonly LiveModel[] | null, after: readonly LiveModel[]): string {
  const said = after.flatMap((model) => {
    const { id, phase } = model;
    const was = before?.find((each) => each.id === id)?.phase;
    if (phase === was || phase === 'waiting') return [];
    const name = MODEL_NAMES[id].full;
    return [phase === 'training' ? `${name}: training begins.` : `${name}: ${progressWords(model)}.`];
  });
  return said.join(' ');
}
