/**
 * How a network of dense layers alone lies in memory so that threads can share it: the units of each hidden layer in
 * stripes of 52, filled up with units without weights, and each stripe's weights together. The sums of a unit are the
 * same ones in the same order, whichever stripes there are.
 */
import type { DenseLayer } from '../classifier.ts';
import { STRIPE } from '../kernels/layout.ts';

/** Where something begins, in floats, and how long it is. */
export interface Stretch {
  readonly at: number;
  readonly size: number;
}

/** A layer as it lies in memory. */
interface Laid {
  /** What it sees: pixels or units. */
  readonly rows: number;
  /** The same with the units that fill stripes up. */
  readonly inputs: number;
  readonly units: number;
  readonly weights: Stretch;
  readonly bias: Stretch;
}

/** A hidden layer: weights [stripes, inputs, 52], bias [stripes, 52]. */
export interface StripedLayer extends Laid {
  readonly stripes: number;
  /** Units with those that fill its stripes up. */
  readonly width: number;
}

export interface StripedShape {
  readonly hidden: readonly StripedLayer[];
  /** Not in stripes: weights [inputs, classes], bias [classes]. */
  readonly output: Laid;
  /** Floats of all that is learnt. */
  readonly size: number;
}

/** @param dense at least two layers */
export function stripedShape(dense: readonly Pick<DenseLayer, 'inputs' | 'outputs'>[]): StripedShape {
  let size = 0;
  const stretch = (floats: number): Stretch => {
    size += floats;
    return { at: size - floats, size: floats };
  };
  let inputs = dense[0]?.inputs ?? 0;
  const laid = ({ inputs: rows, outputs: units }: Pick<DenseLayer, 'inputs' | 'outputs'>, width: number) => {
    const layer = { rows, inputs, units, weights: stretch(inputs * width), bias: stretch(width) };
    inputs = width;
    return layer;
  };
  const hidden = dense.slice(0, -1).map((layer): StripedLayer => {
    const stripes = Math.ceil(layer.outputs / STRIPE);
    const width = stripes * STRIPE;
    return { ...laid(layer, width), stripes, width };
  });
  const last = dense.at(-1) as DenseLayer;
  return { hidden, output: laid(last, last.outputs), size };
}

/** What is learnt, weights and bias of every layer in turn, as it lies in memory. [size] */
export function layStripes(shape: StripedShape, variables: readonly Float32Array[]): Float32Array {
  const laid = new Float32Array(shape.size);
  eachRow(shape, variables, (row, at) => laid.set(row, at));
  return laid;
}

/** The other way: weights and bias of every layer in turn. */
export function liftStripes(shape: StripedShape, laid: Float32Array): Float32Array[] {
  const variables = [...shape.hidden, shape.output].flatMap(({ rows, units }) => [
    new Float32Array(rows * units),
    new Float32Array(units),
  ]);
  eachRow(shape, variables, (row, at) => row.set(laid.subarray(at, at + row.length)));
  return variables;
}

/** Visits every stretch of the variables that is one in memory, too, and says where. */
function eachRow(
  { hidden, output }: StripedShape,
  variables: readonly Float32Array[],
  visit: (row: Float32Array, at: number) => void,
): void {
  for (const [i, { rows, inputs, units, weights, bias }] of hidden.entries()) {
    const [own, ownBias] = variables.slice(2 * i, 2 * i + 2) as [Float32Array, Float32Array];
    for (let first = 0, to = weights.at; first < units; first += STRIPE, to += inputs * STRIPE)
      for (let row = 0; row < rows; row++) {
        const from = row * units + first;
        visit(own.subarray(from, from + Math.min(STRIPE, units - first)), to + row * STRIPE);
      }
    visit(ownBias, bias.at);
  }
  const [own, ownBias] = variables.slice(-2) as [Float32Array, Float32Array];
  visit(own, output.weights.at);
  visit(ownBias, output.bias.at);
}
