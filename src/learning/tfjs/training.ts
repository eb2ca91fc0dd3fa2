import * as tf from '@tensorflow/tfjs-core';
import type { LabelledDrawings } from '../classifier.ts';
import { Adam } from './adam.ts';
import { createAugment } from './augment.ts';
import { foldBatchNorm, type RunningSums } from './batchNorm.ts';
import { createDenseTraining, isStriped } from './denseTraining.ts';
import { disposeOf, type LayerTensors, toTensors } from './logits.ts';
import { score, tally } from './predict.ts';
import { createSteps } from './steps.ts';
import { createTrainedNetwork } from './trainedNetwork.ts';
import type { Training, TrainingOptions, Within } from './trainingContract.ts';
import type { NetworkWeights } from './weights.ts';

/** A training of a network, on this thread and on those of the crew that are free. */
export function createTraining(initial: NetworkWeights, options: TrainingOptions): Training {
  if (isStriped(initial, options)) return createDenseTraining(initial, options);
  const { alpha, weightDecay, dropout = 0, batchNorm = false, augmentation = {} } = options;
  const trained = createTrainedNetwork(initial, batchNorm);
  const { network, norms, variables } = trained;
  const penalised = new Set([...network.convolutions, ...network.dense].map(({ weights }) => weights));
  const optimizer = new Adam(variables);
  const order = options.random.fork('order');
  const masks = options.random.fork('dropout');
  const distortions = options.random.fork('augmentation');
  const generators = [order, masks, distortions];
  const steps = createSteps(trained, initial, {
    ...options,
    dropout,
    masks,
    distort: createAugment(augmentation, distortions),
  });

  let within: Within | undefined;

  /** One step on the drawings at `indices`; returns the probabilities before it. [n, classes] */
  const step = (drawings: LabelledDrawings, indices: Uint32Array, learningRate: number) =>
    steps.take(drawings, indices, (gradients) =>
      optimizer.step(gradients, (variable) =>
        penalised.has(variable)
          ? { learningRate, weightDecay, penalty: (alpha ?? 0) / indices.length }
          : { learningRate },
      ),
    );

  const weights = async (): Promise<NetworkWeights> => ({
    ...(initial.average && { average: true }),
    convolutions: await Promise.all(
      initial.convolutions.map(async (layer, i) => {
        const { weights, bias } = network.convolutions[i] as LayerTensors;
        const trained = {
          ...layer,
          kernel: await weights.data<'float32'>(),
          bias: await bias.data<'float32'>(),
        };
        const normalised = norms[i];
        if (!normalised) return trained;
        return foldBatchNorm(trained, await normalised.scale.data<'float32'>(), normalised.norm.statistics());
      }),
    ),
    dense: await Promise.all(
      initial.dense.map(async (layer, i) => {
        const { weights, bias } = network.dense[i] as LayerTensors;
        return { ...layer, weights: await weights.data<'float32'>(), bias: await bias.data<'float32'>() };
      }),
    ),
  });

  return {
    async epoch(drawings, learningRate, onStep) {
      const resumed = within;
      const before = resumed?.order ?? order.position();
      order.restore(before);
      const indices = order.shuffle(Uint32Array.from({ length: drawings.count }, (_, i) => i));
      let { start, loss, right } = resumed ?? { start: 0, loss: 0, right: 0 };
      for (; start < indices.length; start += options.batch) {
        const end = Math.min(start + options.batch, indices.length);
        const drawn = indices.subarray(start, end);
        const sums = tally(step(drawings, drawn, learningRate(start / indices.length)), drawings, drawn);
        loss += sums.loss;
        right += sums.right;
        within = end < indices.length ? { start: end, loss, right, order: before } : undefined;
        if (onStep && !(await onStep(end / indices.length)) && end < indices.length)
          return { loss: loss / end, accuracy: right / end, isWhole: false };
      }
      return { loss: loss / drawings.count, accuracy: right / drawings.count, isWhole: true };
    },
    async score(drawings) {
      const trained = toTensors(await weights());
      try {
        return await score(trained, drawings);
      } finally {
        disposeOf(trained);
      }
    },
    weights,
    snapshot: () => ({
      ...(within && { within }),
      variables: variables.map((variable) => variable.dataSync<'float32'>().slice()),
      optimizer: optimizer.snapshot(),
      norms: norms.map(({ norm }) => norm.snapshot()),
      positions: generators.map((generator) => generator.position()),
    }),
    restore(snapshot) {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries())
          variable.assign(tf.tensor(snapshot.variables[i] as Float32Array, variable.shape));
      });
      within = snapshot.within;
      optimizer.restore(snapshot.optimizer);
      for (const [i, { norm }] of norms.entries()) norm.restore(snapshot.norms[i] as RunningSums);
      for (const [i, generator] of generators.entries())
        generator.restore(snapshot.positions[i] as readonly number[]);
    },
    async dispose() {
      try {
        await steps.end();
      } finally {
        tf.dispose([...variables]);
        optimizer.dispose();
      }
    },
  };
}
