/** The thread that fits one model after the other for `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCheckpoint } from './checkpoint.ts';
import { type DrawingStore, runJob } from './job.ts';
import type { Assignment } from './pool.ts';

if (parentPort === null) throw new Error('pipeline/engine/worker.ts runs in a worker thread: use pool.ts');
const port = parentPort;
const store = workerData as DrawingStore;

port.on('message', async ({ job, checkpoint }: Assignment) => {
  try {
    const outcome = await runJob(
      store,
      job,
      (progress) => port.postMessage({ progress }),
      checkpoint && openCheckpoint(checkpoint.file, checkpoint.everySeconds),
    );
    port.postMessage({ outcome });
  } catch (error) {
    port.postMessage({ error });
  }
});
