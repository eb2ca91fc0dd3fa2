import { toEightBits } from '../eightBitWeights.ts';
import type { GraphBuilder } from './onnx.ts';

/**
 * Weights that the file keeps in 8 bits, `name` with the scales of the outputs `name`_scale, behind a DequantizeLinear.
 * Runtimes that fold it when they open the file compute with floats as ever; ONNX Runtime does so with the option
 * `session.disable_quant_qdq`, and otherwise puts integer products there, which are slower.
 *
 * @param weights [..., outputs], which keep their values if they have been rounded so before
 * @param move puts the values into the order of `dims`
 * @param axis of the outputs in `dims`
 * @returns the name of the floats, `name`_floats
 */
export function addEightBitWeights(
  graph: GraphBuilder,
  name: string,
  weights: Float32Array,
  dims: readonly number[],
  axis: number,
  move: (values: Int8Array) => Int8Array = (values) => values,
): string {
  const { values, scales } = toEightBits(weights, dims[axis] as number);
  const stored = graph.constant(name, move(values), dims);
  const scale = graph.constant(`${name}_scale`, scales, [scales.length]);
  return graph.node('DequantizeLinear', [stored, scale], `${name}_floats`, { axis: BigInt(axis) });
}
