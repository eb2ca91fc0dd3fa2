import { join, resolve } from 'node:path';
import { ESTIMATOR_IDS, type EstimatorId, isNetwork } from '../../src/core/models.ts';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import { hashSources } from './cache.ts';
import { SAME_MATHS } from './sameMaths.ts';
import { SVM_PACKAGES, softwareVersions } from './software.ts';

const MODELS = resolve(import.meta.dirname, '../../src/learning');

/** The sources of the estimators that are not named like theirs. */
const SOURCES: Readonly<Partial<Record<EstimatorId, string>>> = {
  'convnet-plus': 'convnetPlus',
  'wide-convnet': 'wideConvnet',
  'linear-svm': 'svm',
  'rbf-svm': 'svm',
};

/**
 * By family, what names the code that a fit runs: a hash of its sources, and the packages and the Node below them.
 * A change makes the finished fits of that family worthless.
 */
function hashFamilies(kernels: KernelSet): Record<EstimatorId, string> {
  const root = resolve(MODELS, '../..');
  const codes = new Map<string, string>();
  return Object.fromEntries(
    ESTIMATOR_IDS.map((id) => {
      const sources = hashSources(
        ['classifier', SOURCES[id] ?? id].map((name) => join(MODELS, `${name}.ts`)),
        codes,
      );
      const software = softwareVersions(root, id.endsWith('-svm') ? SVM_PACKAGES : []);
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
