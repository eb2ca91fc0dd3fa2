/** The dense layers that the perceptron and the convolutional network end with. */
import type { DenseLayer } from '../models/classifier.ts';
import { outputProbabilities } from './drawing.ts';
import type { GraphBuilder } from './onnx.ts';

/**
 * Dense layers with ReLU between them and softmax after the last, which gives `probabilities`.
 * @param flat value of shape [batch, inputs].
 * @param nameHidden name of the i-th hidden layer's values, counted from 0.
 */
export function addDenseLayers(
  graph: GraphBuilder,
  flat: string,
  layers: readonly DenseLayer[],
  nameHidden: (i: number) => string,
): void {
  let value = flat;
  layers.forEach(({ inputs, outputs, weights, bias }, i) => {
    const last = i === layers.length - 1;
    const sum = graph.node(
      'Gemm',
      [
        value,
        graph.constant(`dense${i + 1}_weights`, weights, [inputs, outputs]),
        graph.constant(`dense${i + 1}_bias`, bias, [outputs]),
      ],
      last ? 'logits' : `dense${i + 1}`,
    );
    value = last
      ? graph.node('Softmax', [sum], 'probabilities', { axis: 1n })
      : graph.node('Relu', [sum], nameHidden(i));
  });
  outputProbabilities(graph, layers.at(-1)!.outputs);
}
