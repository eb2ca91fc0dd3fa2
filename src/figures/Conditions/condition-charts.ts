/** From the results of changed conditions to the lines of charts. */
import type { ConditionAxis, ConditionLine } from '../../charts/condition-lines.ts';
import type { ConditionFactor, ConditionPoint, ConditionTask } from '../../core/condition-results.ts';
import { MODEL_NAMES } from '../../core/models.ts';

const number = (value: number) => value.toLocaleString('en-GB');

/** What is drawn of a point: `accuracy` of all classes or of one, `settled`, `sureAndWrong`. */
export type Measure = 'accuracy' | 'settled' | 'sureAndWrong' | { readonly class: number };

/** One line a model, in the order of the results. */
export function conditionLines(task: ConditionTask, factor: string, measure: Measure): ConditionLine[] {
  return task.models.flatMap(({ model, series }) =>
    series
      .filter((each) => each.factor === factor)
      .map(({ points }) => ({
        id: model,
        name: MODEL_NAMES[model].short,
        points: points.map((point) => ({ value: point.value, ...shareOf(point, measure) })),
      })),
  );
}

function shareOf(point: ConditionPoint, measure: Measure) {
  if (measure === 'accuracy') {
    const { value: share, low, high } = point.accuracy;
    return { share, low, high };
  }
  if (measure === 'settled') return { share: point.settled ?? 0 };
  if (measure === 'sureAndWrong') return { share: point.sureAndWrong };
  return { share: point.byClass[measure.class] ?? 0 };
}

/** Shares of one stand as percentages on the axis, everything else as it is. */
export function conditionAxis({ id, label, unit, standard }: ConditionFactor): ConditionAxis {
  const percent = unit.startsWith('of ');
  return {
    title: `${label}, ${percent ? '% ' : ''}${unit}`,
    format: (value) => number(percent ? Math.round(value * 100) : value),
    ordinal: id === 'strokes',
    standard,
  };
}
