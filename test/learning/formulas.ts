import { createRandom, type Random } from '../../src/core/random.ts';
import type { ConvLayer, DenseLayer, LabelledDrawings } from '../../src/learning/classifier.ts';

/** The drawings of test/fixtures/networks.py: 12 in three classes. */
export function formulaDrawings(): LabelledDrawings {
  const count = 12;
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const pixels = Uint8Array.from({ length: count * 784 }, (_, at) => {
    const i = Math.floor(at / 784);
    return ((at % 784) * ((labels[i] as number) + 2) * 37 + i * i * 11) % 256;
  });
  return { count, pixels, labels, classes: ['a', 'b', 'c'] };
}

/** `wave` of test/fixtures/networks.py. */
function wave(scale: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => scale * Math.sin(1 + 0.7 * i ** 1.1));
}

export function formulaDense(inputs: number, outputs: number, scale: number): DenseLayer {
  return { inputs, outputs, weights: wave(scale, inputs * outputs), bias: wave(0.1, outputs) };
}

export function formulaConvolution(size: number, inputs: number, outputs: number, scale: number): ConvLayer {
  return {
    size,
    inputs,
    outputs,
    kernel: wave(scale, size * size * inputs * outputs),
    bias: wave(0.1, outputs),
  };
}

/** Random numbers, but nothing is shuffled: batches come in the order of the drawings, as in the fixture. */
export function unshuffled(): Random {
  const random = createRandom(1);
  return { ...random, shuffle: (items) => items, fork: unshuffled };
}
