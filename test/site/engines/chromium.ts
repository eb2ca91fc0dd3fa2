/** Chromium with the face of the other two: what they are compared with. */
import { assertNoProblems, newPage, openBrowser } from '../harness.ts';
import { chromiumFace } from './chromium-face.ts';
import type { EnginePage } from './page.ts';

export async function openChromium(): Promise<EnginePage> {
  const browser = await openBrowser();
  const { page, problems } = await newPage(browser, { reducedMotion: true });
  const face = chromiumFace(browser, page, problems);
  return {
    ...face,
    async goto(url) {
      await face.goto(url);
      assertNoProblems(problems);
    },
  };
}
