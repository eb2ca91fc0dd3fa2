import { describe, expect, it } from 'vitest';
import { networkKernels } from '../../../src/components/Results/network-kernels.ts';
import { parseAnyResult } from '../../../src/core/results.ts';
import { fiveResult } from '../../fixtures/five-result.ts';
import { smallConditions } from '../../fixtures/small-conditions.ts';
import { smallSweep } from '../../fixtures/small-sweep.ts';

describe('networkKernels', () => {
  it('tells which kernels the networks of an experiment were trained with', () => {
    const result = parseAnyResult({ ...fiveResult(), kernels: 'relaxed' }, 'made up');
    expect(networkKernels(result)).toEqual({
      set: 'relaxed',
      inWords: expect.stringContaining('fused multiply-add'),
    });
  });

  it('takes results from before there was a choice for what they are', () => {
    expect(networkKernels(fiveResult())?.set).toBe('simd');
  });

  it('says nothing where no network was trained', () => {
    expect(networkKernels(smallSweep())).toBeUndefined();
    expect(networkKernels(smallConditions())).toBeUndefined();
  });

  it('knows only kernels that there are', () => {
    expect(() => parseAnyResult({ ...fiveResult(), kernels: 'gpu' }, 'made up')).toThrow(/kernels/);
  });
});
