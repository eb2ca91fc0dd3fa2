/** Geometry of a small chart of one training as it goes: one or two lines by epoch. Plain arithmetic, since it is drawn often. */

/** What one line shows; undefined where an epoch did not measure it. [epochs] */
export interface LiveLine {
  readonly id: string;
  /** Stands at its end, with the newest value. */
  readonly label: string;
  readonly values: readonly (number | undefined)[];
}

export interface LiveOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Epochs that are to come in all; the axis is at least as long as the lines. */
  readonly epochs: number;
  /** `share`: 0 to 1, from the lowest tenth that is needed; `loss`: from 0. */
  readonly measure: 'share' | 'loss';
}

export interface LiveGeometry {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly yTicks: readonly { readonly position: number; readonly text: string }[];
  /** The last epoch of the axis. */
  readonly epochs: number;
  readonly lines: readonly {
    readonly id: string;
    readonly path: string;
    readonly end: { readonly x: number; readonly y: number };
    readonly label: { readonly x: number; readonly y: number; readonly text: string };
  }[];
}

const LABEL_PX = 92;
const LEAST_GAP_PX = 15;
const STEPS = [1, 2, 2.5, 5, 10];

/** The least round number that is not below `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value * 0.999) ?? 10) * power;
}

function domainOf(values: readonly number[], measure: LiveOptions['measure']): [number, number] {
  if (measure === 'loss') return [0, roundUp(Math.max(0.1, ...values))];
  return [Math.min(0.9, Math.floor(Math.min(1, ...values) * 10) / 10), 1];
}

const newest = (values: LiveLine['values']): number | undefined =>
  values.findLast((value): value is number => value !== undefined);

/** "93 %" or "0.214". */
export function formatMeasure(value: number, measure: LiveOptions['measure']): string {
  if (measure === 'share') return `${Math.round(100 * value)}\u202f%`;
  if (value > 0 && value < 0.005) return '<0.01';
  return value.toFixed(value >= 10 ? 0 : 2);
}

/** Values that are no finite number are left out, and so are lines without any. */
export function liveEpochs(lines: readonly LiveLine[], options: LiveOptions): LiveGeometry {
  const { widthPx, heightPx, measure } = options;
  const plot = { left: 38, right: widthPx - LABEL_PX, top: 8, bottom: heightPx - 20 };
  const epochs = Math.max(1, options.epochs, ...lines.map(({ values }) => values.length));
  const sound = lines
    .map((line) => ({ ...line, values: line.values.map((v) => (Number.isFinite(v) ? v : undefined)) }))
    .filter(({ values }) => newest(values) !== undefined);
  const [low, high] = domainOf(
    sound.flatMap(({ values }) => values.filter((value) => value !== undefined)),
    measure,
  );
  const x = (epoch: number) =>
    round(plot.left + ((plot.right - plot.left) * (epoch - 1)) / Math.max(1, epochs - 1));
  const y = (value: number) => round(plot.bottom - ((plot.bottom - plot.top) * (value - low)) / (high - low));
  const placed = sound.map(({ id, label, values }) => {
    const points = values.flatMap((value, i) => (value === undefined ? [] : [`${x(i + 1)},${y(value)}`]));
    const last = newest(values) as number;
    const end = { x: x(values.lastIndexOf(last) + 1), y: y(last) };
    return { id, path: `M${points.join('L')}`, end, text: `${label} ${formatMeasure(last, measure)}` };
  });
  const ys = apart(placed.map(({ end }) => end.y));
  return {
    plot,
    epochs,
    yTicks: [low, (low + high) / 2, high].map((value) => ({
      position: y(value),
      text: measure === 'share' ? `${Math.round(100 * value)}\u202f%` : String(Number(value.toPrecision(3))),
    })),
    lines: placed.map(({ id, path, end, text }, i) => ({
      id,
      path,
      end,
      label: { x: end.x + 7, y: ys[i] ?? end.y, text },
    })),
  };
}

/** Heights of at most two labels, moved apart where they would touch. */
function apart([first, second]: readonly number[]): number[] {
  if (first === undefined || second === undefined) return first === undefined ? [] : [first];
  const missing = LEAST_GAP_PX - Math.abs(first - second);
  if (missing <= 0) return [first, second];
  const up = first <= second ? -missing / 2 : missing / 2;
  return [first + up, second - up];
}

const round = (value: number) => Math.round(value * 10) / 10;
