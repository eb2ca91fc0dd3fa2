/** A network's layers in plain arithmetic, for one drawing: to show at build time what happens inside. */

/** Square maps, one after the other: [maps, side, side]. */
export interface Maps {
  readonly count: number;
  readonly side: number;
  readonly values: Float32Array;
}

/**
 * Convolution with stride 1 and no padding, then ReLU.
 * @param kernel [outputs, inputs, size, size]
 * @param bias [outputs]
 */
export function convolve(input: Maps, kernel: Float32Array, bias: Float32Array, size: number): Maps {
  const outputs = bias.length;
  const side = input.side - size + 1;
  const values = new Float32Array(outputs * side * side);
  for (let o = 0; o < outputs; o++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        let sum = bias[o] ?? 0;
        for (let i = 0; i < input.count; i++)
          for (let dy = 0; dy < size; dy++)
            for (let dx = 0; dx < size; dx++)
              sum +=
                (input.values[(i * input.side + y + dy) * input.side + x + dx] ?? 0) *
                (kernel[((o * input.count + i) * size + dy) * size + dx] ?? 0);
        values[(o * side + y) * side + x] = Math.max(0, sum);
      }
  return { count: outputs, side, values };
}

/** The greatest of every 2x2 patch; an odd last row or column is dropped. */
export function maxPool(input: Maps): Maps {
  const side = Math.floor(input.side / 2);
  const values = new Float32Array(input.count * side * side);
  for (let m = 0; m < input.count; m++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const at = (m * input.side + 2 * y) * input.side + 2 * x;
        values[(m * side + y) * side + x] = Math.max(
          input.values[at] ?? 0,
          input.values[at + 1] ?? 0,
          input.values[at + input.side] ?? 0,
          input.values[at + input.side + 1] ?? 0,
        );
      }
  return { count: input.count, side, values };
}

/** input · weights + bias; `weights` [inputs, outputs]. */
export function dense(input: Float32Array, weights: Float32Array, bias: Float32Array): Float32Array {
  const output = Float32Array.from(bias);
  for (let i = 0; i < input.length; i++)
    for (let o = 0; o < output.length; o++)
      output[o] = (output[o] ?? 0) + (input[i] ?? 0) * (weights[i * output.length + o] ?? 0);
  return output;
}

export const relu = (values: Float32Array): Float32Array => values.map((value) => Math.max(0, value));

/** Shares that sum to 1. */
export function softmax(values: Float32Array): Float32Array {
  const greatest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - greatest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
