/** Geometry of training by epoch: a thin line a fold, a thick one for their mean; training, validation, 2017. */
import { extent, line as linePath, scaleLinear, ticks } from 'd3';
import { bestEpoch, type EpochsPanel, type EpochView, foldMeans } from './epochs-data.ts';
import { formatPercent } from './format.ts';
import { spreadLabels } from './spread-labels.ts';
import { type Tick, thinTicks } from './sweep-axis.ts';

export interface EpochLine {
  readonly kind: 'training' | 'validation' | '2017';
  /** Of the folds; none for 2017. */
  readonly foldPaths: readonly string[];
  readonly path: string;
  /** Of the mean, one mark an epoch. */
  readonly marks: readonly { readonly x: number; readonly y: number; readonly value: number }[];
  readonly label: { readonly x: number; readonly y: number };
}

export interface EpochsGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly lines: readonly EpochLine[];
  /** Where the mean on validation drawings is best; null where none was measured. */
  readonly best: {
    readonly epoch: number;
    readonly x: number;
    readonly y: number;
    readonly textX: number;
    readonly text: string;
  } | null;
  readonly yTitle: string;
}

const CHARACTER_PX = 7.5;
const SHORT_PX = 40; // before the end of the longest line, from where on a line counts as one that ends early

/** Ranges that the panels of a figure share. */
export interface EpochsDomain {
  readonly epochs: number;
  readonly measure: readonly [number, number];
}

/**
 * The whole range of the panels; losses from 0.
 * @throws RangeError when none of them has the measure
 */
export function epochsDomain(panels: readonly EpochsPanel[], view: EpochView): EpochsDomain {
  const values = panels.flatMap((panel) => [
    ...panel[view].training.flat(),
    ...panel[view].validation.flat(),
    ...(view === 'accuracy' ? (panel.then ?? []) : []),
  ]);
  if (values.length === 0) throw new RangeError(`training by epoch: no ${view} was measured`);
  const [least, most] = extent(values) as [number, number];
  const range = view === 'loss' ? [0, most] : [least, Math.min(1, most)];
  return {
    epochs: Math.max(
      2,
      ...panels.map(({ epochs, then }) => Math.max(epochs, view === 'accuracy' ? (then?.length ?? 0) : 0)),
    ),
    measure: scaleLinear().domain(range).nice(5).domain() as [number, number],
  };
}

export function epochsGeometry(
  panel: EpochsPanel,
  view: EpochView,
  domain: EpochsDomain,
  options: { readonly widthPx: number; readonly heightPx: number },
): EpochsGeometry {
  const { widthPx, heightPx } = options;
  const plot = { left: 46, right: widthPx - 84, top: 42, bottom: heightPx - 46 };
  const x = scaleLinear()
    .domain([1, domain.epochs])
    .range([plot.left + 8, plot.right - 6]);
  const y = scaleLinear().domain(domain.measure).range([plot.bottom, plot.top]);
  const path = (values: readonly number[]) =>
    linePath<number>(
      (_, i) => round(x(i + 1)),
      (value) => round(y(value)),
    )(values) ?? '';

  const curves: {
    kind: EpochLine['kind'];
    folds: readonly (readonly number[])[];
    mean: readonly number[];
  }[] = [
    ...(['training', 'validation'] as const).map((kind) => ({
      kind,
      folds: panel[view][kind],
      mean: foldMeans(panel[view][kind]),
    })),
    { kind: '2017', folds: [], mean: view === 'accuracy' ? (panel.then ?? []) : [] },
  ];
  const lines = curves
    .filter(({ mean }) => mean.length > 0)
    .map(({ kind, folds, mean }) => ({
      kind,
      foldPaths: folds.map(path),
      path: path(mean),
      marks: mean.map((value, i) => ({ x: x(i + 1), y: y(value), value })),
    }));
  const ends = lines.map(({ marks }) => marks.at(-1) ?? { x: 0, y: 0 });
  const rightmost = Math.max(...ends.map((end) => end.x));
  const column = lines.map((_, i) => i).filter((i) => rightmost - (ends[i]?.x ?? 0) <= SHORT_PX);
  const columnYs = spreadLabels(
    column.map((i) => ends[i]?.y ?? 0),
    { gap: 16, min: plot.top + 4, max: plot.bottom - 4 },
  );
  // The name of a line that ends well before the others stands above its end.
  const labels = ends.map((end, i) =>
    column.includes(i)
      ? { x: rightmost + 8, y: columnYs[column.indexOf(i)] ?? 0 }
      : { x: end.x + 4, y: end.y - 12 },
  );

  const epoch = bestEpoch(panel[view].validation, view);
  const best = lines.find(({ kind }) => kind === 'validation')?.marks[epoch - 1];
  const text = `best on validation: epoch ${epoch}`;
  const half = (text.length * CHARACTER_PX) / 2;
  const yValues = y.ticks(5);
  const digits = yValues.some((v) => Math.abs(v * 100 - Math.round(v * 100)) > 1e-6) ? 1 : 0;
  return {
    widthPx,
    heightPx,
    plot,
    xTicks: thinTicks(
      [...new Set([1, ...ticks(1, domain.epochs, 6).filter(Number.isInteger), domain.epochs])]
        .sort((a, b) => a - b)
        .map((tick) => ({ position: x(tick), text: String(tick) })),
    ),
    yTicks: yValues.map((tick) => ({
      position: y(tick),
      text: view === 'accuracy' ? formatPercent(tick, digits) : String(tick),
    })),
    lines: lines.map((line, i) => ({ ...line, label: labels[i] ?? { x: 0, y: 0 } })),
    best: best
      ? { epoch, x: best.x, y: best.y, text, textX: Math.min(Math.max(best.x, half), widthPx - half) }
      : null,
    yTitle: view === 'accuracy' ? 'Accuracy' : 'Loss (cross-entropy, nats)',
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
