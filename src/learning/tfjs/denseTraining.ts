import type { LabelledDrawings } from '../classifier.ts';
import { FIRST_POWERS } from './adam.ts';
import { createInkLists, type InkLists } from './inkLists.ts';
import { tally } from './predict.ts';
import { FOLD, STEPS } from './stripeBoard.ts';
import type { StripedNetwork } from './stripedNetwork.ts';
import { predictAll, takeSteps } from './stripedSteps.ts';
import { createStripedThreads } from './stripedThreads.ts';
import { layStripes, liftStripes, stripedShape } from './stripes.ts';
import { createTallies, sharesOf } from './tallies.ts';
import type { EpochScores, Training, TrainingOptions, Within } from './trainingContract.ts';
import type { NetworkWeights } from './weights.ts';

/** Whether a network is trained here: of dense layers alone, on drawings as they are. */
export const isStriped = (
  { convolutions, dense }: NetworkWeights,
  { dropout = 0, augmentation = {} }: TrainingOptions,
): boolean =>
  convolutions.length === 0 &&
  dense.length > 1 &&
  dropout === 0 &&
  !Object.values(augmentation).some(Boolean);

/** `createTraining` for such a network: the same numbers with less around them, and each thread has units of its own. */
export function createDenseTraining(initial: NetworkWeights, options: TrainingOptions): Training {
  const { alpha = 0, weightDecay = 0, labelSmoothing = 0, validation, crew, random } = options;
  const shape = stripedShape(initial.dense);
  const lift = (laid: Float32Array) => liftStripes(shape, laid);
  const threads = createStripedThreads(
    shape,
    {
      weights: layStripes(
        shape,
        initial.dense.flatMap(({ weights, bias }) => [weights, bias]),
      ),
      first: new Float32Array(shape.size),
      second: new Float32Array(shape.size),
    },
    crew,
  );
  const order = random.fork('order');
  const listed = new Map<LabelledDrawings, { readonly lists: InkLists; readonly batch: number }>();
  let powers = FIRST_POWERS;
  let within: Within | undefined;
  /** Drawings at once, as in the first epoch. */
  let batch: number | undefined;

  const listsOf = (drawings: LabelledDrawings, batch: number): InkLists => {
    const known = listed.get(drawings);
    if (known?.batch === batch) return known.lists;
    known?.lists.dispose();
    const lists = createInkLists(drawings, batch);
    listed.set(drawings, { lists, batch });
    return lists;
  };

  return {
    async epoch(drawings, learningRate, onStep): Promise<EpochScores> {
      const { count } = drawings;
      const settings = { batch: Math.min(options.batch, count), alpha, weightDecay, labelSmoothing };
      batch = settings.batch;
      const before = within?.order ?? order.position();
      order.restore(before);
      const indices = order.shuffle(Uint32Array.from({ length: count }, (_, i) => i));
      let { start, loss, right } = within ?? { start: 0, loss: 0, right: 0 };
      const lists = listsOf(drawings, batch);
      // Who wants to hear of every step has them taken here.
      const isShared = !onStep && start === 0;
      if (isShared) threads.open(drawings, validation, settings);
      while (start < count) {
        const first = start;
        const end = onStep ? Math.min(first + batch, count) : count;
        const taken = indices.slice(first, end);
        const rates = Float64Array.from({ length: Math.ceil(taken.length / batch) }, (_, i) =>
          learningRate((first + i * settings.batch) / count),
        );
        const tallies = createTallies(drawings);
        const course = { drawings, lists, order: taken, rates, powers };
        let next = powers;
        const work = (network: StripedNetwork) => {
          next = takeSteps(network, course, settings, (outputs, at) =>
            tallies.add(outputs, taken.subarray(at, at + settings.batch)),
          );
        };
        if (isShared)
          threads.together(STEPS, batch, work, (board) => {
            board.order.set(taken);
            board.rates.set(rates);
            board.powers.set(powers);
          });
        else threads.alone(batch, work);
        powers = next;
        ({ loss, right } = tallies.sums({ loss, right }));
        start = end;
        within = end < count ? { start, loss, right, order: before } : undefined;
        if (onStep && !(await onStep(end / count)) && end < count)
          return { loss: loss / end, accuracy: right / end, isWhole: false };
      }
      return { loss: loss / count, accuracy: right / count, isWhole: true };
    },
    async score(drawings) {
      const { count } = drawings;
      const size = batch ?? Math.min(options.batch, count);
      const lists = listsOf(drawings, size);
      const classes = drawings.classes.length;
      const found = new Float32Array(count * classes);
      const work = (network: StripedNetwork) =>
        predictAll(network, lists, count, size, (outputs, at) => found.set(outputs, at * classes));
      if (drawings === validation) threads.together(FOLD, size, work);
      else threads.alone(size, work);
      const all = Uint32Array.from({ length: count }, (_, i) => i);
      const { loss, right } = tally(sharesOf(found, classes), drawings, all);
      return { loss: loss / count, accuracy: right / count };
    },
    async weights() {
      const learnt = lift(threads.state().weights);
      const dense = initial.dense.map((layer, i) => {
        const [weights, bias] = learnt.slice(2 * i, 2 * i + 2) as [Float32Array, Float32Array];
        return { ...layer, weights, bias };
      });
      return { convolutions: [], dense };
    },
    snapshot() {
      const { weights, first, second } = threads.state();
      return {
        ...(within && { within }),
        variables: lift(weights),
        optimizer: { first: lift(first), second: lift(second), powers },
        norms: [],
        positions: [order.position()],
      };
    },
    restore({ variables, optimizer, positions, within: reached }) {
      const [weights, first, second] = [variables, optimizer.first, optimizer.second].map((given) =>
        layStripes(shape, given),
      ) as [Float32Array, Float32Array, Float32Array];
      threads.restore({ weights, first, second });
      powers = optimizer.powers;
      within = reached;
      order.restore(positions[0] as readonly number[]);
    },
    async dispose() {
      for (const { lists } of listed.values()) lists.dispose();
      listed.clear();
      await threads.end();
    },
  };
}
