/** Chromium with the face of the other two: what they are compared with. */
import { assertNoProblems, newPage, openBrowser } from '../harness.ts';
import type { EnginePage } from './page.ts';

export async function openChromium(): Promise<EnginePage> {
  const browser = await openBrowser();
  const { page, problems } = await newPage(browser, { reducedMotion: true });
  return {
    version: browser.version(),
    problems: () => problems,
    async goto(url) {
      await page.goto(url);
      assertNoProblems(problems);
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
        else await page.mouse[step[0]]();
    },
    async keys(...names) {
      for (const name of names) await page.keyboard.press(name);
    },
    close: () => browser.close(),
  };
}
