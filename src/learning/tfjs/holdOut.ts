import type { Random } from '../../core/random.ts';
import type { LabelledDrawings } from '../classifier.ts';
import { rowsAt } from '../rowsAt.ts';

/**
 * Splits off a stratified validation fold: of each class the share, rounded, but at least one drawing,
 * and never a class's last. The fold is undefined when the share is 0 or no class has a drawing to spare.
 */
export function holdOut(
  drawings: LabelledDrawings,
  share: number,
  random: Random,
): { train: LabelledDrawings; validation: LabelledDrawings | undefined } {
  if (share === 0) return { train: drawings, validation: undefined };
  const kept: number[] = [];
  const held: number[] = [];
  for (const label of drawings.classes.keys()) {
    const members: number[] = [];
    for (let i = 0; i < drawings.count; i++) if (drawings.labels[i] === label) members.push(i);
    random.shuffle(members);
    const size = Math.min(Math.max(1, Math.round(share * members.length)), Math.max(0, members.length - 1));
    held.push(...members.slice(0, size));
    kept.push(...members.slice(size));
  }
  return {
    train: pick(drawings, kept),
    validation: held.length > 0 ? pick(drawings, held) : undefined,
  };
}

function pick({ pixels, labels, classes }: LabelledDrawings, indices: readonly number[]): LabelledDrawings {
  const ownLabels = labels.slice(0, indices.length);
  for (const [i, index] of indices.entries()) ownLabels[i] = labels[index] as number;
  return { count: indices.length, pixels: rowsAt(pixels, indices), labels: ownLabels, classes };
}
