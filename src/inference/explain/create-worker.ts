import type { ExplainWorkerLike } from './client.ts';

/** Starts the worker that explains; Vite finds and bundles it by this very expression. */
export function createExplainWorker(): ExplainWorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'explain' });
}
