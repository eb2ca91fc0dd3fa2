/**
 * The mean log loss of a network with two classes as a function of one weight of its last layer, while all the others keep
 * still. Such a weight moves the margin of a drawing, the logit of the right class less that of the wrong one, in a straight
 * line, and a drawing costs log(1 + exp(-margin)) nats: so the loss is convex, a valley with straight walls far out.
 */
export interface LossValley {
  /** Margin of each drawing where the weight is 0. [n] */
  readonly offsets: readonly number[];
  /** What each margin gains by 1 more of the weight; below 0 where the weight speaks for the wrong class. [n] */
  readonly gains: readonly number[];
}

/** log(1 + exp(-margin)), of any margin. */
const cost = (margin: number) => Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));

function mean(
  { offsets, gains }: LossValley,
  of: (margin: number, gain: number) => number,
  weight: number,
): number {
  let sum = 0;
  for (let i = 0; i < gains.length; i++) {
    const gain = gains[i] as number;
    sum += of((offsets[i] as number) + gain * weight, gain);
  }
  return sum / gains.length;
}

/** Mean log loss, in nats. */
export const lossAt = (valley: LossValley, weight: number): number =>
  mean(valley, (margin) => cost(margin), weight);

/** Derivative of the loss: nats for each 1 of the weight. */
export const slopeAt = (valley: LossValley, weight: number): number =>
  mean(valley, (margin, gain) => -gain / (1 + Math.exp(margin)), weight);

/** The slopes that the loss comes to have far to the left, at most 0, and far to the right, at least 0. */
export function wallsOf(gains: readonly number[]): readonly [left: number, right: number] {
  let [left, right] = [0, 0];
  for (const gain of gains) {
    if (gain > 0) left -= gain / gains.length;
    else right -= gain / gains.length;
  }
  return [left, right];
}

/**
 * The weight with the least loss.
 * @throws RangeError where the loss falls all the way to one side, so that there is no such weight
 */
export function floorOf(valley: LossValley): number {
  const [left, right] = wallsOf(valley.gains);
  if (left === 0 || right === 0)
    throw new RangeError('a valley has two walls: expected gains above 0 and below 0');
  return crossing((weight) => slopeAt(valley, weight), outwards(-1), outwards(1));

  function outwards(end: number): number {
    return end * slopeAt(valley, end) >= 0 && slopeAt(valley, end) !== 0 ? end : outwards(2 * end);
  }
}

/**
 * The weights left and right of the floor where the loss is higher than there by `rise`.
 * @param rise above 0, in nats
 */
export function frameOf(valley: LossValley, rise: number): readonly [low: number, high: number] {
  const floor = floorOf(valley);
  const level = lossAt(valley, floor) + rise;
  const above = (weight: number) => lossAt(valley, weight) - level;
  const outwards = (reach: number): number => (above(floor + reach) > 0 ? reach : outwards(2 * reach));
  return [
    crossing((weight) => -above(weight), floor + outwards(-1), floor),
    crossing(above, floor, floor + outwards(1)),
  ];
}

/** Where a function that rises from below 0 to above 0 is 0, to the last bit. */
function crossing(rising: (x: number) => number, low: number, high: number): number {
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
}
