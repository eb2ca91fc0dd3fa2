/** A family of models that the site does not have, as its author would hand it in: multinomial naive Bayes. */
import {
  type Classifier,
  type Drawings,
  type Hyperparameters,
  type LabelledDrawings,
  PIXELS,
  type PublishedState,
} from '../../src/learning/classifier.ts';
import { addDenseLayers } from '../../src/learning/export/dense.ts';
import { drawingGraph, outputProbabilities } from '../../src/learning/export/drawing.ts';
import type { PublishedFamily } from '../../src/learning/family.ts';
import { checkRange, fillIn } from '../../src/learning/hyperparameters.ts';

/** Softmax of x · weights + bias: the logarithms of how much of a class's ink lies on each pixel. */
export interface NaiveBayesState {
  readonly family: 'naive-bayes';
  readonly classes: number;
  readonly weights: Float32Array; // [784, classes]
  readonly bias: Float32Array; // [classes]
}

function learn({ count, pixels, labels, classes }: LabelledDrawings, smoothing: number): NaiveBayesState {
  const k = classes.length;
  const ink = new Float64Array(PIXELS * k).fill(smoothing);
  const drawings = new Float64Array(k).fill(1);
  for (let i = 0; i < count; i++) {
    const label = labels[i] as number;
    drawings[label]! += 1;
    for (let p = 0; p < PIXELS; p++) ink[p * k + label]! += pixels[i * PIXELS + p]! / 255;
  }
  const total = Float64Array.from({ length: k }, (_, c) =>
    ink.reduce((sum, value, at) => (at % k === c ? sum + value : sum), 0),
  );
  return {
    family: 'naive-bayes',
    classes: k,
    weights: Float32Array.from(ink, (value, at) => Math.log(value / total[at % k]!)),
    bias: Float32Array.from(drawings, (n) => Math.log(n / (count + k))),
  };
}

function probabilitiesOf(
  { classes, weights, bias }: NaiveBayesState,
  { count, pixels }: Drawings,
): Float32Array {
  const all = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) {
    const scores = Float64Array.from(bias);
    for (let p = 0; p < PIXELS; p++)
      for (let c = 0; c < classes; c++)
        scores[c]! += (pixels[i * PIXELS + p]! / 255) * weights[p * classes + c]!;
    const highest = Math.max(...scores);
    const exponentials = scores.map((score) => Math.exp(score - highest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    all.set(
      exponentials.map((e) => e / sum),
      i * classes,
    );
  }
  return all;
}

interface NaiveBayes extends Omit<Classifier, 'id' | 'state'> {
  readonly id: 'naive-bayes';
  state(): NaiveBayesState;
}

function create(hyperparameters: Hyperparameters = {}, fitted?: NaiveBayesState): NaiveBayes {
  const options = fillIn('naive-bayes', { smoothing: 1 }, hyperparameters);
  checkRange('naive-bayes smoothing', options.smoothing, 1e-9);
  let learnt = fitted;
  const state = () => {
    if (!learnt) throw new Error('naive Bayes has not learnt anything yet: call fit first');
    return learnt;
  };
  return {
    id: 'naive-bayes',
    hyperparameters: options,
    async fit(train) {
      learnt = learn(train, options.smoothing);
      return {};
    },
    predictProba: async (drawings) => probabilitiesOf(state(), drawings),
    state,
  };
}

/** The whole of the family; the types know only those of the site. */
export const naiveBayes = {
  states: 'naive-bayes',
  source: 'naiveBayes.ts',
  create,
  restore: (state: NaiveBayesState) => create({}, state),
  size: ({ weights, bias }: NaiveBayesState) => ({ count: weights.length + bias.length, unit: 'weights' }),
  form: 'The logarithms themselves.',
  graph({ classes, weights, bias }: NaiveBayesState) {
    const { graph, drawing } = drawingGraph('naive-bayes');
    const flat = graph.node('Flatten', [drawing], 'pixels');
    addDenseLayers(graph, flat, [{ inputs: PIXELS, outputs: classes, weights, bias }], () => '');
    outputProbabilities(graph, classes);
    return graph;
  },
  cost: { work: (_, n) => n, secondsPerMillion: 1, memoryBytes: (_, { classes }) => 12 * PIXELS * classes },
} satisfies Omit<PublishedFamily<PublishedState>, 'states' | 'create' | 'restore' | 'size' | 'graph'> &
  Record<'states' | 'create' | 'restore' | 'size' | 'graph', unknown> as unknown as PublishedFamily;
