import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorkload, writeWorkload } from './workload.ts';

test('the embedded drawings are shifted to as many as wanted, all different, as many of each class', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doodles-'));
  try {
    await writeWorkload(folder, undefined, { train: 400, test: 200 });
    const { store, train, test } = await readWorkload(folder);
    expect([store.count, train, test]).toEqual([600, 400, 200]);
    for (let c = 0; c < 5; c++) {
      expect(store.labels.subarray(0, 400).filter((label) => label === c).length).toBe(80);
      expect(store.labels.subarray(400).filter((label) => label === c).length).toBe(40);
    }
    const rows = Array.from({ length: 600 }, (_, i) => store.pixels.subarray(i * 784, (i + 1) * 784).join());
    expect(new Set(rows).size).toBeGreaterThan(590); // a shift beyond the border may leave two alike
    await expect(writeWorkload(folder, undefined, { train: 50_000, test: 200 })).rejects.toThrow(
      /too many for the embedded ones/,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
