import { readFileSync } from 'node:fs';
import { encode } from 'fast-png';
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

  it('reads a sprite whose pixels name one of 16 colours, with the ink as their opacity or as their grey', () => {
    const data = new Uint8Array(140 * 280); // two pixels a byte
    data[0] = 0x3f; // drawing 0, row 0: levels 3 and 15
    data[27 * 140 + 14 + 13] = 0x07; // drawing 1, row 27: the last pixel
    const colours = {
      opacity: (level: number) => [0, 0, 0, 17 * level],
      grey: (level: number) => [17 * level, 17 * level, 17 * level],
    };
    for (const colour of Object.values(colours)) {
      const palette = Array.from({ length: 16 }, (_, level) => colour(level));
      const sprite = encode({ width: 280, height: 280, data, channels: 1, depth: 4, palette });
      const [first, second, third] = readSprite(sprite, 3, 'bee.png');
      expect(first?.[0]).toBeCloseTo(3 / 15, 6);
      expect(first?.[1]).toBe(1);
      expect(first?.slice(2).every((ink) => ink === 0)).toBe(true);
      expect(second?.[783]).toBeCloseTo(7 / 15, 6);
      expect(second?.slice(0, 783).every((ink) => ink === 0)).toBe(true);
      expect(third?.every((ink) => ink === 0)).toBe(true);
    }
  });

  it('refuses a sprite that is too small', () => {
    expect(() => readSprite(png, 200, 'cat.png')).toThrow('cat.png is 280 x 280: too small for 200 drawings');
  });
});
