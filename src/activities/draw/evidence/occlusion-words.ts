/** What leaving a stroke out does to a model's answer, in numbers and in words. */

import { formatProbability } from '../../../components/format.ts';
import { greatest } from '../../../core/evidence/margin.ts';
import type { Piece } from '../../../core/evidence/stroke-pieces.ts';
import type { ModelId } from '../../../core/models.ts';
import type { OcclusionReply } from '../../../inference/explain/protocol.ts';
import { capital, fromTo, SUBJECTS } from './words.ts';

/** Changes below this say nothing worth a colour of its own. */
export const SLIGHT = 0.02;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const ordinal = (n: number) => ORDINALS[n] ?? `${n + 1}th`;

/** "stroke 2 of 5", "the third of 6 parts of stroke 1", "strokes 4 to 6 of 30". */
export function pieceName({ first, last, part, parts }: Piece, strokes: number): string {
  if (last > first) return `strokes ${first + 1} to ${last + 1} of ${strokes}`;
  const stroke = strokes === 1 ? 'the only stroke' : `stroke ${first + 1} of ${strokes}`;
  return parts === 1 ? stroke : `the ${ordinal(part)} of ${parts} parts of ${stroke}`;
}

/** How much of the probability of the model's answer each piece is worth: above 0 it helps, below it hurts. */
export function drops({ probabilities, pieces }: Pick<OcclusionReply, 'probabilities' | 'pieces'>): number[] {
  const answer = greatest(probabilities);
  return pieces.map((piece) => (probabilities[answer] ?? 0) - (piece.probabilities[answer] ?? 0));
}

/** Whole numbers of strokes of the drawing. */
export const strokeCount = (pieces: readonly Piece[]): number => (pieces.at(-1)?.last ?? -1) + 1;

/** "Without stroke 2 of 5, the convnet would drop from 98 to 61 % cat." */
export function pieceSentence(reply: OcclusionReply, index: number, classes: readonly string[]): string {
  const piece = reply.pieces[index];
  if (piece === undefined) return '';
  const answer = greatest(reply.probabilities);
  const name = classes[answer] ?? '?';
  const before = reply.probabilities[answer] ?? 0;
  const after = piece.probabilities[answer] ?? 0;
  const start = `Without ${pieceName(piece, strokeCount(reply.pieces))}, ${SUBJECTS[reply.model].name}`;
  const now = greatest(piece.probabilities);
  if ((piece.probabilities[now] ?? 0) > after)
    return `${start} would say ${classes[now] ?? '?'} (${formatProbability(piece.probabilities[now] ?? 0)}); ${name} would drop from ${fromTo(before, after)}.`;
  if (Math.abs(before - after) < 0.005) return `${start} would stay at ${formatProbability(after)} ${name}.`;
  return `${start} would ${after < before ? 'drop' : 'rise'} from ${fromTo(before, after)} ${name}.`;
}

/** The piece that helps most and the one that hurts most; either may be the same as none. */
export function strongest(reply: OcclusionReply): { helps: number | null; hurts: number | null } {
  const all = drops(reply);
  const most = greatest(all);
  const least = greatest(all.map((drop) => -drop));
  return {
    helps: (all[most] ?? 0) >= SLIGHT ? most : null,
    hurts: (all[least] ?? 0) <= -SLIGHT ? least : null,
  };
}

/** What the map shows, for those who read: the strongest help and the strongest hindrance. */
export function occlusionSummary(reply: OcclusionReply, classes: readonly string[]): string {
  const { helps, hurts } = strongest(reply);
  const answer = greatest(reply.probabilities);
  const said = `${formatProbability(reply.probabilities[answer] ?? 0)} ${classes[answer] ?? '?'}`;
  if (helps === null && hurts === null)
    return `${capital(subject(reply.model))} would stay at ${said} or close to it, whichever of these pieces were missing: no single one decides.`;
  return [helps, hurts]
    .filter((index) => index !== null)
    .map((index) => pieceSentence(reply, index, classes))
    .join(' ');
}

const subject = (model: ModelId): string => SUBJECTS[model].name;
