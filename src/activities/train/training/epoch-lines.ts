import type { LiveLine } from '../../../charts/live-epochs.ts';
import { factsOf, type TrainableId } from '../../../core/models.ts';
import type { Epoch } from '../../../learning/classifier.ts';

/** Loss and accuracy by epoch, on the drawings that are learnt from and on those that are not. */
export function epochLines(
  id: TrainableId,
  epochs: readonly Epoch[],
): { readonly loss: readonly LiveLine[]; readonly accuracy: readonly LiveLine[] } {
  // Who sets training drawings aside, to know when to stop, is scored on those: the held-out ones must choose nothing.
  const label = factsOf(id).setsAside ? 'set aside' : 'held out';
  const line = (of: 'training' | 'validation', name: string, measure: keyof Epoch): LiveLine => ({
    id: of,
    label: name,
    values: epochs.map((epoch) => epoch[measure]),
  });
  return {
    loss: [line('training', 'training', 'trainLoss'), line('validation', label, 'validationLoss')],
    accuracy: [
      line('training', 'training', 'trainAccuracy'),
      line('validation', label, 'validationAccuracy'),
    ],
  };
}

/** The lines in a sentence: "Loss after 40 epochs: training 0.02, held out 0.31." */
export function linesInWords(
  what: string,
  lines: readonly LiveLine[],
  format: (value: number) => string,
): string {
  const ends = lines.flatMap(({ label, values }) => {
    const last = values.findLast((value) => value !== undefined);
    return last === undefined ? [] : [`${label} ${format(last)}`];
  });
  const epochs = Math.max(0, ...lines.map(({ values }) => values.length));
  return `${what} after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}: ${ends.join(', ') || 'not measured yet'}.`;
}
