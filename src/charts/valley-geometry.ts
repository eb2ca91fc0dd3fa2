/** Geometry of a valley of the loss over one weight, of a ball in it, and of the step that the ball would take. */
import { line, scaleLinear } from 'd3';
import { type LossValley, lossAt, slopeAt } from './loss-valley.ts';

export interface ValleyOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Weights at the left and right end. */
  readonly frame: readonly [low: number, high: number];
  readonly floor: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface ValleyGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly path: string;
  readonly floor: Place;
  readonly xTicks: readonly { readonly position: number; readonly text: string }[];
  readonly yTicks: readonly { readonly position: number; readonly text: string }[];
  /** Where a weight is on the curve; outside the frame, at the upper corner on its side. */
  readonly placeOf: (weight: number) => Place & { readonly side: 'left' | 'right' | null };
  /** The slope at a weight as a short line, and the step of a rate from there as a stretch of the axis. */
  readonly stepOf: (weight: number, rate: number) => StepMarks;
}

export interface StepMarks {
  /** Null where the ball is outside the frame. */
  readonly tangent: { readonly from: Place; readonly to: Place } | null;
  /** Along the axis, cut off at the ends of the frame. */
  readonly arrow: { readonly from: number; readonly to: number; readonly cut: boolean };
}

const SAMPLES = 96;
const TANGENT_PX = 64;

export function valleyGeometry(
  valley: LossValley,
  { widthPx, heightPx, frame, floor }: ValleyOptions,
): ValleyGeometry {
  const plot = { left: 36, right: widthPx - 12, top: 30, bottom: heightPx - 44 };
  const [low, high] = frame;
  const x = scaleLinear().domain([low, high]).range([plot.left, plot.right]);
  const top = Math.max(lossAt(valley, low), lossAt(valley, high));
  const y = scaleLinear().domain([0, top]).range([plot.bottom, plot.top]);
  const on = (weight: number): Place => ({ x: round(x(weight)), y: round(y(lossAt(valley, weight))) });
  const inside = (weight: number) => weight >= low && weight <= high;
  const weights = Array.from({ length: SAMPLES + 1 }, (_, i) => low + (i / SAMPLES) * (high - low));
  const ends = scaleLinear().domain(x.domain()).range(x.range()).clamp(true);
  return {
    widthPx,
    heightPx,
    plot,
    path: line<Place>(
      (place) => place.x,
      (place) => place.y,
    )(weights.map(on)) as string,
    floor: on(floor),
    xTicks: x
      .ticks(widthPx < 500 ? 5 : 9)
      .map((value) => ({ position: round(x(value)), text: x.tickFormat(9)(value) })),
    yTicks: y.ticks(4).map((value) => ({ position: round(y(value)), text: y.tickFormat(4)(value) })),
    placeOf: (weight) =>
      inside(weight)
        ? { ...on(weight), side: null }
        : weight < low
          ? { x: plot.left, y: plot.top, side: 'left' }
          : { x: plot.right, y: plot.top, side: 'right' },
    stepOf(weight, rate) {
      const slope = slopeAt(valley, weight);
      const goal = weight - rate * slope;
      const arrow = { from: round(ends(weight)), to: round(ends(goal)), cut: !inside(goal) };
      if (!inside(weight)) return { tangent: null, arrow };
      // A line of a fixed length on paper, whatever the units of the axes are.
      const dx = x(1) - x(0);
      const dy = (y(1) - y(0)) * slope;
      const half = TANGENT_PX / 2 / Math.hypot(dx, dy);
      const at = on(weight);
      const beside = (share: number) => ({ x: round(at.x + share * dx), y: round(at.y + share * dy) });
      return { tangent: { from: beside(-half), to: beside(half) }, arrow };
    },
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
