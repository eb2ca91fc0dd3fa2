import type { KernelSet } from '../../core/kernel-sets.ts';
import { type EstimatorId, isNetwork } from '../../core/models.ts';
import type { AnyResult } from '../../core/results.ts';

const IN_WORDS: Record<KernelSet, string> = {
  relaxed: 'with fused multiply-add (relaxed SIMD)',
  simd: 'without fused multiply-add (SIMD)',
};

/** What the networks of an experiment were trained with; undefined where it trained none. */
export function networkKernels(
  result: AnyResult,
): { readonly set: KernelSet; readonly inWords: string } | undefined {
  if (result.kind === 'conditions') return undefined; // asks models that were trained elsewhere
  const estimators = estimatorsOf(result);
  if (!estimators.some(isNetwork)) return undefined;
  const set = result.kernels ?? 'simd'; // as all were before there was a choice
  return { set, inWords: IN_WORDS[set] };
}

function estimatorsOf(result: Exclude<AnyResult, { kind: 'conditions' }>): EstimatorId[] {
  if (result.kind === 'game') return [result.network, ...result.others].map(({ model }) => model);
  return result.kind === 'comparison'
    ? result.models.map(({ model }) => model)
    : result.variants.map(({ estimator }) => estimator);
}
