/**
 * Our side of the bench, in a process of its own: `node test/bench/ours.ts FOLDER MODELS EPOCHS` fits the models
 * (comma-separated) side by side on as many threads as there are cores, as the pipeline does, predicts the test
 * drawings, and prints one line of JSON.
 */
import { availableParallelism } from 'node:os';
import { argv } from 'node:process';
import type { FitJob } from '../../pipeline/engine/job.ts';
import { openPool } from '../../pipeline/engine/pool.ts';
import { accuracy } from '../../src/core/metrics.ts';
import { CLASSIC_IDS, type ClassicId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import type { ModelTimes, ProcessTimes } from './times.ts';
import { readWorkload } from './workload.ts';

const [folder = '', models = '', epochs = '10'] = argv.slice(2);
const { store, train, test } = await readWorkload(folder);

/** Where nothing is said, the defaults, which are those of the peers but for the perceptron's early stopping. */
const HYPERPARAMETERS: Record<ClassicId, Hyperparameters> = {
  forest: {},
  nearest: {},
  perceptron: {},
  convnet: { epochs: Number(epochs), batch: 200, decay: 'none' },
};

const rows = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i);
const testRows = rows(train, test);
const testLabels = store.labels.subarray(train, train + test);

async function run(model: ClassicId): Promise<ModelTimes> {
  const job: FitJob = {
    name: model,
    model,
    hyperparameters: HYPERPARAMETERS[model],
    seed: 1,
    train: rows(0, train),
    predict: { test: testRows },
    keepState: false,
  };
  const { fitSeconds, predictSeconds, probabilities, report } = await pool.run(job);
  return {
    fitSeconds,
    predictSeconds: predictSeconds['test'] as number,
    accuracy: accuracy(probabilities['test'] as Float32Array, testLabels),
    ...(report.history && { epochs: report.history.length }),
  };
}

const started = performance.now();
const pool = openPool(store, availableParallelism());
// Slowest first, as the pipeline starts them.
const wanted = CLASSIC_IDS.filter((id) => models.split(',').includes(id)).toReversed();
const entries = await Promise.all(wanted.map(async (id) => [id, await run(id)] as const));
const wholeSeconds = (performance.now() - started) / 1000;
await pool.close();
const { user, system } = process.cpuUsage();
const result: ProcessTimes = {
  models: Object.fromEntries(entries),
  wholeSeconds,
  cpuSeconds: (user + system) / 1e6,
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(result));
