import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOfShard } from '../../pipeline/engine/shard.ts';

const keys = Array.from({ length: 300 }, (_, i) => createHash('sha256').update(String(i)).digest('hex'));

test('every fit belongs to exactly one shard, and the shares are alike', () => {
  const shares = [1, 2, 3].map((index) => keys.filter((key) => isOfShard(key, { index, of: 3 })));
  expect(new Set(shares.flat()).size).toBe(300);
  expect(shares.flat()).toHaveLength(300);
  for (const share of shares) expect(share.length).toBeGreaterThan(70);
});

test('the only shard has everything', () => {
  expect(keys.every((key) => isOfShard(key, { index: 1, of: 1 }))).toBe(true);
});
