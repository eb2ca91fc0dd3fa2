/** How long everything takes that comes after the fits: intervals, curves, the proof of each ONNX file, and writing. */
import { evaluate, MANY_CLASSES } from '../../src/core/metrics.ts';
import { MODEL_IDS, type ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Experiment, Sizes } from '../experiments/experiment.ts';

/** Seconds on the machine that they were measured on: one thread, since all of it is done on the main one. */
const COST = {
  /** A graph, a session, and 1,000 drawings through it. */
  proof: 0.4,
  /** Of a tested drawing: the intervals of the published form and of the calibration, before and after. */
  intervals: 1.45e-4,
  /** Of a tested drawing in one bootstrap sample, and of each ROC curve beside that. */
  sample: 2.2e-8,
  curve: 1.4e-8,
  /** Of a tested drawing, for every two models. */
  pair: 1e-5,
  /** Of a probability of a drawing on show: rounded, checked and written. */
  told: 1.3e-6,
  /** Of a drawing on show that has to be painted first. */
  painted: 9e-4,
} as const;

/** Of the metrics (`evaluate.ts`), by the number of classes. */
const replicatesFor = (classes: number) => (classes > MANY_CLASSES ? 300 : 2000);

export interface Evaluated {
  readonly experiment: Experiment;
  readonly models: readonly ModelId[];
  readonly sizes: Pick<Sizes, 'testPerClass'>;
  /** Drawings on show, all classes together, and those of them that are not painted yet. */
  readonly shown: number;
  readonly toPaint: number;
}

/** @param factor by how much this machine is slower than that of the costs. */
export function evaluationSeconds(
  { experiment, models, sizes, shown, toPaint }: Evaluated,
  factor = 1,
): number {
  const k = experiment.classes.length;
  const tested = sizes.testPerClass * k;
  const painting = COST.painted * toPaint;
  if (experiment.kind === 'sweep') {
    const forms = experiment.measureTest ? experiment.variants.length : 0;
    return factor * (painting + (forms * COST.intervals * tested) / 3); // one interval of three
  }
  const count = MODEL_IDS.filter((id) => models.includes(id) && experiment.models[id]).length;
  const curves = k === 2 ? 1 : k;
  const perModel =
    COST.proof +
    COST.intervals * tested +
    replicatesFor(k) * tested * (COST.sample + COST.curve * curves) +
    COST.told * shown * k;
  const pairs = (count * (count - 1)) / 2;
  return factor * (painting + count * perModel + pairs * COST.pair * tested);
}

/** Classes and drawings of the short evaluation that is timed. */
const CLASSES = 10;
const DRAWINGS = 200;
/** What it takes on the machine of the costs. */
const REFERENCE_SECONDS = 0.125;
const ROUNDS = 5;

let known: number | undefined;

/** Seconds of a short evaluation over those of the machine that the costs are from: the least of five. Measured once. */
export function evaluationFactor(): number {
  known ??= measured();
  return known;
}

function measured(): number {
  const random = createRandom('evaluation speed');
  const labels = Uint16Array.from({ length: DRAWINGS }, (_, i) => i % CLASSES);
  const probabilities = Float32Array.from({ length: DRAWINGS * CLASSES }, () => random.next() / CLASSES);
  const classes = Array.from({ length: CLASSES }, (_, c) => `${c}`);
  const seconds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    evaluate(probabilities, labels, classes, { random });
    return (performance.now() - started) / 1000;
  });
  return Math.min(...seconds) / REFERENCE_SECONDS;
}
