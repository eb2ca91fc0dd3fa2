/** `npm run bench`: how fast ours are beside scikit-learn and PyTorch, and how time and memory grow with the drawings. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLASSIC_IDS, type ClassicId } from '../../src/core/models.ts';
import { against } from './against.ts';
import { contest, runOurs } from './contest.ts';
import { findPython, INSTALL } from './python.ts';
import {
  againstLine,
  againstTable,
  contestTable,
  ratiosLine,
  type ScaleRow,
  scalingTable,
  sizesTable,
} from './report.ts';
import { costsBySize } from './sizes.ts';
import { CLASSES, writeWorkload } from './workload.ts';

/** That the wide network learns from in a round. */
const WIDE_DRAWINGS = 512;

const USAGE = `usage: npm run bench -- [flags]

Fits a forest, neighbours, a perceptron and a convolutional network, and reads the test drawings with them: ours and,
where there is a Python with scikit-learn and PyTorch, theirs, by turns. Prints medians over the rounds; on the last
line, how many times as fast as theirs ours are. What no peer does is measured against another checkout of this project.

  --data DIR      drawings in the official layout, DIR/full/numpy_bitmap/<class>.npy (default: the embedded ones)
  --train N       training drawings, of ${CLASSES.join(', ')} together (default: 12500)
  --test N        drawings to read (default: 8900)
  --epochs N      of the convolutional network (default: 10)
  --rounds N      (default: 3)
  --models LIST   some of ${CLASSIC_IDS.join(',')} (default: all)
  --against DIR   another checkout of this project, with its packages installed: the same models there, and the training
                  of a network of 32-64-128 maps on all cores, and the evaluation of 50 classes, here and there by turns
  --sizes         time and memory of every family at 1, 2 and 4 times as many drawings, and of 5, 50 and 345 words
  --no-contest    leave out the contest with the peers, and the last line
  --no-scaling    leave out the table of time and memory at 1, 2 and 4 times as many drawings, all models side by side
  --help          this text`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    train: { type: 'string', default: '12500' },
    test: { type: 'string', default: '8900' },
    epochs: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    models: { type: 'string', default: CLASSIC_IDS.join() },
    against: { type: 'string' },
    sizes: { type: 'boolean', default: false },
    'no-contest': { type: 'boolean', default: false },
    'no-scaling': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function wholeNumber(flag: 'train' | 'test' | 'epochs' | 'rounds', unit: number): number {
  const value = Number(values[flag]);
  if (!Number.isInteger(value) || value < unit || value % unit !== 0)
    throw new RangeError(`--${flag} takes a whole number, a multiple of ${unit}, got "${values[flag]}"`);
  return value;
}

async function main(): Promise<void> {
  const train = wholeNumber('train', CLASSES.length);
  const test = wholeNumber('test', CLASSES.length);
  const models = values.models.split(',') as ClassicId[];
  for (const model of models)
    if (!CLASSIC_IDS.includes(model))
      throw new RangeError(`no model "${model}"; there are ${CLASSIC_IDS.join(', ')}`);
  const dir = values.against;
  if (dir !== undefined && !existsSync(join(dir, 'test/bench/ours.ts')))
    throw new RangeError(
      `--against takes a checkout of this project, with its test/bench/ours.ts, got "${dir}"`,
    );
  const python = values['no-contest'] ? undefined : findPython();
  const root = join(tmpdir(), `doodles-bench-${process.pid}`);
  const folder = join(root, 'workload');
  const log = (line: string) => console.error(line);
  try {
    console.log(`${availableParallelism()} cores, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`);
    if (!values['no-contest'])
      console.log(python ? `peers: ${python.versions}` : `no peers: they need ${INSTALL}`);
    if (!values['no-contest'] || dir !== undefined) {
      const source = await writeWorkload(folder, values.data, { train, test });
      console.log(`${train} training and ${test} test drawings of ${CLASSES.join(', ')}: ${source}`);
    }
    const options = {
      folder,
      models,
      epochs: wholeNumber('epochs', 1),
      rounds: wholeNumber('rounds', 1),
      python,
      log,
    };
    const result = values['no-contest'] ? undefined : await contest(options);
    if (result) {
      console.log(`\nSeconds to fit and to read the test drawings, medians of ${options.rounds}\n`);
      console.log(contestTable(result));
    }
    if (result && !values['no-scaling']) {
      const rows: ScaleRow[] = [];
      for (const times of [1, 2, 4]) {
        log(`${times} times as many drawings`);
        const part = (n: number) => CLASSES.length * Math.ceil((n * times) / 4 / CLASSES.length);
        const sizes = { train: part(train), test: part(test) };
        const own = join(root, `${times}`);
        await writeWorkload(own, values.data, sizes);
        rows.push({ times, ...sizes, process: await runOurs({ ...options, folder: own }, models) });
      }
      console.log(`\nAll models side by side, at growing numbers of drawings\n`);
      console.log(scalingTable(rows));
    }
    if (values.sizes) {
      const rows = await costsBySize({ ...options, root, data: values.data });
      console.log(`\nOne family a process, ${options.epochs} epochs of the convolutional network\n`);
      console.log(sizesTable(rows));
      if (values.data === undefined)
        console.log(
          'Of a word there are only 100 embedded drawings: the others are shifted copies (--data DIR takes different ones).',
        );
    }
    if (dir !== undefined) {
      const pairs = await against({ ...options, dir, wideDrawings: WIDE_DRAWINGS });
      console.log(`\nHere and in ${dir} by turns, medians of ${options.rounds}\n`);
      console.log(againstTable(pairs));
      console.log(`\n${againstLine(pairs)}`);
    }
    if (result) console.log(`\n${ratiosLine(result)}`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

if (values.help) console.log(USAGE);
else
  await main().catch((error: Error) => {
    console.error(`bench: ${error.message}`);
    process.exitCode = 1;
  });
