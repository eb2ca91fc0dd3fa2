import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { assertNoProblems, BASES, expectNoAxeViolations, newPage, openBrowser, siteUrl } from './harness.ts';

describe('findChromium', () => {
  it('takes CHROME_PATH before anything else', () => {
    expect(findChromium({ CHROME_PATH: '/opt/chrome', PATH: '/usr/bin' }, () => true)).toBe('/opt/chrome');
  });

  it('looks for the usual names on PATH', () => {
    expect(findChromium({ PATH: '/a:/b' }, (path) => path === '/b/google-chrome')).toBe('/b/google-chrome');
  });

  it('says in one line how to install a browser when there is none', () => {
    const attempt = () => findChromium({ PATH: '/a' }, () => false);
    expect(attempt).toThrow(/^No Chromium found .*apt-get install chromium.*CHROME_PATH.*$/);
  });

  it('says that CHROME_PATH leads nowhere', () => {
    expect(() => findChromium({ CHROME_PATH: '/nowhere' }, () => false)).toThrow('/nowhere');
  });
});

describe('the harness', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('serves both builds, each with its own base, and says 404 for what is not there', async () => {
    for (const base of BASES) {
      expect((await fetch(siteUrl(base))).status).toBe(200);
      expect((await fetch(siteUrl(base, 'no-such-page/'))).status).toBe(404);
    }
    expect((await fetch(new URL('/', siteUrl('/doodles/')))).status).toBe(404);
  });

  it('collects console errors, uncaught errors, failed and foreign requests', async () => {
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/'));
    await page.evaluate(async () => {
      console.error('made up');
      setTimeout(() => {
        throw new Error('thrown on purpose');
      });
      await fetch('/no-such-file.json');
      await fetch('https://example.org/').catch(() => {});
    });
    await expect.poll(() => problems.join('\n')).toContain('thrown on purpose');
    expect(problems).toContain('console error: made up');
    expect(problems).toContain(`status 404: ${siteUrl('/', 'no-such-file.json')}`);
    // The page's own policy keeps it from leaving, and says so.
    expect(problems.join('\n')).toMatch(/https:\/\/example\.org\/.* violates .*Content Security Policy/);
    expect(() => assertNoProblems(problems)).toThrow('made up');
    await page.context().close();
  });

  it('reports an accessibility violation with its element', async () => {
    const { page } = await newPage(browser);
    await page.setContent(
      '<html lang="en"><title>t</title><main><h1>t</h1><img id="bare" src="data:,"></main>',
    );
    await expect(expectNoAxeViolations(page)).rejects.toThrow(/image-alt[\s\S]*#bare/);
    await page.context().close();
  });
});
