/** The demo in a frame on a page of another origin, with the very lines that the site offers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  BASES,
  CATS_AND_SHEEP,
  expectNoAxeViolations,
  LOADED,
  newPage,
  openBrowser,
  SOON,
  siteUrl,
} from './harness.ts';

let browser: Browser;
let school: Server;
let schoolUrl: string;
let lesson = '';
beforeAll(async () => {
  browser = await openBrowser();
  school = createServer((request, response) => {
    if (request.url !== '/') response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(lesson);
  });
  await new Promise<void>((resolve) => school.listen(0, '127.0.0.1', resolve));
  schoolUrl = `http://127.0.0.1:${(school.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser?.close();
  school?.closeAllConnections();
  school?.close();
});

async function withPage(act: (page: Page) => Promise<void>, options = {}): Promise<void> {
  const { page, problems } = await newPage(browser, { reducedMotion: true, ...options });
  await act(page);
  assertNoProblems(problems.filter((problem) => !problem.includes(schoolUrl)));
  await page.context().close();
}

/** The lines for the frame and for its height, from the page that offers them, made to point at the site under test. */
async function offered(page: Page, base: (typeof BASES)[number]): Promise<[frame: string, script: string]> {
  await page.goto(siteUrl(base, CATS_AND_SHEEP));
  const lines = await page.locator('.snippet pre').allInnerTexts();
  const published = /src="(.+?)embed\/draw\//.exec(lines[0] ?? '')?.[1] ?? '';
  expect(new URL(published).pathname).toBe(base);
  const here = lines.map((each) =>
    each
      .replaceAll(published, siteUrl(base))
      .replaceAll(new URL(published).origin, new URL(siteUrl(base)).origin),
  );
  return here as [string, string];
}

describe.each(BASES)('embedded from %s', (base) => {
  it('answers to a stroke, and is as high as its contents', () =>
    withPage(async (page) => {
      const [frame, script] = await offered(page, base);
      lesson = `<!doctype html><title>Lesson</title><h1>Animals</h1>${frame}
        <script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>${script}`;
      await page.goto(schoolUrl);
      const inside = page.frameLocator('#doodles');
      const pad = inside.getByRole('application');
      await pad.waitFor();
      await expect
        .poll(() => page.evaluate(() => Reflect.get(window, 'heard').length), SOON)
        .toBeGreaterThan(0);
      const [message] = await page.evaluate(() => Reflect.get(window, 'heard'));
      expect(message).toEqual({ type: 'doodles:height', height: expect.any(Number) });
      const box = await pad.boundingBox();
      if (box === null) throw new Error('there is no pad');
      await page.mouse.move(box.x + 40, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + 200, box.y + 220, { steps: 6 });
      await page.mouse.move(box.x + 260, box.y + 70, { steps: 6 });
      await page.mouse.up();
      await expect
        .poll(() => inside.locator('[data-model=convnet]').getAttribute('data-class'), LOADED)
        .toMatch(/cat|sheep/);
      await expect.poll(() => fits(page), SOON).toBe(true);
      await page.setViewportSize({ width: 400, height: 800 });
      await expect.poll(() => fits(page), SOON).toBe(true);
    }));
});

/** Whether the frame is as high as its page, to a few pixels. */
async function fits(page: Page): Promise<boolean> {
  const frame = await page.locator('#doodles').boundingBox();
  const wanted = await page.frameLocator('#doodles').locator('.frame').boundingBox();
  return Math.abs((frame?.height ?? 0) - (wanted?.height ?? -99)) <= 2;
}

describe('the height of the frame', () => {
  it.each([375, 1000])(
    'is told a few times and then rests while somebody draws, in a frame of %i px',
    (width) =>
      withPage(
        async (page) => {
          lesson = `<!doctype html><title>Lesson</title><iframe id="doodles" src="${siteUrl('/', `embed/${CATS_AND_SHEEP}`)}"
        title="Draw" style="width: ${width}px; height: 46rem; border: 0"></iframe>
        <script>window.heard = []; addEventListener('message', ({ data }) => { heard.push(data.height);
          document.getElementById('doodles').style.height = data.height + 'px'; })</script>`;
          await page.goto(schoolUrl);
          const inside = page.frameLocator('#doodles');
          await inside.getByRole('application').waitFor();
          const heard = (): Promise<number[]> => page.evaluate(() => Reflect.get(window, 'heard'));
          const stroke = async (y: number) => {
            const box = await inside.getByRole('application').boundingBox();
            const [left, top, side] = [box?.x ?? 0, box?.y ?? 0, box?.width ?? 0];
            await page.mouse.move(left + 0.2 * side, top + y * side);
            await page.mouse.down();
            await page.mouse.move(left + 0.5 * side, top + (y + 0.1) * side, { steps: 5 });
            await page.mouse.move(left + 0.8 * side, top + (1 - y) * side, { steps: 5 });
            await page.mouse.up();
          };
          await stroke(0.2);
          const known = inside.locator('[data-knew]');
          await expect.poll(() => known.count(), LOADED).toBe(5);
          await expect
            .poll(
              async () => (await known.allInnerTexts()).every((each) => / knew | never /.test(each)),
              LOADED,
            )
            .toBe(true);
          await page.waitForTimeout(1500); // what shrinks is told after a second
          const first = await heard();
          expect(first.length).toBeLessThanOrEqual(6);
          for (const height of first) expect(height % 24).toBe(0);
          for (const y of [0.3, 0.4, 0.6, 0.8]) {
            await stroke(y);
            await page.waitForTimeout(500);
          }
          await page.waitForTimeout(1500);
          expect((await heard()).length - first.length).toBeLessThanOrEqual(1);
        },
        { width: 1100 },
      ),
  );
});

describe('a frame with a sandbox', () => {
  it.each(['allow-scripts', ''])('says what it needs when it has sandbox="%s"', (sandbox) =>
    withPage(async (page) => {
      lesson = `<!doctype html><title>Lesson</title><iframe sandbox="${sandbox}" title="Draw"
        src="${siteUrl('/', 'embed/draw/')}" style="width: 40rem; height: 30rem"></iframe>`;
      const bare = await browser.newContext();
      const lessonPage = await bare.newPage();
      await lessonPage.goto(schoolUrl);
      const inside = lessonPage.frameLocator('iframe');
      await expect
        .poll(() => inside.locator('main').innerText(), SOON)
        .toContain('sandbox="allow-scripts allow-same-origin"');
      await bare.close();
      await page.goto(siteUrl('/', 'draw/'));
      await expect
        .poll(() => page.locator('main').innerText())
        .toContain('sandbox="allow-scripts allow-same-origin');
    }),
  );

  it('draws and answers with what the page asks for, and says nothing of it', () =>
    withPage(async (page) => {
      lesson = `<!doctype html><title>Lesson</title><iframe sandbox="allow-scripts allow-same-origin" title="Draw"
        src="${siteUrl('/', `embed/${CATS_AND_SHEEP}`)}" style="width: 40rem; height: 60rem"></iframe>`;
      await page.goto(schoolUrl);
      const inside = page.frameLocator('iframe');
      await inside.locator('[data-sample=catFace]').click();
      await expect
        .poll(() => inside.locator('[data-model=convnet]').getAttribute('data-class'), LOADED)
        .toBe('cat');
      await expect.poll(() => inside.locator('#sandboxed').isVisible()).toBe(false);
    }));
});

describe('the page in the frame', () => {
  it('shows what its address asks for, and nothing around it', () =>
    withPage(async (page) => {
      await page.goto(
        siteUrl('/', 'embed/draw/?task=five-animals&models=convnet,forest&theme=dark&samples=off'),
      );
      await page.locator('.demo').waitFor();
      await expect.poll(() => page.locator('.demo').getAttribute('data-experiment')).toBe('five-animals');
      await expect
        .poll(() =>
          page
            .locator('[data-model]')
            .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-model'))),
        )
        .toEqual(['forest', 'convnet']);
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
      await expect.poll(() => page.locator('.samples, header, footer, .notes, .evidence').count()).toBe(0);
      await expect.poll(() => page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
      await expectNoAxeViolations(page);
    }));

  it('passes over what it does not know, and says so', () =>
    withPage(async (page) => {
      await page.goto(siteUrl('/', 'embed/draw/?task=cows&theme=pink'));
      await expect
        .poll(() => page.locator('.notes').innerText())
        .toMatch(/task=cows .*five-animals[^]*theme=pink .*dark/);
      await expect.poll(() => page.locator('[data-model]').count()).toBeGreaterThan(0); // those of the first task
      await expectNoAxeViolations(page);
    }));

  it('fits a phone', () =>
    withPage(
      async (page) => {
        await page.goto(siteUrl('/', 'embed/draw/'));
        await page.locator('.demo').waitFor();
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(340);
      },
      { width: 340, height: 700, touch: true },
    ));
});
