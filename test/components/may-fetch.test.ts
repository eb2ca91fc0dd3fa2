import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allowFetch, mayFetch } from '../../src/components/may-fetch.ts';

function storage() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}
const browserThatSaves = (saves: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: saves }));

describe('models', () => {
  beforeEach(() => browserThatSaves(true));
  afterEach(() => vi.unstubAllGlobals());

  it('may be fetched without a word where the browser saves no data', () => {
    browserThatSaves(false);
    expect(mayFetch(storage())).toBe(true);
    expect(mayFetch(null)).toBe(true);
  });

  it('may be fetched by one that saves data once the reader has said so, for the whole tab', () => {
    const tab = storage();
    expect(mayFetch(tab)).toBe(false);
    allowFetch(tab);
    expect(mayFetch(tab)).toBe(true);
    expect(mayFetch(storage())).toBe(false);
  });

  it('are asked for on every page where the storage is barred', () => {
    allowFetch(null);
    allowFetch({
      setItem() {
        throw new Error('full');
      },
    });
    expect(mayFetch(null)).toBe(false);
  });
});
