import type { CrewTask, CrewTaskName } from './crew.ts';

/** Each is fetched by the thread that runs it, so that a helper loads no more than it needs. */
const TASKS = {
  'forest-trees': async () => (await import('./forestTrees.ts')).growSharedTrees,
  'near-pixels': async () => (await import('./pixelNeighbors.ts')).findSharedNeighbors,
  'network-parts': async () => (await import('./tfjs/networkParts.ts')).takeNetworkParts,
  'network-stripes': async () => (await import('./tfjs/networkStripes.ts')).takeNetworkStripes,
  'network-predictions': async () => (await import('./tfjs/sharedPredictions.ts')).takePredictions,
} satisfies Record<CrewTaskName, () => Promise<CrewTask>>;

/** The task of that name. */
export const crewTask = (name: CrewTaskName): Promise<CrewTask> => TASKS[name]();
