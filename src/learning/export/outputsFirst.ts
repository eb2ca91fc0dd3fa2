import type { ConvLayer } from '../classifier.ts';

/** A kernel [size, size, inputs, outputs], or what stands for it, -> [outputs, inputs, size, size]. */
export function outputsFirst<Values extends Float32Array | Int8Array>(
  kernel: Values,
  { size, inputs, outputs }: Pick<ConvLayer, 'size' | 'inputs' | 'outputs'>,
): Values {
  const area = size * size;
  const moved = kernel.slice() as Values;
  for (let at = 0; at < area; at++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++)
        moved[(o * inputs + i) * area + at] = kernel[(at * inputs + i) * outputs + o]!;
  return moved;
}
