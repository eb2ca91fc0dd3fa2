/** The site's mark on its paper, in the sizes that devices ask for. */
import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';

type Icon = {
  /** Pixels. */
  readonly side: number;
  /** Of the side, left free around the mark: a device may cut a maskable icon down to a circle of 80 %. */
  readonly margin: number;
};

const ICONS: Readonly<Record<string, Icon>> = {
  '192': { side: 192, margin: 0.08 },
  '512': { side: 512, margin: 0.08 },
  'apple-touch': { side: 180, margin: 0.12 },
  'maskable-512': { side: 512, margin: 0.22 },
};

export const getStaticPaths = (() =>
  Object.entries(ICONS).map(([name, props]) => ({ params: { name }, props }))) satisfies GetStaticPaths;

export const GET: APIRoute<Icon> = async ({ props: { side, margin } }) => {
  const inner = Math.round(side * (1 - 2 * margin));
  const mark = await sharp(await readFile('public/favicon.svg'), { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  const paper = sharp({ create: { width: side, height: side, channels: 3, background: '#fdfcf9' } });
  const icon = await paper
    .composite([{ input: mark }])
    .png({ palette: true })
    .toBuffer();
  return new Response(Uint8Array.from(icon));
};
