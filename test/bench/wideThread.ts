/** A thread of the pool that trains the wide network whatever its job, and helps as `pipeline/engine/worker.ts` does. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FitOutcome } from '../../pipeline/engine/job.ts';
import type { FromThread, ToThread, WorkerSetting } from '../../pipeline/engine/threadMessages.ts';
import { partsOf, ROOT_VARIABLE, trainWide } from './wideNetwork.ts';

if (parentPort === null) throw new Error('test/bench/wideThread.ts runs in a worker thread: use wide.ts');
const port = parentPort;
const root = process.env[ROOT_VARIABLE] as string;
const { store, kernels, others, wanted } = workerData as WorkerSetting;
const { createThreadCrew, help }: typeof import('../../pipeline/engine/threadCrew.ts') = await import(
  `${root}pipeline/engine/threadCrew.ts`
);
const { useKernels }: typeof import('../../src/learning/kernels/kernelSet.ts') = await import(
  `${root}src/learning/kernels/kernelSet.ts`
);
useKernels(kernels);
const tell = (message: FromThread) => port.postMessage(message);
const { crew, hear } = createThreadCrew(tell, others);

port.on('message', async (message: ToThread) => {
  if ('help' in message) {
    await help(message.help, message.line, wanted);
    tell({ free: true });
  } else if ('job' in message) {
    try {
      const fitSeconds = await trainWide(await partsOf(root), store, crew);
      const outcome: FitOutcome = {
        hyperparameters: {},
        report: {},
        probabilities: {},
        fitSeconds,
        predictSeconds: {},
      };
      tell({ outcome });
    } catch (error) {
      tell({ error });
    }
  } else hear(message);
});
