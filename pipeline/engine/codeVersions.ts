import { join, resolve } from 'node:path';
import { ESTIMATOR_IDS, type EstimatorId, isNetwork } from '../../src/core/models.ts';
import { FAMILIES } from '../../src/learning/families.ts';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import { hashSources } from './cache.ts';
import { SAME_MATHS } from './sameMaths.ts';
import { softwareVersions } from './software.ts';

const MODELS = resolve(import.meta.dirname, '../../src/learning');

/**
 * By family, what names the code that a fit runs: a hash of its sources, and the packages and the Node below them.
 * A change makes the finished fits of that family worthless.
 */
function hashFamilies(kernels: KernelSet): Record<EstimatorId, string> {
  const root = resolve(MODELS, '../..');
  const codes = new Map<string, string>();
  return Object.fromEntries(
    ESTIMATOR_IDS.map((id) => {
      const files = ['classifier.ts', FAMILIES[id].source].map((name) => join(MODELS, name));
      const sources = hashSources(files, codes);
      const software = softwareVersions(root, [id]);
      // The other set goes without saying, as in the keys from before there was a choice.
      const computing = isNetwork(id) && kernels === 'relaxed' ? ' with relaxed' : '';
      return [id, `${SAME_MATHS[sources] ?? sources} ${JSON.stringify(software)}${computing}`];
    }),
  ) as Record<EstimatorId, string>;
}

const hashed = new Map<KernelSet, Readonly<Record<EstimatorId, string>>>();

/** The same, hashed once a process. */
export function codeVersions(kernels: KernelSet): Readonly<Record<EstimatorId, string>> {
  const versions = hashed.get(kernels) ?? hashFamilies(kernels);
  hashed.set(kernels, versions);
  return versions;
}
