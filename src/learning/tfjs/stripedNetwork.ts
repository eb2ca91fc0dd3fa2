import { kernels } from '../kernels/instance.ts';
import { STRIPE } from '../kernels/layout.ts';
import { writeProduct } from '../kernels/product.ts';
import { type AdamSettings, adamStep } from './adam.ts';
import { createCrossEntropy } from './crossEntropy.ts';
import type { InkLists } from './inkLists.ts';
import { floatsAt, inRooms, type Rooms } from './rooms.ts';
import {
  addressesOf,
  addressIn,
  createStripedLayer,
  firstRows,
  join,
  learn,
  ROW,
  type Sharing,
  type StripedLayerRooms,
} from './stripedLayer.ts';
import type { StripedShape } from './stripes.ts';

/** All that a training goes on from, as `stripes.ts` lays it. [size] each */
export interface StripedState {
  readonly weights: Float32Array;
  /** Running means of gradients and of their squares. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** How one step changes weights. */
export interface StepSettings extends AdamSettings {
  readonly weightDecay: number;
  readonly penalty: number;
}

/**
 * A thread's part of a network of dense layers: its stripes of the hidden layers, and the output layer, which every thread
 * has. What comes out does not depend on how many threads there are. It holds memory until it is disposed of.
 */
export interface StripedNetwork {
  load(state: StripedState): void;
  /** Own stripes, and the first thread also the output layer. */
  store(state: StripedState): void;
  /** Of the drawings at `indices`, in their order. [n, classes], until the next call */
  outputs(lists: InkLists, indices: Uint32Array): Float32Array;
  /**
   * One step of Adam on the mean cross-entropy.
   * @param targets [n, classes]
   * @returns the outputs before it. [n, classes], until the next call
   */
  step(lists: InkLists, indices: Uint32Array, targets: Float32Array, settings: StepSettings): Float32Array;
  dispose(): void;
}

const plain = (address: number) => ({ address, isTransposed: false });
const transposed = (address: number) => ({ address, isTransposed: true });

/** @param batch drawings at once at most */
export const createStripedNetwork = (shape: StripedShape, batch: number, sharing: Sharing): StripedNetwork =>
  inRooms((rooms) => layOut(rooms, shape, batch, sharing));

function layOut(
  rooms: Rooms,
  { hidden, output }: StripedShape,
  batch: number,
  sharing: Sharing,
): StripedNetwork {
  const run = kernels();
  const classes = output.units;

  const layers = hidden.map((layer, i) =>
    createStripedLayer(rooms, layer, { ...sharing, batch, isFirst: i === 0 }),
  );
  const last = layers.at(-1) as StripedLayerRooms;
  const outWeights = learn(rooms, output.weights);
  const outBias = learn(rooms, output.bias);
  const weights = [...layers.map(({ weights }) => weights), outWeights];
  const biases = [...layers.map(({ bias }) => bias), outBias];
  const sums = rooms.floats(last.width);
  const crossEntropy = createCrossEntropy(rooms, batch, classes);

  function forward(lists: InkLists, indices: Uint32Array, withWeights: boolean): Float32Array {
    const n = indices.length;
    lists.take(indices);
    for (const [i, layer] of layers.entries()) {
      const { inputs, from, to, weights, bias } = layer;
      const signals = firstRows(layer.signals.shares, n);
      for (let stripe = from; stripe < to; stripe++) {
        const own = weights.weights + (stripe - from) * inputs * ROW;
        const at = addressIn(signals, stripe);
        if (i === 0) lists.sum(own, at);
        else
          writeProduct(
            plain((layers[i - 1] as StripedLayerRooms).signals.whole),
            plain(own),
            at,
            n,
            inputs,
            STRIPE,
          );
        run.addBias(at, bias.weights + (stripe - from) * ROW, n, STRIPE, 1);
      }
      const behind = i === 0 && withWeights ? layers.flatMap(({ all }) => all?.shares ?? []) : [];
      sharing.exchange([signals, ...behind]);
      join(signals, layer.signals.whole, n);
    }
    writeProduct(
      plain(last.signals.whole),
      plain(outWeights.weights),
      crossEntropy.outputs,
      n,
      last.width,
      classes,
    );
    run.addBias(crossEntropy.outputs, outBias.weights, n, classes, 0);
    return floatsAt(crossEntropy.outputs, n * classes);
  }

  /** The gradients of what is learnt, from the errors of the outputs. */
  function backward(lists: InkLists, n: number): void {
    const { errors } = crossEntropy;
    run.sumOpen(errors, errors, n, classes, 0, outBias.gradients);
    writeProduct(transposed(last.signals.whole), plain(errors), outWeights.gradients, last.width, n, classes);
    const { whole } = last.errors;
    writeProduct(plain(errors), transposed(outWeights.weights), whole, n, classes, last.width);
    run.sumOpen(whole, last.signals.whole, n, last.width, whole, sums);
    for (let stripe = last.from; stripe < last.to; stripe++) {
      const shares = firstRows(last.errors.shares, n);
      run.copyEvery(whole + stripe * ROW, 4 * last.width, addressIn(shares, stripe), ROW, n, ROW);
      run.copyEvery(sums + stripe * ROW, 0, last.bias.gradients + (stripe - last.from) * ROW, 0, 1, ROW);
    }

    lists.turn();
    for (let i = layers.length - 1; i >= 0; i--) {
      const layer = layers[i] as StripedLayerRooms;
      const before = layers[i - 1];
      const shares = firstRows(layer.errors.shares, n);
      for (let stripe = layer.from; stripe < layer.to; stripe++) {
        const to = layer.weights.gradients + (stripe - layer.from) * layer.inputs * ROW;
        const from = addressIn(shares, stripe);
        if (before) writeProduct(transposed(before.signals.whole), plain(from), to, layer.inputs, n, STRIPE);
        else lists.sumTurned(from, to);
      }
      if (before) passBack(layer, before, n, i > 1);
    }
  }

  /** The errors of this thread's units of the layer before. */
  function passBack(layer: StripedLayerRooms, before: StripedLayerRooms, n: number, isShared: boolean): void {
    if (!layer.all) return;
    join(layer.all.shares, layer.all.whole, layer.inputs);
    const shares = firstRows(before.errors.shares, n);
    const signals = firstRows(before.signals.shares, n);
    for (let stripe = before.from; stripe < before.to; stripe++) {
      const at = addressIn(shares, stripe);
      const rows = layer.all.whole + stripe * STRIPE * 4 * layer.width;
      writeProduct(plain(layer.errors.whole), transposed(rows), at, n, layer.width, STRIPE);
      const sums = before.bias.gradients + (stripe - before.from) * ROW;
      run.sumOpen(at, addressIn(signals, stripe), n, STRIPE, at, sums);
    }
    if (!isShared) return;
    sharing.exchange([shares]);
    join(shares, before.errors.whole, n);
  }

  /** Copies this thread's part of the state from the backend's memory or to it. */
  function copy(state: StripedState, isStored: boolean): void {
    for (const one of [...weights, ...biases]) {
      if (isStored && sharing.rank > 0 && (one === outWeights || one === outBias)) continue;
      const { at, size } = one.home;
      const pairs = [
        [state.weights, one.weights],
        [state.first, one.first],
        [state.second, one.second],
      ] as const;
      for (const [home, address] of pairs) {
        const [there, here] = [home.subarray(at, at + size), floatsAt(address, size)];
        if (isStored) there.set(here);
        else here.set(there);
      }
    }
  }

  return {
    load: (state) => copy(state, false),
    store: (state) => copy(state, true),
    outputs: (lists, indices) => forward(lists, indices, false),
    step(lists, indices, targets, settings) {
      const n = indices.length;
      forward(lists, indices, true);
      crossEntropy.findErrors(targets, n);
      backward(lists, n);
      for (const one of weights) adamStep(addressesOf(one), one.home.size, settings);
      const plainly = { ...settings, weightDecay: 0, penalty: 0 };
      for (const one of biases) adamStep(addressesOf(one), one.home.size, plainly);
      return floatsAt(crossEntropy.outputs, n * classes);
    },
    dispose: () => rooms.free(),
  };
}
