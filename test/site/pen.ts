/** Hands for the browser tests: recorded strokes, drawn with the mouse or a finger on the pad that is on show. */
import type { Page } from 'playwright-core';
import { PAD_SIDE } from '../../src/components/pad/drawing.ts';
import { SAMPLES } from '../../src/components/pad/samples.ts';
import type { Stroke } from '../../src/core/strokes.ts';

/** Of the pad, in CSS pixels. */
const BORDER = 2;

/** The strokes of a doodle of the house that was drawn as `word`. @throws Error when there is none. */
export function doodleOf(word: string): readonly Stroke[] {
  const found = SAMPLES.find(({ classes }) => classes.join() === word);
  if (found === undefined) throw new Error(`no doodle of a ${word}`);
  return found.strokes;
}

async function placer(page: Page): Promise<(x: number, y: number) => { x: number; y: number }> {
  const pad = page.getByRole('application');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the pad is not in the window');
  const scale = (box.width - 2 * BORDER) / PAD_SIDE;
  return (x, y) => ({ x: box.x + BORDER + x * scale, y: box.y + BORDER + y * scale });
}

/** Draws stroke by stroke, until there is no pad any more. */
export async function drawWithMouse(page: Page, strokes: readonly Stroke[]): Promise<void> {
  const place = await placer(page);
  for (const [xs, ys] of strokes) {
    if ((await page.getByRole('application').count()) === 0) return;
    for (let i = 0; i < xs.length; i++) {
      const { x, y } = place(xs[i] as number, ys[i] as number);
      await page.mouse.move(x, y);
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** The same with a finger, in a context with touch. */
export async function drawWithFinger(page: Page, strokes: readonly Stroke[]): Promise<void> {
  const place = await placer(page);
  const cdp = await page.context().newCDPSession(page);
  for (const [xs, ys] of strokes) {
    if ((await page.getByRole('application').count()) === 0) return;
    for (let i = 0; i < xs.length; i++) {
      const point = place(xs[i] as number, ys[i] as number);
      await cdp.send('Input.dispatchTouchEvent', {
        type: i === 0 ? 'touchStart' : 'touchMove',
        touchPoints: [{ ...point, id: 0 }],
      });
    }
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}
