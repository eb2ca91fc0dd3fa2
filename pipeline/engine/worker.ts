/** The thread that fits one model after the other for `pool.ts`, and helps others in between. */
import { parentPort, workerData } from 'node:worker_threads';
import { useKernels } from '../../src/learning/kernels/kernelSet.ts';
import { createThreadCrew, help } from './threadCrew.ts';
import type { FromThread, ToThread, WorkerSetting } from './threadMessages.ts';

if (parentPort === null) throw new Error('pipeline/engine/worker.ts runs in a worker thread: use pool.ts');
const port = parentPort;
const { store, kernels, others, wanted } = workerData as WorkerSetting;
useKernels(kernels);
const tell = (message: FromThread) => port.postMessage(message);
const { crew, hear } = createThreadCrew(tell, others);

async function fit({ job, checkpoint }: Extract<ToThread, { job: unknown }>): Promise<void> {
  try {
    // Loaded when there is a job, so that a thread that only helps starts in a fraction of the time.
    const [{ runJob }, { openCheckpoint }] = await Promise.all([
      import('./job.ts'),
      import('./checkpoint.ts'),
    ]);
    const outcome = await runJob(store, job, {
      onProgress: (progress) => tell({ progress }),
      checkpoint: checkpoint && openCheckpoint(checkpoint.file, checkpoint.everySeconds),
      crew: others > 0 ? crew : undefined,
    });
    tell({ outcome });
  } catch (error) {
    tell({ error });
  }
}

port.on('message', async (message: ToThread) => {
  if ('job' in message) await fit(message);
  else if ('help' in message) {
    await help(message.help, message.line, wanted);
    tell({ free: true });
  } else hear(message);
});
