/** A thread of the pool that ends in the first step of a network that it helps with. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ help }: { help?: { input: { drawings: object } } }) => {
  if (help) Object.defineProperty(help.input.drawings, 'labels', { get: () => process.exit(3) });
});
await import('../../../pipeline/engine/worker.ts');
