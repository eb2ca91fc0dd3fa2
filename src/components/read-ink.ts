import { CELL_PX, type SpriteCell } from '../charts/sprite.ts';

/**
 * Ink of one drawing of a sprite, 0..255 in rows from the top, [784]: the alpha channel of its cell.
 * Rejects when the picture does not load.
 */
export async function readInk(url: string, cell: SpriteCell): Promise<Uint8Array> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = CELL_PX;
  canvas.height = CELL_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.drawImage(image, cell.x, cell.y, CELL_PX, CELL_PX, 0, 0, CELL_PX, CELL_PX);
  const { data } = context.getImageData(0, 0, CELL_PX, CELL_PX);
  return Uint8Array.from({ length: CELL_PX * CELL_PX }, (_, i) => data[i * 4 + 3] as number);
}
