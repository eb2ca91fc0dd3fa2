import { describe, expect, test } from 'vitest';
import { isBackendName, resolveBackend } from '../../src/learning/backendName.ts';

const nothing = () => false;
const everything = () => true;

describe('resolveBackend', () => {
  test('takes WebAssembly where nothing else is said', () => {
    expect(resolveBackend('wasm', everything)).toBe('wasm');
  });

  test('takes what is installed for "auto", WebAssembly if nothing is', () => {
    expect(resolveBackend('auto', everything)).toBe('node');
    expect(resolveBackend('auto', nothing)).toBe('wasm');
    expect(resolveBackend('node', everything)).toBe('node');
  });

  test.each(['node', 'webgpu'] as const)('says how to install what "%s" wants', (name) => {
    expect(() => resolveBackend(name, nothing)).toThrow(
      /not installed: npm install --no-save @tensorflow\/tfjs-/,
    );
    expect(() => resolveBackend(name)).toThrow(/is not installed/);
  });

  test('refuses WebGPU where there is no graphics card to be had', () => {
    expect(() => resolveBackend('webgpu', everything)).toThrow(/wants a navigator.gpu/);
  });
});

test('isBackendName knows the names', () => {
  expect(['wasm', 'auto', 'node', 'webgpu', 'gpu', ''].filter(isBackendName)).toEqual([
    'wasm',
    'auto',
    'node',
    'webgpu',
  ]);
});
