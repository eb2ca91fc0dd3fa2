import { expect, test } from 'vitest';
import { fileUrl } from '../../src/components/site-path.ts';

const FILE = 'models/cats-and-sheep-forest.onnx';

test('a file of another content has another address', () => {
  const addresses = ['0a', 'f0'].map((digits) => fileUrl({ file: FILE, sha256: digits.repeat(32) }));
  expect(addresses[0]).toMatch(/models\/cats-and-sheep-forest\.onnx\?v=0a0a0a0a0a0a0a0a$/);
  expect(addresses[1]).not.toBe(addresses[0]);
});

test('what was made in the page, and what has no checksum, is addressed as it is', () => {
  expect(fileUrl({ file: FILE, url: 'blob:here', sha256: '0a'.repeat(32) })).toBe('blob:here');
  expect(fileUrl({ file: FILE })).toMatch(/\/models\/cats-and-sheep-forest\.onnx$/);
});
