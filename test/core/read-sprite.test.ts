import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSprite } from '../../src/core/read-sprite.ts';

const png = readFileSync('public/exhibits/cat.png');

describe('readSprite', () => {
  it('gives the drawings of a published sprite with ink between 0 and 1, and those that are not shown empty', () => {
    const drawings = readSprite(png, 100, 'cat.png');
    expect(drawings).toHaveLength(100);
    const results = JSON.parse(readFileSync('content/results/cats-and-sheep.json', 'utf8'));
    const blocked: number[] = results.exhibits[0].blocked;
    expect(blocked.length).toBeGreaterThan(0);
    for (const row of blocked) expect(Math.max(...(drawings[row] ?? [1]))).toBe(0);
    for (const ink of drawings.filter((_, row) => !blocked.includes(row))) {
      expect(ink).toHaveLength(784);
      expect(Math.max(...ink)).toBeGreaterThan(0.5);
      expect(Math.min(...ink)).toBe(0);
      expect(Math.max(...ink)).toBeLessThanOrEqual(1);
    }
  });

  it('refuses a sprite that is too small', () => {
    expect(() => readSprite(png, 200, 'cat.png')).toThrow('cat.png is 280 x 280: too small for 200 drawings');
  });
});
