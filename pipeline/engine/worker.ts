/** The thread that fits one model after the other for `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { useBackend } from '../../src/learning/backend.ts';
import { openCheckpoint } from './checkpoint.ts';
import { runJob } from './job.ts';
import type { Assignment, WorkerSetting } from './pool.ts';

if (parentPort === null) throw new Error('pipeline/engine/worker.ts runs in a worker thread: use pool.ts');
const port = parentPort;
const { store, backend } = workerData as WorkerSetting;
useBackend(backend);

port.on('message', async ({ job, checkpoint }: Assignment) => {
  try {
    const outcome = await runJob(
      store,
      job,
      (progress) => port.postMessage({ progress }),
      // A checkpoint reads the weights in the middle of things, which WebGPU does not allow.
      backend !== 'webgpu' && checkpoint
        ? openCheckpoint(checkpoint.file, checkpoint.everySeconds)
        : undefined,
    );
    port.postMessage({ outcome });
  } catch (error) {
    port.postMessage({ error });
  }
});
