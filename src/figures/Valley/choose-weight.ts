/** One weight of a network's last layer, and the loss of drawings as it depends on that weight alone. */
import { type LossValley, wallsOf } from '../../charts/loss-valley.ts';
import type { DenseLayer, Network, Values } from '../../core/evidence/layers.ts';
import { drawingValues, forward } from '../../core/evidence/network.ts';

export interface ChosenWeight {
  /** Of the last hidden layer, from 0. It is joined to the first class by this weight. */
  readonly unit: number;
  /** Units of that layer. */
  readonly units: number;
  /** As it was learnt. */
  readonly learnt: number;
  /** Numbers to five digits. */
  readonly valley: LossValley;
}

const digits = (value: number) => Number(value.toPrecision(5));

/**
 * Chooses the weight whose valley has the steepest walls, both of them: where the lower of the two is the highest. On most
 * others the loss falls on and on to one side, since a unit that answers to one class alone cannot be too loud, or it
 * hardly moves. Only weights to the first class: one to the second gives the same valley, seen in a mirror.
 * @param drawings ink 0..1 [784], and the class of each, 0 or 1
 * @throws Error when the network does not end in a layer for two classes, or no weight has a valley with two walls
 */
export function chooseWeight(
  network: Network,
  drawings: readonly { readonly ink: Float32Array; readonly label: number }[],
): ChosenWeight {
  const last = network.at(-1);
  if (last?.kind !== 'dense' || last.outputs !== 2)
    throw new Error('a valley is drawn for a network that ends in a dense layer with two outputs');
  const seen = drawings.map(({ ink, label }) => {
    const steps = forward(network, drawingValues(ink));
    const logits = (steps.at(-1) as Values).values as ArrayLike<number>;
    const [first, second] = [logits[0] as number, logits[1] as number];
    const sign = label === 0 ? 1 : -1;
    return { units: (steps.at(-2) as Values).values, sign, margin: sign * (first - second) };
  });
  const gainsOf = (unit: number) => seen.map(({ units, sign }) => sign * (units[unit] as number));
  const lowerWall = (unit: number) => Math.min(...wallsOf(gainsOf(unit)).map(Math.abs));
  const walls = Array.from({ length: last.inputs }, (_, unit) => lowerWall(unit));
  const unit = walls.indexOf(Math.max(...walls));
  if (!((walls[unit] ?? 0) > 0)) throw new Error('no unit of the last hidden layer answers to both classes');
  const learnt = weightOf(last, unit);
  const gains = gainsOf(unit);
  return {
    unit,
    units: last.inputs,
    learnt,
    valley: {
      offsets: seen.map(({ margin }, i) => digits(margin - (gains[i] as number) * learnt)),
      gains: gains.map(digits),
    },
  };
}

const weightOf = ({ weights, outputs }: DenseLayer, unit: number) => weights[unit * outputs] as number;
