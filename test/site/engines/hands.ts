/** Hands for a browser of any engine: wait, press what is on show, draw on the pad. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { PAD_SIDE } from '../../../src/components/pad/drawing.ts';
import type { Stroke } from '../../../src/core/strokes.ts';
import { LOADED } from '../harness.ts';
import type { EnginePage, PointerStep } from './page.ts';

/** Of the pad, in CSS pixels. */
const BORDER = 1.5;

/** Asks the page again until the answer is as it should be. */
export const eventually = <T>(ask: () => Promise<T>) => expect.poll(ask, LOADED);

/** Where the first visible element of a selector is, brought into the middle of the window. @throws Error when none is there. */
async function boxOf(page: EnginePage, selector: string) {
  const box = await page.evaluate(async (css) => {
    const found = [...document.querySelectorAll(css)].find((each) => each.getClientRects().length > 0);
    if (!found) return null;
    found.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x, y, width, height };
  }, selector);
  if (box === null || box === undefined) throw new Error(`nothing on the page is ${selector}`);
  return box;
}

/** A real press of the mouse in the middle of an element. */
export async function press(page: EnginePage, selector: string): Promise<void> {
  const { x, y, width, height } = await boxOf(page, selector);
  await page.pointer([['move', x + width / 2, y + height / 2], ['down'], ['up']]);
}

/** The same for a button of the page's content by what it says. */
export async function pressButton(page: EnginePage, words: string): Promise<void> {
  await eventually(() =>
    page.evaluate((name) => {
      for (const each of document.querySelectorAll('[data-pressed]')) each.removeAttribute('data-pressed');
      const text = (each: Element) =>
        (each.getAttribute('aria-label') ?? each.textContent ?? '').trim().replace(/\s+/g, ' ');
      const button = [...document.querySelectorAll('main button')].find(
        (each) => text(each) === name && each.getClientRects().length > 0,
      );
      button?.setAttribute('data-pressed', '');
      return button !== undefined;
    }, words),
  ).toBe(true);
  await press(page, '[data-pressed]');
}

/** Draws stroke by stroke with the mouse, in pad units. */
export async function draw(page: EnginePage, strokes: readonly Stroke[]): Promise<void> {
  const box = await boxOf(page, '[role=application]');
  const scale = (box.width - 2 * BORDER) / PAD_SIDE;
  for (const [xs, ys] of strokes)
    await page.pointer([
      ...Array.from(xs, (x, i): PointerStep[] => {
        const y = ys[i] as number;
        const move: PointerStep = ['move', box.x + BORDER + x * scale, box.y + BORDER + y * scale];
        return i === 0 ? [move, ['down']] : [move];
      }).flat(),
      ['up'],
    ]);
}

/** Scrolls through the page until every part of it has come alive. @returns how many have not. */
export const wakeAll = (page: EnginePage): Promise<number> =>
  page.evaluate(async () => {
    const asleep = () => document.querySelector('astro-island[ssr]');
    for (let tries = 0; tries < 400 && asleep() !== null; tries++) {
      const island = asleep();
      // What lays its children out as if it were not there has no place to scroll to; its figure has.
      const seen = [island?.firstElementChild, island?.closest('figure'), island].find(
        (each) => each && each.getClientRects().length > 0,
      );
      seen?.scrollIntoView({ behavior: 'instant', block: 'center' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return document.querySelectorAll('astro-island[ssr]').length;
  });

/** Gives what is on its way the time to come before the page is left: requests cut off look like failed ones. */
export async function settle(page: EnginePage): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 400))));
  await sleep(100);
}
