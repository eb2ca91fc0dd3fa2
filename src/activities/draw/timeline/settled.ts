import { capital, favourite, SUBJECTS } from '../../../components/verdict.ts';
import type { ModelId } from '../../../core/models.ts';
import type { Moment } from './moment.ts';

/** What a model must give its answer to know it. */
export const KNOWING = 0.65;

/** From when on a model knew what it says in the end. */
export interface Settled {
  /** Index of its answer. */
  readonly choice: number;
  /** Index of the moment. */
  readonly moment: number;
  /** Strokes begun by then. */
  readonly strokes: number;
  /** Whether the last of these was whole. */
  readonly whole: boolean;
}

/**
 * When a model knew: from this moment on the answer that it gives in the end is its favourite, with a probability of
 * at least 0.65, without a break. Null when it never settled, or has not answered. Moments that it has not answered
 * are passed over.
 */
export function settled(moments: readonly Moment[], model: ModelId): Settled | null {
  let found: Settled | null = null;
  for (let i = moments.length - 1; i >= 0; i--) {
    const { answers, strokes, whole } = moments[i] as Moment;
    const probabilities = answers[model];
    if (probabilities === undefined) continue;
    const choice = favourite(probabilities);
    if (choice === null || (probabilities[choice] as number) < KNOWING) break;
    if (found !== null && choice !== found.choice) break;
    found = { choice, moment: i, strokes, whole };
  }
  return found;
}

/** Whether a model is still to be asked about the end of a stroke, so that nobody can tell yet when it knew. */
export function isOpen(moments: readonly Moment[], model: ModelId): boolean {
  return moments.some(({ whole, passed, answers }) => whole && !passed && answers[model] === undefined);
}

/**
 * "The convnet knew after 3 strokes: cat." For drawings of one stroke and models that never settled too.
 * @param total strokes of the drawing.
 */
export function settledSentence(
  model: ModelId,
  found: Settled | null,
  classes: readonly string[],
  total: number,
): string {
  const subject = capital(SUBJECTS[model].name);
  if (found === null) return `${subject} never settled.`;
  const { strokes, whole, choice } = found;
  return `${subject} knew ${when(strokes, whole, total)}: ${classes[choice] ?? '?'}.`;
}

function when(strokes: number, whole: boolean, total: number): string {
  if (total === 1) return whole ? 'at the end of the only stroke' : 'before the only stroke was done';
  if (whole) return `after ${strokes} ${strokes === 1 ? 'stroke' : 'strokes'}`;
  return `during stroke ${strokes}`;
}
