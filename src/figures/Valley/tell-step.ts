/** What a step down the valley, or ten of them, came to, in plain words. */
import { lossAt, slopeAt } from '../../charts/loss-valley.ts';
import { type Descent, type Fate, fateOf } from '../../charts/valley-descent.ts';

/** Two digits that count: 0.0302, 0.62, 12; nothing is "0". */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  const text =
    size === 0
      ? '0'
      : size >= 10
        ? Math.round(size).toLocaleString('en-GB')
        : size < 1e-4
          ? 'less than 0.0001'
          : String(Number(size.toPrecision(2)));
  return value < 0 && size >= 1e-4 ? `−${text}` : text;
}

/** A loss in nats: 0.418, 7.2, 113. */
export const formatLoss = (loss: number): string =>
  loss < 3 ? loss.toFixed(3) : loss < 10 ? loss.toFixed(1) : Math.round(loss).toLocaleString('en-GB');

/** A weight: −6.97. */
export const formatWeight = (weight: number): string =>
  weight.toFixed(Math.abs(weight) < 100 ? 2 : 0).replace('-', '−');

/** To which side a weight goes: downhill, against the sign of the slope. */
export const sideOf = (slope: number): string => (slope > 0 ? 'left' : 'right');

const SAID: Readonly<Record<Fate, string>> = {
  gone: '',
  arrived: 'It has arrived: where the slope is almost 0, so is the step.',
  higher:
    'That is higher than before: the step was too long, and the ball went over the floor and up the other side.',
  across: 'It went over the floor, to the other side.',
  creeping: 'At this rate it creeps.',
  downhill: 'Downhill.',
};

/**
 * @param path the weight before the steps, and after each of them; at least two
 * @param done steps that had been taken before these
 * @param frame the weights at the ends of the picture
 */
export function tellSteps(
  descent: Omit<Descent, 'start'>,
  path: readonly number[],
  rate: number,
  done: number,
  frame: readonly [number, number],
): string {
  const { valley } = descent;
  const [from, to] = [path[0] as number, path.at(-1) as number];
  const slope = slopeAt(valley, from);
  const steps = path.length - 1;
  const losses = `loss ${formatLoss(lossAt(valley, from))} → ${formatLoss(lossAt(valley, to))}`;
  const fate = fateOf(descent, path, rate, frame);
  const end =
    fate === 'gone'
      ? `The ball is out of the picture, loss ${formatLoss(lossAt(valley, to))}: too long a step.`
      : SAID[fate];
  if (steps > 1) return `Steps ${done + 1} to ${done + steps}: ${losses}. ${end}`;
  const moved = formatShort(Math.abs(to - from));
  return `Step ${done + 1}: the slope is ${formatShort(slope)}, so the weight moves ${moved} to the ${sideOf(slope)}; ${losses}. ${end}`;
}
