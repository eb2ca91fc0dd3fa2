import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { datasetHash } from '../../../../src/activities/train/worker/dataset-hash.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the hash of the training drawings', () => {
  const pixels = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 256);
  const labels = Uint8Array.of(0, 1, 0);

  it('is that of pixels and labels, in order', async () => {
    const expected = createHash('sha256').update(pixels).update(labels).digest('hex');
    expect(await datasetHash(pixels, labels)).toBe(expected);
    expect(await datasetHash(pixels, Uint8Array.of(1, 0, 0))).not.toBe(expected);
  });

  it('is empty where the browser lends none', async () => {
    vi.stubGlobal('crypto', {});
    expect(await datasetHash(pixels, labels)).toBe('');
  });
});
