import { expect, test } from 'vitest';
import { codeVersions } from '../../pipeline/engine/codeVersions.ts';
import { ESTIMATOR_IDS, isNetwork } from '../../src/core/models.ts';

test('fits of networks are told apart by the kernels, those of other families are the same with either', () => {
  const [relaxed, simd] = [codeVersions('relaxed'), codeVersions('simd')];
  for (const id of ESTIMATOR_IDS)
    expect(relaxed[id], id).toBe(isNetwork(id) ? `${simd[id]} with relaxed` : simd[id]);
  expect(ESTIMATOR_IDS.filter(isNetwork)).toEqual(['perceptron', 'convnet', 'convnet-plus', 'wide-convnet']);
});
