import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { EnginePage } from './page.ts';

/** A page of Chromium with the face of the other two engines. @param problems that it grows while it runs */
export const chromiumFace = (browser: Browser, page: Page, problems: readonly string[]): EnginePage => ({
  version: browser.version(),
  problems: () => problems,
  async goto(url) {
    await page.goto(url);
  },
  async evaluate(run, ...values) {
    const text = await page.evaluate(
      `(async () => JSON.stringify(await (${run})(...${JSON.stringify(values)})))()`,
    );
    return text === undefined ? undefined : JSON.parse(String(text));
  },
  async pointer(steps) {
    for (const step of steps)
      if (step[0] === 'move') await page.mouse.move(Math.round(step[1]), Math.round(step[2]));
      else if (step[0] === 'wait') await sleep(step[1]);
      else await page.mouse[step[0]]();
  },
  async keys(...names) {
    for (const name of names) await page.keyboard.press(name);
  },
  close: () => browser.close(),
});
