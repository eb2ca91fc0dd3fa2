/**
 * One evaluation of many classes in a process of its own: `node test/bench/evaluation.ts ROOT` measures made-up
 * probabilities with what lies in the checkout ROOT: accuracy, confusion, a ROC curve a class, and their intervals.
 * Prints one line of JSON.
 */
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { createRandom } from '../../src/core/random.ts';

/** What the process prints. */
export interface EvaluationTimes {
  readonly seconds: number;
}

const CLASSES = 50;
const DRAWINGS = 2_000;

/** About half of the drawings are taken for what they are. [DRAWINGS, CLASSES] */
function madeUp(labels: Uint16Array): Float32Array {
  const random = createRandom('evaluation');
  const probabilities = new Float32Array(DRAWINGS * CLASSES);
  for (let i = 0; i < DRAWINGS; i++) {
    const row = probabilities.subarray(i * CLASSES, (i + 1) * CLASSES);
    for (let c = 0; c < CLASSES; c++) row[c] = Math.exp(random.normal() + (c === labels[i] ? 2.2 : 0));
    const sum = row.reduce((a, b) => a + b, 0);
    for (let c = 0; c < CLASSES; c++) row[c] = (row[c] as number) / sum;
  }
  return probabilities;
}

const [root = '.'] = argv.slice(2);
const url = `${pathToFileURL(resolve(root)).href}/`;
const { evaluate }: typeof import('../../src/core/metrics.ts') = await import(
  /* @vite-ignore */ `${url}src/core/metrics.ts`
);
const labels = Uint16Array.from({ length: DRAWINGS }, (_, i) => i % CLASSES);
const probabilities = madeUp(labels);
const classes = Array.from({ length: CLASSES }, (_, c) => `class ${c}`);
const started = performance.now();
evaluate(probabilities, labels, classes, { random: createRandom('bootstrap') });
const times: EvaluationTimes = { seconds: (performance.now() - started) / 1000 };
console.log(JSON.stringify(times));
