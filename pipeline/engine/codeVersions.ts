import { join, resolve } from 'node:path';
import { ESTIMATOR_IDS, type EstimatorId } from '../../src/core/models.ts';
import type { ResolvedBackend } from '../../src/learning/backendName.ts';
import { hashSources } from './cache.ts';
import { SAME_MATHS } from './sameMaths.ts';
import { SVM_PACKAGES, softwareVersions } from './software.ts';

/** The estimators that TensorFlow.js computes. */
const NETWORKS: readonly EstimatorId[] = ['perceptron', 'convnet', 'convnet-plus'];

const MODELS = resolve(import.meta.dirname, '../../src/learning');

/** The sources of the estimators that are not named like theirs. */
const SOURCES: Readonly<Partial<Record<EstimatorId, string>>> = {
  'convnet-plus': 'convnetPlus',
  'linear-svm': 'svm',
  'rbf-svm': 'svm',
};

/**
 * By family, what names the code that a fit runs: a hash of its sources, and the packages and the Node below them.
 * A change makes the finished fits of that family worthless.
 */
function hashFamilies(backend: ResolvedBackend): Record<EstimatorId, string> {
  const root = resolve(MODELS, '../..');
  const codes = new Map<string, string>();
  return Object.fromEntries(
    ESTIMATOR_IDS.map((id) => {
      const sources = hashSources(
        ['classifier', SOURCES[id] ?? id].map((name) => join(MODELS, `${name}.ts`)),
        codes,
      );
      const software = softwareVersions(root, id.endsWith('-svm') ? SVM_PACKAGES : []);
      // WebAssembly goes without saying, as in the keys from before there was a choice.
      const computing = NETWORKS.includes(id) && backend !== 'wasm' ? ` on ${backend}` : '';
      return [id, `${SAME_MATHS[sources] ?? sources} ${JSON.stringify(software)}${computing}`];
    }),
  ) as Record<EstimatorId, string>;
}

const hashed = new Map<ResolvedBackend, Readonly<Record<EstimatorId, string>>>();

/** The same, hashed once a process. */
export function codeVersions(backend: ResolvedBackend): Readonly<Record<EstimatorId, string>> {
  const versions = hashed.get(backend) ?? hashFamilies(backend);
  hashed.set(backend, versions);
  return versions;
}
