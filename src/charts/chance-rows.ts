/** Geometry of two sorts of chance, a row a model: the interval for other test drawings, and a dot for each training set. */
import { scaleLinear } from 'd3';
import type { ModelId } from '../core/models.ts';
import type { ResampleModel } from './resample-geometry.ts';
import { type StackedDots, stackDots } from './stack-dots.ts';

export interface ChanceRow extends ResampleModel {
  readonly model: ModelId;
}

export interface ChanceGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ticks: readonly { readonly position: number; readonly text: string }[];
  readonly rows: readonly {
    readonly model: ModelId;
    readonly y: number;
    readonly x: number;
    readonly from: number;
    readonly to: number;
    readonly sets: StackedDots;
  }[];
}

const ROW_PX = 64;

/** @throws RangeError when there are no rows */
export function chanceGeometry(
  rows: readonly ChanceRow[],
  { widthPx, testDrawings }: { readonly widthPx: number; readonly testDrawings: number },
): ChanceGeometry {
  if (rows.length === 0) throw new RangeError('two sorts of chance: expected at least one model, got none');
  const ends = rows.flatMap(({ accuracy, bySet }) => [
    accuracy.low,
    accuracy.high,
    ...bySet.map((count) => count / testDrawings),
  ]);
  const plot = { left: 10, right: widthPx - 10, top: 4, bottom: 4 + rows.length * ROW_PX };
  const x = scaleLinear()
    .domain([Math.min(...ends) - 0.003, Math.max(...ends) + 0.003])
    .range([plot.left, plot.right]);
  const ticks = x.ticks(widthPx < 500 ? 5 : 9);
  const digits = ticks.some((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) > 1e-6) ? 1 : 0;
  return {
    widthPx,
    heightPx: plot.bottom + 42,
    plot,
    ticks: ticks.map((tick) => ({ position: round(x(tick)), text: (tick * 100).toFixed(digits) })),
    rows: rows.map(({ model, accuracy, bySet }, i) => {
      const y = plot.top + i * ROW_PX + 28;
      return {
        model,
        y,
        x: round(x(accuracy.value)),
        from: round(x(accuracy.low)),
        to: round(x(accuracy.high)),
        sets: stackDots(bySet, {
          xOf: (count) => x(count / testDrawings),
          baselineY: y + 32,
          roomPx: 24,
          diameterPx: 8,
        }),
      };
    }),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
