/** `npm run bench`: how fast ours are beside scikit-learn and PyTorch, and how time and memory grow with the drawings. */
import { rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLASSIC_IDS, type ClassicId } from '../../src/core/models.ts';
import { contest, runOurs } from './contest.ts';
import { findPython, INSTALL } from './python.ts';
import { contestTable, ratiosLine, type ScaleRow, scalingTable } from './report.ts';
import { CLASSES, writeWorkload } from './workload.ts';

const USAGE = `usage: npm run bench -- [flags]

Fits a forest, neighbours, a perceptron and a convolutional network, and reads the test drawings with them: ours and,
where there is a Python with scikit-learn and PyTorch, theirs, by turns. Prints medians over the rounds; on the last
line, how many times as fast as theirs ours are.

  --data DIR      drawings in the official layout, DIR/full/numpy_bitmap/<class>.npy (default: the embedded ones)
  --train N       training drawings, of ${CLASSES.join(', ')} together (default: 12500)
  --test N        drawings to read (default: 8900)
  --epochs N      of the convolutional network (default: 10)
  --rounds N      (default: 3)
  --models LIST   some of ${CLASSIC_IDS.join(',')} (default: all)
  --no-scaling    leave out the table of time and memory at 1, 2 and 4 times as many drawings
  --help          this text`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    train: { type: 'string', default: '12500' },
    test: { type: 'string', default: '8900' },
    epochs: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    models: { type: 'string', default: CLASSIC_IDS.join() },
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
  const python = findPython();
  const root = join(tmpdir(), `doodles-bench-${process.pid}`);
  const folder = join(root, 'workload');
  const log = (line: string) => console.error(line);
  try {
    const source = await writeWorkload(folder, values.data, { train, test });
    console.log(`${train} training and ${test} test drawings of ${CLASSES.join(', ')}: ${source}`);
    console.log(`${availableParallelism()} cores, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`);
    console.log(python ? `peers: ${python.versions}` : `no peers: they need ${INSTALL}`);
    const options = {
      folder,
      models,
      epochs: wholeNumber('epochs', 1),
      rounds: wholeNumber('rounds', 1),
      python,
      log,
    };
    const result = await contest(options);
    console.log(`\nSeconds to fit and to read the test drawings, medians of ${options.rounds}\n`);
    console.log(contestTable(result));
    if (!values['no-scaling']) {
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
    console.log(`\n${ratiosLine(result)}`);
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
