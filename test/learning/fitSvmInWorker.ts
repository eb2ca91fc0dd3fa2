import { parentPort } from 'node:worker_threads';
import { createRandom } from '../../src/core/random.ts';
import { createRbfSvm } from '../../src/learning/svm.ts';
import { bars } from './bars.ts';

/**
 * Run as a worker thread by the support vector machines' test: loads LIBSVM and fits, then posts the state and the
 * handlers of unhandled rejections before and after.
 */
const handlers = () => process.listenerCount('unhandledRejection');
const before = handlers();
const svm = createRbfSvm({ C: 2 });
await svm.fit(bars(30, createRandom('worker')), { random: createRandom(1) });
parentPort?.postMessage({ state: svm.state(), before, after: handlers() });
