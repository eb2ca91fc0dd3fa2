import { PAD_SIDE } from '../../../components/pad/drawing.ts';
import type { Stroke } from '../../../core/strokes.ts';
import type { CanvasColors } from '../canvas-colors.ts';

/** The reader's drawing is so much larger than the others, and never smaller than this, in pixels. */
const LARGER = 1.6;
const LEAST_PX = 40;

/** Paints the reader's drawing in the network's colour, in a ring. @param at middle, and the side of the others, in pixels */
export function paintMine(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  at: { readonly x: number; readonly y: number; readonly side: number },
  { network, paper }: Pick<CanvasColors, 'network' | 'paper'>,
): void {
  const side = Math.max(LEAST_PX, LARGER * at.side);
  const scale = side / PAD_SIDE;
  context.beginPath();
  context.arc(at.x, at.y, 0.68 * side, 0, 2 * Math.PI);
  context.fillStyle = paper;
  context.fill();
  context.strokeStyle = network;
  context.lineWidth = 2;
  context.stroke();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const [xs, ys] of strokes)
    for (let i = 0; i < xs.length; i++) {
      const x = at.x + ((xs[i] as number) - PAD_SIDE / 2) * scale;
      const y = at.y + ((ys[i] as number) - PAD_SIDE / 2) * scale;
      if (i === 0) context.moveTo(x, y);
      context.lineTo(x, y);
    }
  context.stroke();
}
