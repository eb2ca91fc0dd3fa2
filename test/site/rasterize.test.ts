import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RasterizeOptions, rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';
import { openBrowser } from './harness.ts';

type Drawing = readonly (readonly [number[], number[]])[];

const golden: { drawing: Drawing }[] = JSON.parse(
  readFileSync(new URL('../golden/raster.json', import.meta.url), 'utf8'),
);

/** The golden drawings as they are, and as a pointer on a large canvas would give them, with broken coordinates. */
const drawings: Drawing[] = golden.flatMap(({ drawing }) => [
  drawing,
  drawing.map(([x, y]): [number[], number[]] => [
    x.map((v) => v * 2.197 + 13.37),
    y.map((v) => v * 2.197 + 7.1),
  ]),
]);
const variants: RasterizeOptions[] = [{}, { lineWidth: 11.3, size: 0.71, shiftPx: [1.3, -0.7] }];

/** Bytes of every drawing in every variant, one after the other. [drawings * variants, 784] */
function draw(
  core: { rasterize: typeof rasterize; simplifyDrawing: typeof simplifyDrawing },
  strokes: readonly (readonly Stroke[])[],
  options: readonly RasterizeOptions[],
): number[] {
  return strokes.flatMap((drawing) =>
    options.flatMap((option) => Array.from(core.rasterize(core.simplifyDrawing(drawing), option))),
  );
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the rasteriser in Chromium', () => {
  it('gives the same bytes as in Node, from raw strokes to pixels', async () => {
    const entry = fileURLToPath(new URL('../../src/core/rasterize.ts', import.meta.url));
    const strokes = fileURLToPath(new URL('../../src/core/strokes.ts', import.meta.url));
    const page = await browser.newPage();
    for (const [file, name] of [
      [entry, 'rasterizeModule'],
      [strokes, 'strokesModule'],
    ] as const) {
      const [bundle] = [
        await build({
          configFile: false,
          logLevel: 'silent',
          build: { write: false, minify: true, lib: { entry: file, name, formats: ['iife'] } },
        }),
      ].flat();
      if (!bundle || !('output' in bundle)) throw new Error(`no bundle of ${file}`);
      await page.addScriptTag({ content: bundle.output[0].code });
    }
    const inChromium = await page.evaluate(
      `(${draw.toString()})({ ...rasterizeModule, ...strokesModule }, ${JSON.stringify(drawings)}, ${JSON.stringify(variants)})`,
    );
    const inNode = draw({ rasterize, simplifyDrawing }, drawings, variants);
    expect(inNode).toHaveLength(64 * 2 * 2 * 784);
    expect(inNode.some((value) => value > 0 && value < 255)).toBe(true);
    expect(inChromium).toEqual(inNode);
    await page.close();
  });
});
