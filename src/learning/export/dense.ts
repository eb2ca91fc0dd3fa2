/** The dense layers that the perceptron and the convolutional network end with. */
import type { DenseLayer } from '../classifier.ts';
import type { GraphBuilder } from './onnx.ts';

/**
 * Dense layers with ReLU between them and softmax after the last.
 * @param flat value of shape [batch, inputs].
 * @param nameHidden name of the i-th hidden layer's values, counted from 0.
 * @param prefix of all other names, where several networks share a graph.
 * @returns the name of the probabilities; they are not yet an output.
 */
export function addDenseLayers(
  graph: GraphBuilder,
  flat: string,
  layers: readonly DenseLayer[],
  nameHidden: (i: number) => string,
  prefix = '',
): string {
  let value = flat;
  layers.forEach(({ inputs, outputs, weights, bias }, i) => {
    const last = i === layers.length - 1;
    const sum = graph.node(
      'Gemm',
      [
        value,
        graph.constant(`${prefix}dense${i + 1}_weights`, weights, [inputs, outputs]),
        graph.constant(`${prefix}dense${i + 1}_bias`, bias, [outputs]),
      ],
      `${prefix}${last ? 'logits' : `dense${i + 1}`}`,
    );
    value = last
      ? graph.node('Softmax', [sum], `${prefix}probabilities`, { axis: 1n })
      : graph.node('Relu', [sum], nameHidden(i));
  });
  return value;
}
