/** The thread that fits one model after the other for `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DrawingStore, type FitJob, runJob } from './job.ts';

if (parentPort === null) throw new Error('pipeline/engine/worker.ts runs in a worker thread: use pool.ts');
const port = parentPort;
const store = workerData as DrawingStore;

port.on('message', async (job: FitJob) => {
  try {
    const outcome = await runJob(store, job, (progress) => port.postMessage({ progress }));
    port.postMessage({ outcome });
  } catch (error) {
    port.postMessage({ error });
  }
});
