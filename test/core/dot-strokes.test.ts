import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { EMBEDDED_SUFFIX, embeddedFolder } from '../../pipeline/dataset/classes.ts';
import { DOT_STROKES } from '../../src/core/dot-strokes.ts';

const SIDE = 28;

/** Whether a pixel has ink and none of the eight around it has. @param inks [784] */
function hasLonePixel(inks: readonly number[]): boolean {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : (inks[y * SIDE + x] as number);
  return inks.some((ink, i) => {
    if (ink === 0) return false;
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) if ((dx !== 0 || dy !== 0) && at(x + dx, y + dy) > 0) return false;
    return true;
  });
}

test('the drawings of the package have next to no dots, and as few as it says', () => {
  let drawings = 0;
  let withLonePixel = 0;
  for (const file of readdirSync(embeddedFolder()).filter((name) => name.endsWith(EMBEDDED_SUFFIX)))
    for (const line of gunzipSync(readFileSync(join(embeddedFolder(), file)))
      .toString()
      .trimEnd()
      .split('\n')) {
      drawings++;
      if (hasLonePixel(JSON.parse(line))) withLonePixel++;
    }
  expect({ drawings, withLonePixel }).toEqual(DOT_STROKES.embedded);
});

test('the shares that the page tells are those of the counts', () => {
  const { official } = DOT_STROKES;
  expect(official.withDot / official.drawings).toBeCloseTo(0.1008, 4);
  expect(official.catsWithDot / official.cats).toBeCloseTo(0.2682, 4);
});
