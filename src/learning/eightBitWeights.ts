/** Weights in eight bits each, and what they stand for. */
export interface EightBitWeights {
  /** -127..127. [..., outputs] */
  readonly values: Int8Array;
  /** By output; a weight is its value times the scale of its output. [outputs] */
  readonly scales: Float32Array;
}

/**
 * Rounds weights to 8 bits, those of each output by a scale of its own: its largest weight in size is 127. Scales have
 * 16 significant bits, so that a value times a scale is a 32-bit float without another rounding, and weights that have
 * been rounded before stay as they are.
 *
 * @param weights [..., outputs]
 */
export function toEightBits(weights: Float32Array, outputs: number): EightBitWeights {
  const largest = new Float64Array(outputs);
  for (const [i, weight] of weights.entries())
    largest[i % outputs] = Math.max(largest[i % outputs] as number, Math.abs(weight));
  const scales = Float32Array.from(largest, (size) => (size === 0 ? 1 : roundUp(size / 127)));
  const values = Int8Array.from(weights, (weight, i) => Math.round(weight / (scales[i % outputs] as number)));
  return { values, scales };
}

/** The weights that `toEightBits` makes of these, as floats. */
export function roundedToEightBits(weights: Float32Array, outputs: number): Float32Array {
  const { values, scales } = toEightBits(weights, outputs);
  return Float32Array.from(values, (value, i) => value * (scales[i % outputs] as number));
}

/** The smallest number of 16 significant bits that is not below a positive one. */
function roundUp(number: number): number {
  const unit = 2 ** (Math.floor(Math.log2(number)) - 15);
  return Math.ceil(number / unit) * unit;
}
