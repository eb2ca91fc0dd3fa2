import type { CountPoint, CountSeries } from '../../charts/count-curve.ts';
import { MODEL_NAMES, type ModelId } from '../../core/models.ts';
import type { GameResult } from '../../core/results.ts';

/**
 * The models that were also given fewer drawings, each with all of them as its last point, then those that had all alone.
 * All is told by its mean: some words have fewer drawings than others.
 */
export function drawingsSeries({
  byDrawings,
  others,
  network,
  words,
}: Pick<GameResult, 'byDrawings' | 'others' | 'network' | 'words'>): (CountSeries & {
  readonly model: ModelId;
})[] {
  const trained = [...others, network];
  return trained.map(({ model, trainDrawings, scores }) => {
    const fewer = byDrawings
      .filter((each) => each.model === model)
      .map(({ drawingsPerWord, top1 }) => point(drawingsPerWord, top1));
    const all = { ...point(trainDrawings / words.length, scores.top1), tick: 'all' };
    return { model, name: MODEL_NAMES[model].short, color: `var(--${model})`, points: [...fewer, all] };
  });
}

/** Points that lie this near to all drawings, times as many, would lie on top of them. */
const TOO_NEAR = 1.25;

/** The points that can be told apart in a chart: all drawings, and what is far enough from them. */
export const drawnApart = (points: readonly CountPoint[]): CountPoint[] => {
  const all = points.at(-1)?.count ?? 0;
  return points.filter(({ count, tick }) => tick !== undefined || all / count > TOO_NEAR);
};

const point = (
  count: number,
  { value: share, low, high }: GameResult['byDrawings'][number]['top1'],
): CountPoint => ({ count, share, low, high });
