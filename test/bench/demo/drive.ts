/** Opens the demo's page and draws on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { installProbe, type Probe } from './probe.ts';
import { between, type PenPoint, RECORDING } from './recording.ts';

/** Between two points. A mouse reports 125 to 1,000 times a second; the browser gathers what comes within a frame. */
const PACE_MS = 4;
/** A hand stands still while it presses or lifts the pen. */
const STANDING_MS = 30;
const PAD_SIDE = 1000;

export interface Opened {
  readonly page: Page;
  close(): Promise<void>;
}

/** A page in a context, and so a cache, of its own, with the probe in it. `prepare` may route requests before. */
export async function openDemo(
  browser: Browser,
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(installProbe);
  await prepare?.(page);
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('astro-island:not([ssr]) .demo').waitFor({ timeout: 60_000 });
  return { page, close: () => context.close() };
}

/** Draws strokes with the mouse at the recorded pace, through the air too, whether or not the page keeps up. */
export async function draw(page: Page, strokes: readonly (readonly PenPoint[])[]): Promise<void> {
  const pad = page.getByRole('application');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the pad is not in the window');
  const cdp = await page.context().newCDPSession(page);
  const place = ({ x, y }: PenPoint) => ({
    x: box.x + (x / PAD_SIDE) * box.width,
    y: box.y + (y / PAD_SIDE) * box.height,
  });
  const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', point: PenPoint, buttons: number) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      ...place(point),
      button: type === 'mouseMoved' ? 'none' : 'left',
      buttons,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    });
  /** Along points at the pace, however long the page takes. */
  const move = async (points: readonly PenPoint[], buttons: number) => {
    const sent: Promise<unknown>[] = [];
    let due = performance.now();
    for (const point of points) {
      due += PACE_MS;
      await sleep(Math.max(0, due - performance.now()));
      sent.push(send('mouseMoved', point, buttons));
    }
    await Promise.all(sent);
  };
  let from: PenPoint | undefined;
  for (const stroke of strokes) {
    const [first] = stroke;
    const last = stroke.at(-1);
    if (first === undefined || last === undefined) continue;
    await move(from === undefined ? [first] : between(from, first), 0);
    await sleep(STANDING_MS);
    await send('mousePressed', first, 1);
    await sleep(STANDING_MS);
    await move(stroke.slice(1), 1);
    await sleep(STANDING_MS);
    await send('mouseReleased', last, 0);
    await sleep(STANDING_MS);
    from = last;
  }
  await cdp.detach();
}

/** Draws the whole recording, wiping the pad between drawings, and gives what the probe saw. */
export async function drawAll(page: Page): Promise<Probe> {
  await page.evaluate(() => Object.assign(window.probe, { points: [], asked: [], frames: [] }));
  for (const strokes of RECORDING) {
    await draw(page, strokes);
    await sleep(300);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await sleep(100);
  }
  return page.evaluate(() => window.probe);
}
