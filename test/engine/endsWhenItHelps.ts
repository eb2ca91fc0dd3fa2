/** A thread of the pool that ends when it is asked to help; it marks the last drawing's label, so that a test sees it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ToThread, WorkerSetting } from '../../pipeline/engine/threadMessages.ts';

parentPort?.on('message', (message: ToThread) => {
  if (!('help' in message)) return;
  const { labels } = (workerData as WorkerSetting).store;
  labels[labels.length - 1] = 1;
  process.exit(3);
});
await import('../../pipeline/engine/worker.ts');
