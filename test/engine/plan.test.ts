import { expect, it } from 'vitest';
import type { ClassDrawings, DrawingSource } from '../../pipeline/dataset/source.ts';
import type { Settings } from '../../pipeline/engine/prepare.ts';
import { planExperiment } from '../../pipeline/engine/tellPlan.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

const experiment = EXPERIMENTS['forest-trees'] as Experiment;

/** 100 drawings a class that note what is loaded. */
function noting(kind: 'embedded' | 'folder', isHere: boolean) {
  const loads: string[] = [];
  const source: DrawingSource = {
    kind,
    description: 'made up',
    available: async () => 100,
    isHere: async () => isHere,
    async load(name, count): Promise<ClassDrawings> {
      loads.push(name);
      const pixels = new Uint8Array(count * PIXELS).fill(kind === 'embedded' ? 50 : 0); // what is shown is none of those
      for (let row = 0; row < count; row++) pixels.set([name.length, row], row * PIXELS);
      return { name, available: 100, count, pixels, sha256: '' };
    },
  };
  return { source, loads };
}

async function planned(drawingsAreHere: boolean, exhibitsAreHere: boolean) {
  const drawings = noting('folder', drawingsAreHere);
  const exhibits = noting('embedded', exhibitsAreHere);
  const plan = await planExperiment(experiment, {
    args: {
      models: ['forest'],
      seeds: undefined,
      quick: true,
      classes: undefined,
      trainPerClass: undefined,
      cache: '/nowhere',
      checkpoint: 60,
      shard: undefined,
      workers: 2,
      kernels: 'simd',
      limitMemoryBytes: 2e9,
    },
    source: drawings.source,
    embedded: exhibits.source,
    folder: '/nowhere',
    root: '/nowhere',
    progress: { log: () => {}, warn: () => {}, load: () => {} } as unknown as Settings['progress'],
  } as Settings);
  return { plan, loads: [drawings.loads.length, exhibits.loads.length] };
}

it('a plan loads what is here, and draws nothing that is not', async () => {
  const k = experiment.classes.length;
  const all = await planned(true, true);
  expect(all.loads).toEqual([k, k]);
  const shownAreMissing = await planned(true, false);
  expect(shownAreMissing.loads).toEqual([k, 0]);
  const allAreMissing = await planned(false, true);
  expect(allAreMissing.loads).toEqual([0, 0]);
  for (const { plan } of [shownAreMissing, allAreMissing]) {
    expect(plan.fits).toBe(all.plan.fits);
    expect(plan.toMake).toEqual(all.plan.toMake);
    expect(plan.memoryBytes).toBe(all.plan.memoryBytes);
  }
});
