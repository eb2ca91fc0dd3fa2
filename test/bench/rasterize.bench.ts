import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { rasterize } from '../../src/core/rasterize.ts';
import { type MutableStroke, type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';

const golden: { drawing: Stroke[] }[] = JSON.parse(
  readFileSync(new URL('../golden/raster.json', import.meta.url), 'utf8'),
);

/** Pointer input as a long drawing leaves it: 12 strokes of 400 points on a 560 px canvas. */
const pointerInput: MutableStroke[] = Array.from({ length: 12 }, (_, s) => {
  const angles = Array.from({ length: 400 }, (_, i) => i / 20 + s);
  return [
    angles.map((a) => 280 + (120 + 10 * s) * Math.cos(a)),
    angles.map((a) => 280 + (90 + 12 * s) * Math.sin(1.3 * a)),
  ];
});

test('from strokes to pixels', async ({ bench }) => {
  let next = 0;
  await bench.compare(
    bench('rasterize one golden drawing', () => {
      rasterize(golden[next++ % golden.length]!.drawing);
    }),
    bench('simplify and rasterize 4,800 points of pointer input, as at every move', () => {
      rasterize(simplifyDrawing(pointerInput));
    }),
  );
});
