import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  bestKernelSet,
  checkKernelSet,
  chosenKernels,
  isKernelSet,
  useKernels,
} from '../../../src/learning/kernels/kernelSet.ts';

afterEach(() => vi.restoreAllMocks());

/** An engine whose relaxed multiply-add gives what it is told. */
function multiplyAddGives(value: number) {
  const exports = { f: () => value };
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function () {
    return { exports };
  } as never);
}

describe('bestKernelSet', () => {
  test('is "relaxed" on this engine, which Node has had since 22, where the processor fuses', () => {
    expect(bestKernelSet()).toBe('relaxed');
  });

  test('is "simd" where the engine does not know relaxed SIMD', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(bestKernelSet()).toBe('simd');
  });

  test('is "simd" where relaxed SIMD rounds twice', () => {
    multiplyAddGives(0);
    expect(bestKernelSet()).toBe('simd');
    multiplyAddGives(2 ** -24);
    expect(bestKernelSet()).toBe('relaxed');
  });
});

describe('useKernels', () => {
  test('chooses for this thread, which has the best set until then', () => {
    expect(chosenKernels()).toBe(bestKernelSet());
    useKernels('simd');
    expect(chosenKernels()).toBe('simd');
    useKernels(bestKernelSet());
    expect(chosenKernels()).toBe(bestKernelSet());
  });

  test('refuses "relaxed" where it cannot run, with what to do, and keeps what was chosen', () => {
    useKernels('simd');
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(() => useKernels('relaxed')).toThrow(/relaxed SIMD .* take the "simd" kernels/);
    expect(chosenKernels()).toBe('simd');
    expect(() => checkKernelSet('simd')).not.toThrow();
  });
});

test('isKernelSet knows the names', () => {
  expect(['relaxed', 'simd', 'wasm', ''].filter(isKernelSet)).toEqual(['relaxed', 'simd']);
});
