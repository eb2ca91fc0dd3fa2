/**
 * A published network in plain arithmetic, forwards and backwards, for one drawing: perceptrons, convolutional
 * networks with residual pairs or without, and networks that vote together. Backwards only to the values between the layers, never to the weights.
 */
import type { OnnxConstant, OnnxGraph } from '../read-onnx.ts';
import { convolve } from './convolve.ts';
import type { ConvLayer, DenseLayer, Layer, Network, Values } from './layers.ts';

/**
 * The networks of a file, in its order; all but the improved convnet's have one.
 * @throws Error when the graph is none of this site's networks.
 */
export function readNetworks(graph: OnnxGraph): Network[] {
  const named = (pattern: RegExp) =>
    [...graph.constants]
      .filter(([name]) => pattern.test(name))
      .map(([name, constant]) => dequantized(constant, graph.constants.get(`${name}_scale`)));
  const kernels = named(/conv\d+_kernel$/).values();
  const kernelBiases = named(/conv\d+_bias$/).values();
  const weights = named(/dense\d+_weights$/).values();
  const weightBiases = named(/dense\d+_bias$/).values();
  const next = (constants: Iterator<OnnxConstant>, what: string): OnnxConstant => {
    const { value } = constants.next();
    if (value === undefined) throw new Error(`the model has fewer ${what} than layers that need them`);
    return value;
  };
  const networks: Network[] = [];
  let layers: Layer[] = [];
  /** How many layers stand before each value. */
  const steps = new Map<string, number>();
  for (const { operator, inputs: names, output, numbers } of graph.nodes) {
    if (operator === 'Conv') {
      const { dims, values } = next(kernels, 'kernels');
      const [outputs = 0, inputs = 0, size = 0] = dims;
      const bias = next(kernelBiases, 'biases').values;
      const padding = numbers.get('pads')?.[0] ?? 0;
      layers.push({ kind: 'conv', inputs, outputs, size, padding, kernel: values, bias });
    } else if (operator === 'Gemm') {
      const { dims, values } = next(weights, 'weights');
      const [inputs = 0, outputs = 0] = dims;
      layers.push({
        kind: 'dense',
        inputs,
        outputs,
        weights: values,
        bias: next(weightBiases, 'biases').values,
      });
    } else if (operator === 'Relu') layers.push({ kind: 'relu' });
    else if (operator === 'MaxPool') layers.push({ kind: 'pool' });
    else if (operator === 'GlobalAveragePool') layers.push({ kind: 'average' });
    else if (operator === 'Add') {
      const step = steps.get(names[1] ?? '');
      if (step === undefined) throw new Error(`the model adds ${names[1]}, which stands nowhere before`);
      layers.push({ kind: 'add', step });
    } else if (operator === 'Softmax') {
      networks.push(layers);
      layers = [];
    } else if (!['Flatten', 'Mean', 'DequantizeLinear'].includes(operator))
      throw new Error(`the model has a ${operator}: it is no network of this site`);
    steps.set(output, layers.length);
  }
  if (networks.length === 0) throw new Error('the model has no softmax: it is no network of this site');
  return networks;
}

/** A constant of whole numbers as floats: times the scale of its outputs, which are first in kernels and last in weights. */
function dequantized(constant: OnnxConstant, scale: OnnxConstant | undefined): OnnxConstant {
  if (scale === undefined) return constant;
  const { dims, integers } = constant;
  const scales = scale.values;
  const each = dims.length > 2 ? integers.length / scales.length : 1; // neighbours with the same scale
  const values = Float32Array.from(
    integers,
    (value, i) => value * (scales[Math.floor(i / each) % scales.length] as number),
  );
  return { ...constant, values };
}

/** A drawing as what the first layer takes; `ink` 0..1 [784]. */
export const drawingValues = (ink: Float32Array): Values => ({ count: 1, side: 28, values: ink });

/** Everything that stands between the layers: first the input, last the logits. [layers + 1] */
export function forward(network: Network, input: Values): Values[] {
  const steps: Values[] = [input];
  for (const layer of network) {
    const before = steps.at(-1) as Values;
    if (layer.kind === 'conv') steps.push(convolve(before, layer));
    else if (layer.kind === 'dense') steps.push(multiply(before, layer));
    else if (layer.kind === 'pool') steps.push(pool(before));
    else if (layer.kind === 'average') steps.push(average(before));
    else if (layer.kind === 'add') steps.push(sum(before, steps[layer.step] as Values));
    else steps.push({ ...before, values: before.values.map((value) => Math.max(0, value)) });
  }
  return steps;
}

/**
 * How much each value between the layers would move a weighted sum of the logits, by a small change of its own.
 * @param steps of `forward`
 * @param direction weights of the logits [classes]
 * @returns one gradient for each of the steps but the drawing, whose place is empty.
 */
export function backward(
  network: Network,
  steps: readonly Values[],
  direction: Float32Array,
): Float32Array[] {
  const gradients: Float32Array[] = steps.map(() => new Float32Array());
  gradients[network.length] = direction;
  /** Gradients that values have from where they are added later on. */
  const later = new Map<number, Float32Array>();
  for (let i = network.length - 1; i > 0; i--) {
    const layer = network[i] as Layer;
    const input = steps[i] as Values;
    const output = steps[i + 1] as Values;
    const gradient = gradients[i + 1] as Float32Array;
    if (layer.kind === 'conv') gradients[i] = convolveBack(input, output, layer, gradient);
    else if (layer.kind === 'dense') gradients[i] = multiplyBack(layer, gradient);
    else if (layer.kind === 'pool') gradients[i] = poolBack(input, output, gradient);
    else if (layer.kind === 'average') gradients[i] = averageBack(input, gradient);
    else if (layer.kind === 'add') {
      gradients[i] = gradient;
      later.set(layer.step, plus(later.get(layer.step), gradient));
    } else gradients[i] = gradient.map((value, at) => ((input.values[at] as number) > 0 ? value : 0));
    const added = later.get(i);
    if (added !== undefined) gradients[i] = plus(gradients[i], added);
  }
  return gradients;
}

/** Calls `visit` for every weight of a convolution with the run of places that it joins. */
function eachWeight(
  input: Values,
  side: number,
  { inputs, outputs, size, padding }: ConvLayer,
  visit: (weight: number, from: number, to: number, run: number) => void,
): void {
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let dy = 0; dy < size; dy++)
        for (let dx = 0; dx < size; dx++) {
          const weight = ((o * inputs + i) * size + dy) * size + dx;
          const left = Math.max(0, padding - dx);
          const right = Math.min(side, input.side + padding - dx);
          const top = Math.max(0, padding - dy);
          const bottom = Math.min(side, input.side + padding - dy);
          for (let y = top; y < bottom; y++)
            visit(
              weight,
              (i * input.side + y + dy - padding) * input.side + left + dx - padding,
              (o * side + y) * side + left,
              right - left,
            );
        }
}

function convolveBack(input: Values, output: Values, layer: ConvLayer, gradient: Float32Array): Float32Array {
  const back = new Float32Array(input.values.length);
  const { kernel } = layer;
  eachWeight(input, output.side, layer, (at, from, to, run) => {
    const weight = kernel[at] as number;
    for (let x = 0; x < run; x++)
      back[from + x] = (back[from + x] as number) + weight * (gradient[to + x] as number);
  });
  return back;
}

function multiply(input: Values, { inputs, outputs, weights, bias }: DenseLayer): Values {
  if (input.values.length !== inputs)
    throw new RangeError(`a dense layer takes ${inputs} values, got ${input.values.length}`);
  const values = Float32Array.from(bias);
  for (let i = 0; i < inputs; i++) {
    const value = input.values[i] as number;
    if (value === 0) continue;
    const row = i * outputs;
    for (let o = 0; o < outputs; o++)
      values[o] = (values[o] as number) + value * (weights[row + o] as number);
  }
  return { count: outputs, side: 1, values };
}

function multiplyBack({ inputs, outputs, weights }: DenseLayer, gradient: Float32Array): Float32Array {
  const back = new Float32Array(inputs);
  for (let i = 0; i < inputs; i++) {
    let sum = 0;
    for (let o = 0; o < outputs; o++) sum += (weights[i * outputs + o] as number) * (gradient[o] as number);
    back[i] = sum;
  }
  return back;
}

const plus = (values: Float32Array | undefined, others: Float32Array): Float32Array =>
  values === undefined ? others : values.map((value, i) => value + (others[i] as number));

function sum(input: Values, other: Values): Values {
  if (other.values.length !== input.values.length)
    throw new RangeError(`${other.values.length} values are added to ${input.values.length}`);
  return { ...input, values: plus(input.values, other.values) };
}

function average({ count, side, values }: Values): Values {
  const area = side * side;
  const means = Float32Array.from({ length: count }, (_, map) => {
    let total = 0;
    for (let at = map * area; at < (map + 1) * area; at++) total += values[at] as number;
    return total / area;
  });
  return { count, side: 1, values: means };
}

function averageBack({ side, values }: Values, gradient: Float32Array): Float32Array {
  const area = side * side;
  return values.map((_, at) => (gradient[Math.floor(at / area)] as number) / area);
}

/** Where the four values of a patch stand. */
function patch(map: number, y: number, x: number, side: number): [number, number, number, number] {
  const at = (map * side + 2 * y) * side + 2 * x;
  return [at, at + 1, at + side, at + side + 1];
}

function pool(input: Values): Values {
  const side = Math.floor(input.side / 2);
  const values = new Float32Array(input.count * side * side);
  const source = input.values;
  for (let map = 0; map < input.count; map++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const [a, b, c, d] = patch(map, y, x, input.side);
        values[(map * side + y) * side + x] = Math.max(
          source[a] as number,
          source[b] as number,
          source[c] as number,
          source[d] as number,
        );
      }
  return { count: input.count, side, values };
}

/** The gradient goes to the value that was the greatest; of equals, to the first. */
function poolBack(input: Values, output: Values, gradient: Float32Array): Float32Array {
  const back = new Float32Array(input.values.length);
  for (let map = 0; map < output.count; map++)
    for (let y = 0; y < output.side; y++)
      for (let x = 0; x < output.side; x++) {
        const to = (map * output.side + y) * output.side + x;
        const from = patch(map, y, x, input.side).find((at) => input.values[at] === output.values[to]);
        if (from !== undefined) back[from] = gradient[to] as number;
      }
  return back;
}
