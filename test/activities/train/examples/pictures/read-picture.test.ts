import { encode } from 'fast-png';
import { describe, expect, it, vi } from 'vitest';
import { readPicture } from '../../../../../src/activities/train/examples/pictures/read-picture.ts';
import { thumbnail } from '../../../../../src/activities/train/examples/pictures/thumbnail.ts';
import { drawingFromPicture } from '../../../../../src/drawings/picture.ts';

/** A ring of dark ink on light paper. */
const ring = (side: number) =>
  Uint8Array.from({ length: side * side }, (_, i) => {
    const r = Math.hypot((i % side) - side / 2, Math.floor(i / side) - side / 2) / side;
    return Math.abs(r - 0.3) < 0.02 ? 20 : 240;
  });
const png = (side: number) => encode({ width: side, height: side, channels: 1, data: ring(side) });
const file = (bytes: Uint8Array | string) => new Blob([bytes as BlobPart]);
const picture = (side: number) => {
  const rgba = new Uint8ClampedArray(4 * side * side).fill(255);
  ring(side).forEach((grey, i) => {
    rgba.fill(grey, 4 * i, 4 * i + 3);
  });
  return { width: side, height: side, rgba };
};
const noCanvas = { isHonest: false, byCanvas: () => Promise.reject(new Error('not here')) };
const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 100, 0, 100, 3, 0, 0, 0, 0, 0, 0xff, 0xd9,
]);

describe('readPicture', () => {
  it('reads a PNG without a canvas, and gives what src/drawings makes of it', async () => {
    const reply = await readPicture({ id: 'a', source: file(png(120)) }, noCanvas);
    const { pixels, strokes } = drawingFromPicture(picture(120));
    expect(reply).toMatchObject({ type: 'read', id: 'a', pixels, strokes });
    expect(reply.shown).toMatchObject({ width: 120, height: 120 });
  });

  it('takes pixels that the page has painted', async () => {
    const reply = await readPicture({ id: 'a', source: picture(100) }, noCanvas);
    expect(reply.type).toBe('read');
  });

  it('lets the browser decode all else, as it is where it is small', async () => {
    const byCanvas = vi.fn(async () => picture(100));
    const reply = await readPicture({ id: 'a', source: file(jpeg) }, { isHonest: true, byCanvas });
    expect(reply.type).toBe('read');
    expect(byCanvas).toHaveBeenCalledWith(expect.anything(), null);
  });

  it('lets it make a PNG of 8,000 x 8,000 smaller while it decodes it', async () => {
    const huge = png(10).slice();
    new DataView(huge.buffer).setUint32(16, 8000);
    new DataView(huge.buffer).setUint32(20, 8000);
    const byCanvas = vi.fn(async () => picture(100));
    const reply = await readPicture({ id: 'a', source: file(huge) }, { isHonest: true, byCanvas });
    expect(reply.type).toBe('read');
    expect(byCanvas).toHaveBeenCalledWith(expect.anything(), 4000);
    const refused = await readPicture({ id: 'a', source: file(huge) }, noCanvas);
    expect(refused).toMatchObject({
      type: 'refused',
      message: expect.stringMatching(/8000 x 8000.*smaller/),
    });
  });

  it.each([
    ['a text called .png', file('Dear all'), /a text, not a picture/],
    ['an empty file', file(''), /0 bytes/],
    ['half a PNG', file(png(120).subarray(0, 400)), /damaged, or ends too early/],
    ['half a JPEG', file(jpeg.subarray(0, 15)), /JPEG ends too early/],
    ['a JPEG that does not decode', file(jpeg), /JPEG is damaged/],
    [
      'a blank sheet',
      file(encode({ width: 90, height: 90, channels: 1, data: new Uint8Array(8100).fill(255) })),
      /no line in this picture/,
    ],
  ])('refuses %s in words', async (_, source, expected) => {
    const reply = await readPicture({ id: 'a', source }, { ...noCanvas, isHonest: true });
    expect(reply).toMatchObject({ type: 'refused', message: expect.stringMatching(expected) });
  });

  it('says that only PNG is read where the canvas lies', async () => {
    const reply = await readPicture({ id: 'a', source: file(jpeg) }, noCanvas);
    expect(reply).toMatchObject({ type: 'refused', message: expect.stringMatching(/only PNG/) });
  });

  it('answers, too, when something breaks that nobody thought of', async () => {
    const source = { width: 100, height: 100, rgba: new Uint8ClampedArray(3) };
    const reply = await readPicture({ id: 'a', source }, noCanvas);
    expect(reply).toMatchObject({ type: 'refused', message: expect.stringMatching(/Reading it failed/) });
  });
});

describe('thumbnail', () => {
  it('is at most as large as asked, in proportion, and opaque', () => {
    const wide = { width: 400, height: 100, rgba: new Uint8ClampedArray(160_000).fill(80) };
    const { width, height, rgba } = thumbnail(wide, 80);
    expect([width, height, rgba.length]).toEqual([80, 20, 6400]);
    expect(rgba.every((v, i) => i % 4 < 3 || v === 255)).toBe(true);
    expect(thumbnail(picture(50), 80)).toMatchObject({ width: 50, height: 50 });
  });
});
