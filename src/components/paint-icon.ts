/** The site's mark on its paper, as a PNG. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

export type Icon = {
  readonly sidePx: number;
  /** Of the side, left free around the mark: a device may cut a maskable icon down to a circle of 80 %. */
  readonly margin: number;
  /** A palette makes a smaller file; within an ICO there must be 32 bits a pixel instead. */
  readonly palette: boolean;
};

export async function paintIcon({ sidePx, margin, palette }: Icon): Promise<Uint8Array<ArrayBuffer>> {
  const inner = Math.round(sidePx * (1 - 2 * margin));
  const mark = await sharp(await readFile('public/favicon.svg'), { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  const channels = palette ? 3 : 4;
  const paper = sharp({ create: { width: sidePx, height: sidePx, channels, background: '#fdfcf9' } });
  return Uint8Array.from(
    await paper
      .composite([{ input: mark }])
      .png({ palette })
      .toBuffer(),
  );
}
