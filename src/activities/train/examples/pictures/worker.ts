/** The worker that reads pictures. */
import type { Picture } from '../../../../drawings/shrink.ts';
import { isHonest } from './honest-canvas.ts';
import type { Reply, Request } from './protocol.ts';
import { readPicture } from './read-picture.ts';

const canvas = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(16, 16);
const context = canvas?.getContext('2d', { willReadFrequently: true }) ?? null;
const honest = isHonest(context as unknown as CanvasRenderingContext2D | null);

async function byCanvas(file: Blob, widthPx: number | null): Promise<Picture> {
  if (canvas === null || context === null) throw new Error('no canvas');
  const bitmap = await createImageBitmap(
    file,
    widthPx === null ? {} : { resizeWidth: widthPx, resizeQuality: 'high' },
  );
  const { width, height } = bitmap;
  canvas.width = width; // clears it
  canvas.height = height;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  canvas.width = 16; // gives the memory back
  canvas.height = 16;
  return { width, height, rgba: data };
}

onmessage = async ({ data }: MessageEvent<Request>) => {
  const reply: Reply = await readPicture(data, { byCanvas, isHonest: honest });
  postMessage(reply);
};
