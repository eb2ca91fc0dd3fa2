import { describe, expect, it } from 'vitest';
import { spriteCell } from '../../src/charts/sprite.ts';

describe('spriteCell', () => {
  it.each([
    [0, 100, 0, 0, '0% 0%'],
    [9, 100, 252, 0, '100% 0%'],
    [10, 100, 0, 28, '0% 11.11111111111111%'],
    [99, 100, 252, 252, '100% 100%'],
  ])('finds drawing %i of %i', (index, count, x, y, position) => {
    expect(spriteCell(index, count)).toEqual({ x, y, position, size: '1000% 1000%' });
  });

  it('scales to the rows that the sprite has', () => {
    expect(spriteCell(14, 15)).toMatchObject({ position: '44.44444444444444% 100%', size: '1000% 200%' });
    expect(spriteCell(3, 5).position).toBe('33.333333333333336% 0%');
  });

  it.each([-1, 100, 1.5])('refuses drawing %d of 100', (index) => {
    expect(() => spriteCell(index, 100)).toThrow(`got ${index}`);
  });
});
