import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { npyFile } from '../dataset/bucket.ts';
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

test('more classes than fit into a byte keep their labels', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doodles-'));
  const classes = Array.from({ length: 300 }, (_, i) => `thing ${i}`);
  try {
    await mkdir(join(folder, 'data/full/numpy_bitmap'), { recursive: true });
    for (const [i, name] of classes.entries()) {
      const two = Uint8Array.from({ length: 2 * 784 }, (_, at) => (at % 784 === i ? 255 : at < 784 ? 1 : 2));
      await writeFile(join(folder, `data/full/numpy_bitmap/${name}.npy`), npyFile(two));
    }
    await writeWorkload(join(folder, 'work'), join(folder, 'data'), { train: 300, test: 300 }, classes);
    const { store } = await readWorkload(join(folder, 'work'));
    expect(store.classes).toEqual(classes);
    for (let row = 0; row < 600; row++)
      expect(store.pixels.subarray(row * 784, (row + 1) * 784).indexOf(255)).toBe(store.labels[row]);
    expect(new Set(store.labels.subarray(0, 300)).size).toBe(300);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
