import type { WorkerLike } from './client.ts';

/** Starts the training worker; Vite finds and bundles it by this very expression. */
export function createWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });
}
