import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeExhibits } from '../../../pipeline/exhibits.ts';
import { createRandom } from '../../../src/core/random.ts';
import { exhibitPixels } from '../../../src/figures/HowModelsLook/exhibit-pixels.ts';
import { smallResult } from '../../fixtures/small-result.ts';

let site: string;
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'doodles-exhibits-'));
  mkdirSync(join(site, 'public'));
  vi.spyOn(process, 'cwd').mockReturnValue(site);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(site, { recursive: true });
});

describe('exhibitPixels', () => {
  it('reads back what the pipeline wrote, drawing by drawing', async () => {
    const random = createRandom('exhibits');
    const pixels = Uint8Array.from({ length: 100 * 784 }, () => random.int(256));
    const exhibits = await writeExhibits(['cat'], join(site, 'public'), async () => pixels, {
      blocked: () => [],
    });
    const drawings = exhibitPixels({ ...smallResult(), exhibits }, 'cat');
    expect(drawings).toHaveLength(100);
    for (const row of [0, 9, 10, 99]) {
      const ink = [...(drawings[row] ?? [])].map((value) => Math.round(value * 255));
      expect(ink).toEqual([...pixels.subarray(row * 784, (row + 1) * 784)]);
    }
  });

  it('refuses a class that the results do not exhibit', () => {
    expect(() => exhibitPixels(smallResult(), 'dog')).toThrow('exhibit no dog');
  });
});
