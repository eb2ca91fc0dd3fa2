import { afterEach, describe, expect, it, vi } from 'vitest';
import { assertWebAssembly } from '../../src/inference/support.ts';

afterEach(() => vi.unstubAllGlobals());

describe('assertWebAssembly', () => {
  it('is content with the engine that runs this', async () => {
    await expect(assertWebAssembly()).resolves.toBeUndefined();
  });

  it.each([
    ['there is none', undefined, /^This browser has no WebAssembly\.$/],
    [
      'a policy bars it',
      { compile: () => Promise.reject(new Error('unsafe-eval')), validate: () => true },
      /^This browser does not let the page run WebAssembly \(unsafe-eval\)\.$/,
    ],
    ['it lacks SIMD', { compile: async () => {}, validate: () => false }, /lacks SIMD/],
  ])('says so when %s, and not that models cannot run, since they do', async (_, stub, message) => {
    vi.stubGlobal('WebAssembly', stub);
    const failure = await assertWebAssembly().then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failure).toMatch(message);
    expect(failure).not.toMatch(/model/);
  });
});
