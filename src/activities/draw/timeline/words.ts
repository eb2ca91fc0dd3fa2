import { formatProbability } from '../../../components/format.ts';
import { favourite, verdictSentence } from '../../../components/verdict.ts';
import { MODEL_IDS, type ModelId } from '../../../core/models.ts';
import type { Moment } from './moment.ts';

/** Pen time for people, `1.2 s`. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}\u00a0s`;
}

/** Where a moment is, and what the models said: "Stroke 2 of 5, 1.2 s. All four say cat." */
export function momentSentence(moment: Moment, classes: readonly string[], total: number): string {
  const { strokes, whole, penMs, answers } = moment;
  const opinions = MODEL_IDS.flatMap((model) => {
    const probabilities = answers[model];
    return probabilities === undefined ? [] : [{ model, probabilities }];
  });
  const said = opinions.length > 0 ? verdictSentence(opinions, classes) : 'Nobody has looked at it yet.';
  const place = whole ? `Stroke ${strokes}` : `In stroke ${strokes}`;
  return `${place} of ${total}, ${formatSeconds(penMs)}. ${said}`;
}

/** A model's answer in a cell, `cat 92 %`. */
export function answerText(moment: Moment, model: ModelId, classes: readonly string[]): string {
  const probabilities = moment.answers[model];
  if (probabilities === undefined) return '–';
  const choice = favourite(probabilities);
  return choice === null
    ? 'undecided'
    : `${classes[choice] ?? '?'} ${formatProbability(probabilities[choice] as number)}`;
}
