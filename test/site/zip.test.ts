/** The ZIP of the site, unpacked and opened without a server; and what a browser needs to know to install the site. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE } from './built-pages.ts';
import { expectNoAxeViolations, openBrowser } from './harness.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(SITE, 'doodles-site.zip'))))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser?.close();
});

const fileUrl = (path: string) => pathToFileURL(join(folder, 'doodles-site', path)).href;

describe('the unpacked ZIP, opened from a file', () => {
  it('reads, shows its drawings, and says what needs a server', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(fileUrl('index.html'));
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).not.toBe('');
    await expect.poll(() => page.locator('.from-file-note').isVisible()).toBe(true);
    // Styles have come, and so has the mask of every drawing: other files may not be masks.
    const font = await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily);
    expect(font).toContain('Source Serif');
    const masks = await page
      .locator('[data-figure=samples] [role=img]')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).maskImage));
    expect(masks.length).toBe(20);
    expect(masks.every((mask) => mask.startsWith('url("data:image/png;base64,'))).toBe(true);
    // Nothing tells of scripts that did not come.
    await expect.poll(() => page.locator('.island-failure, .missing-island').count()).toBe(0);
    await expectNoAxeViolations(page, '.from-file-note');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Part 2' }).click();
    await page.waitForURL(fileUrl('part-2/index.html'));
    await page.locator('.from-file-note a').click();
    await page.waitForURL(`${fileUrl('offline/index.html')}#zip`);
    await page.close();
  });
});

describe('the manifest', () => {
  it.each([
    ['build/site', '/'],
    ['build/site-base', '/doodles/'],
  ])('in %s begins at %s, and its icons are what it says', (where, base) => {
    const built = join(SITE, '../..', where);
    const manifest = JSON.parse(readFileSync(join(built, 'manifest.webmanifest'), 'utf8'));
    expect([manifest.start_url, manifest.scope]).toEqual([base, base]);
    expect(readFileSync(join(built, 'index.html'), 'utf8')).toContain(
      `<link rel="manifest" href="${base}manifest.webmanifest">`,
    );
    const pictures = manifest.icons.filter(({ type }: { type: string }) => type === 'image/png');
    expect(pictures.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['any', 'any', 'maskable']);
    for (const { src, sizes } of pictures) {
      const { width, height } = decode(readFileSync(join(built, src.slice(base.length))));
      expect(`${width}x${height}`).toBe(sizes);
    }
  });
});
