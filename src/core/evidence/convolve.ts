/** The convolution of a network on one drawing, fast enough to answer under a moving pen. */
import type { ConvLayer, Values } from './layers.ts';

/** Outputs that are summed side by side, so that each value of a window is loaded once for all of them. */
const BLOCK = 4;

/** Kernels as `convolve` reads them: [outputs / 4, inputs, size, size, 4], zeros behind the last output. */
const packedKernels = new WeakMap<Float32Array, Float32Array>();

function packed({ kernel, outputs }: ConvLayer): Float32Array {
  const known = packedKernels.get(kernel);
  if (known !== undefined) return known;
  const length = kernel.length / outputs;
  const moved = new Float32Array(Math.ceil(outputs / BLOCK) * BLOCK * length);
  for (let o = 0; o < outputs; o++)
    for (let k = 0; k < length; k++)
      moved[(Math.floor(o / BLOCK) * length + k) * BLOCK + (o % BLOCK)] = kernel[o * length + k] as number;
  packedKernels.set(kernel, moved);
  return moved;
}

/**
 * With stride 1 and rows and columns of zeros around. Paper and units at rest are zeros, most of what a window sees:
 * only the others are gathered and multiplied.
 * @throws RangeError when the layer takes another number of maps
 */
export function convolve(input: Values, layer: ConvLayer): Values {
  const { inputs, outputs, size, padding, bias } = layer;
  if (input.count !== inputs) throw new RangeError(`a convolution takes ${inputs} maps, got ${input.count}`);
  const side = input.side - size + 1 + 2 * padding;
  const area = side * side;
  const values = new Float32Array(outputs * area);
  const kernel = packed(layer);
  const source = input.values;
  const length = inputs * size * size;
  const seen = new Float32Array(length);
  const places = new Int32Array(length);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let count = 0;
      const top = Math.max(0, padding - y);
      const bottom = Math.min(size, input.side + padding - y);
      const left = Math.max(0, padding - x);
      const right = Math.min(size, input.side + padding - x);
      for (let i = 0; i < inputs; i++)
        for (let dy = top; dy < bottom; dy++) {
          const row = (i * input.side + y + dy - padding) * input.side + x - padding;
          const at = (i * size + dy) * size;
          for (let dx = left; dx < right; dx++) {
            const value = source[row + dx] as number;
            if (value === 0) continue;
            seen[count] = value;
            places[count] = (at + dx) * BLOCK;
            count += 1;
          }
        }
      for (let o = 0; o < outputs; o += BLOCK) {
        const block = o * length;
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let n = 0; n < count; n++) {
          const value = seen[n] as number;
          const at = block + (places[n] as number);
          a += value * (kernel[at] as number);
          b += value * (kernel[at + 1] as number);
          c += value * (kernel[at + 2] as number);
          d += value * (kernel[at + 3] as number);
        }
        const to = o * area + y * side + x;
        values[to] = a + (bias[o] as number);
        if (o + 1 < outputs) values[to + area] = b + (bias[o + 1] as number);
        if (o + 2 < outputs) values[to + 2 * area] = c + (bias[o + 2] as number);
        if (o + 3 < outputs) values[to + 3 * area] = d + (bias[o + 3] as number);
      }
    }
  return { count: outputs, side, values };
}
