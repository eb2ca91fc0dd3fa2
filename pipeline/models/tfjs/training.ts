import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../src/core/random.ts';
import type { LabelledDrawings } from '../classifier.ts';
import { type LayerTensors, logits, type NetworkTensors, toTensors } from './logits.ts';
import { imageTensor, score } from './predict.ts';
import type { NetworkWeights } from './weights.ts';

export interface TrainingOptions {
  /** Drawings a step. */
  readonly batch: number;
  /**
   * L2 penalty as in scikit-learn's MLPClassifier: alpha / (2 * n) times the sum of squared weights
   * (not biases) is added to the mean loss of a batch of n drawings.
   */
  readonly alpha?: number;
  /** Share of the flattened maps that is dropped in each step; the others are scaled to make up for it. */
  readonly dropout?: number;
  /** Shuffles the drawings and draws the dropout masks. */
  readonly random: Random;
}

/** A network that is being trained with Adam (Kingma and Ba, 2014). It holds tensors until it is disposed of. */
export interface Training {
  /**
   * Goes through all drawings once, in a new order.
   *
   * @param learningRate of a step, given the share 0..1 of this epoch's steps that are done
   * @param onStep called after each step with that share
   * @returns the mean cross-entropy in nats, measured as the steps went along
   */
  epoch(
    drawings: LabelledDrawings,
    learningRate: (done: number) => number,
    onStep?: (done: number) => void,
  ): number;
  score(drawings: LabelledDrawings): { loss: number; accuracy: number };
  /** A copy of the weights as they are now. */
  weights(): NetworkWeights;
  dispose(): void;
}

class Adam extends tf.AdamOptimizer {
  setLearningRate(learningRate: number): void {
    this.learningRate = learningRate;
  }
}

export function createTraining(initial: NetworkWeights, options: TrainingOptions): Training {
  const network = toVariables(toTensors(initial));
  const layers = [...network.convolutions, ...network.dense];
  const variables = layers.flatMap(({ weights, bias }) => [weights, bias]);
  const penalised = new Set(layers.map(({ weights }) => weights));
  const optimizer = new Adam(1e-3, 0.9, 0.999);
  const order = options.random.fork('order');
  const masks = options.random.fork('dropout');
  const flattened = initial.dense[0]?.inputs ?? 0;

  /** One step on the drawings at `indices`; returns their mean cross-entropy. */
  const step = (drawings: LabelledDrawings, indices: Uint32Array): number =>
    tf.tidy(() => {
      const images = imageTensor(drawings, indices);
      const targets = oneHot(drawings, indices);
      const mask = options.dropout
        ? dropoutMask(indices.length, flattened, options.dropout, masks)
        : undefined;
      const crossEntropy = () =>
        tf.losses.softmaxCrossEntropy(targets, logits(images, network, mask)) as tf.Scalar;
      const { value, grads } = tf.variableGrads(crossEntropy, variables);
      const gradients = variables.map((variable) => {
        const gradient = grads[variable.name] as tf.Tensor;
        return {
          name: variable.name,
          tensor:
            options.alpha && penalised.has(variable)
              ? tf.add(gradient, tf.mul(variable, options.alpha / indices.length))
              : gradient,
        };
      });
      optimizer.applyGradients(gradients);
      return value.dataSync()[0] as number;
    });

  return {
    epoch(drawings, learningRate, onStep) {
      const indices = order.shuffle(Uint32Array.from({ length: drawings.count }, (_, i) => i));
      let loss = 0;
      for (let start = 0; start < indices.length; start += options.batch) {
        const end = Math.min(start + options.batch, indices.length);
        optimizer.setLearningRate(learningRate(start / indices.length));
        loss += step(drawings, indices.subarray(start, end)) * (end - start);
        onStep?.(end / indices.length);
      }
      return loss / drawings.count;
    },
    score: (drawings) => score(network, drawings),
    weights: () => ({
      convolutions: initial.convolutions.map((layer, i) => {
        const { weights, bias } = network.convolutions[i] as LayerTensors;
        return { ...layer, kernel: weights.dataSync<'float32'>(), bias: bias.dataSync<'float32'>() };
      }),
      dense: initial.dense.map((layer, i) => {
        const { weights, bias } = network.dense[i] as LayerTensors;
        return { ...layer, weights: weights.dataSync<'float32'>(), bias: bias.dataSync<'float32'>() };
      }),
    }),
    dispose() {
      tf.dispose(variables);
      optimizer.dispose();
    },
  };
}

function toVariables({ convolutions, dense }: NetworkTensors): NetworkTensors<tf.Variable> {
  const variable = ({ weights, bias }: LayerTensors) => {
    const pair = { weights: tf.variable(weights), bias: tf.variable(bias) };
    tf.dispose([weights, bias]);
    return pair;
  };
  return { convolutions: convolutions.map(variable), dense: dense.map(variable) };
}

/** 1 at each drawing's class, 0 elsewhere. [n, classes] */
function oneHot(drawings: LabelledDrawings, indices: Uint32Array): tf.Tensor2D {
  const classes = drawings.classes.length;
  const rows = new Float32Array(indices.length * classes);
  for (const [i, index] of indices.entries()) rows[i * classes + (drawings.labels[index] as number)] = 1;
  return tf.tensor2d(rows, [indices.length, classes]);
}

/** Inverted dropout: 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays. [rows, columns] */
function dropoutMask(rows: number, columns: number, rate: number, random: Random): tf.Tensor2D {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = random.next() < rate ? 0 : kept;
  return tf.tensor2d(mask, [rows, columns]);
}
