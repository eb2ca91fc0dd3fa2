import { parentPort } from 'node:worker_threads';
import { createRandom } from '../../src/core/random.ts';
import { createConvnet } from '../../src/learning/convnet.ts';
import { stripes } from './stripes.ts';

/** Run as a worker thread by the backend's test: fits a small convnet and posts its state. */
const convnet = createConvnet({ epochs: 1, batch: 8 });
await convnet.fit(stripes(20), { random: createRandom(1) });
parentPort?.postMessage(convnet.state());
