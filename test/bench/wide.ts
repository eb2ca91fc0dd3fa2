/**
 * One training of the wide network in a process of its own: `node test/bench/wide.ts ROOT FOLDER DRAWINGS` trains what
 * lies in the checkout ROOT on the first DRAWINGS of the workload in FOLDER, on as many threads as there are cores
 * where that checkout shares a fit among threads, and on one where it does not. Prints one line of JSON.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { FitJob } from '../../pipeline/engine/job.ts';
import { partsOf, ROOT_VARIABLE, trainWide } from './wideNetwork.ts';
import { readWorkload } from './workload.ts';

/** What the process prints. */
export interface WideTimes {
  readonly drawingsPerSecond: number;
  readonly threads: number;
  /** Of all threads, with the start of the process. */
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}

const [root = '.', folder = '', count = '512'] = argv.slice(2);
const { store } = await readWorkload(folder);
const drawings = { ...store, count: Math.min(Number(count), store.count) };
const url = `${pathToFileURL(resolve(root)).href}/`;
const threads = existsSync(join(root, 'src/learning/crew.ts')) ? availableParallelism() : 1;

let seconds: number;
if (threads === 1) seconds = await trainWide(await partsOf(url), drawings, undefined);
else {
  const { openPool }: typeof import('../../pipeline/engine/pool.ts') = await import(
    /* @vite-ignore */ `${url}pipeline/engine/pool.ts`
  );
  process.env[ROOT_VARIABLE] = url;
  const pool = openPool(drawings, threads, undefined, new URL('./wideThread.ts', import.meta.url));
  seconds = (await pool.run({ name: 'the wide network' } as FitJob)).fitSeconds;
  await pool.close();
}
const { user, system } = process.cpuUsage();
const times: WideTimes = {
  drawingsPerSecond: drawings.count / seconds,
  threads,
  cpuSeconds: (user + system) / 1e6,
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(times));
