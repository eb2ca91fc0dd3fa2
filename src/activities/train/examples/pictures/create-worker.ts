import type { PictureWorkerLike } from './client.ts';

/** Starts the worker that reads pictures; Vite finds and bundles it by this very expression. */
export function createPictureWorker(): PictureWorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'pictures' });
}
