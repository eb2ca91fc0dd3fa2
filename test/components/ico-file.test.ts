import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { icoFile } from '../../src/components/ico-file.ts';
import { GET } from '../../src/pages/favicon.ico.ts';

describe('icoFile', () => {
  it('lists every picture with its size and its place, as the format has it', () => {
    const file = icoFile([
      { sidePx: 16, png: Uint8Array.of(1, 2, 3) },
      { sidePx: 256, png: Uint8Array.of(4, 5) },
    ]);
    expect([...file]).toEqual([
      ...[0, 0, 1, 0, 2, 0],
      ...[16, 16, 0, 0, 1, 0, 32, 0, 3, 0, 0, 0, 38, 0, 0, 0],
      ...[0, 0, 0, 0, 1, 0, 32, 0, 2, 0, 0, 0, 41, 0, 0, 0],
      ...[1, 2, 3, 4, 5],
    ]);
  });

  it.each([0, 257])('refuses a picture of %i pixels', (sidePx) => {
    expect(() => icoFile([{ sidePx, png: new Uint8Array(1) }])).toThrow(`got ${sidePx}`);
  });

  it('refuses to hold nothing', () => {
    expect(() => icoFile([])).toThrow('at least one picture');
  });
});

it("/favicon.ico holds the site's mark at 16, 32 and 48 pixels, of 32 bits a pixel", async () => {
  const response = await GET({} as Parameters<typeof GET>[0]);
  const file = new DataView(await response.arrayBuffer());
  expect([0, 2, 4].map((at) => file.getUint16(at, true))).toEqual([0, 1, 3]);
  let end = 6 + 3 * 16;
  for (const [i, sidePx] of [16, 32, 48].entries()) {
    const entry = 6 + 16 * i;
    const [length, offset] = [file.getUint32(entry + 8, true), file.getUint32(entry + 12, true)];
    expect([file.getUint8(entry), file.getUint8(entry + 1), offset]).toEqual([sidePx, sidePx, end]);
    end += length;
    const picture = sharp(new Uint8Array(file.buffer, offset, length));
    expect(await picture.metadata()).toMatchObject({
      format: 'png',
      width: sidePx,
      height: sidePx,
      channels: 4,
    });
    // Ink on paper.
    const { channels } = await picture.stats();
    expect(channels[0]?.min).toBeLessThan(120);
    expect(channels[0]?.max).toBeGreaterThan(250);
  }
  expect(file.byteLength).toBe(end);
});
