/** The page of results, and the figure that holds them against 2017, say what the files say. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { experimentSummary } from '../../src/components/Results/experiment-summary.ts';
import { formatFact } from '../../src/core/format-fact.ts';
import { type AnyResult, parseAnyResult } from '../../src/core/results.ts';
import { VERDICTS } from '../../src/core/then-and-now/judge.ts';
import { thenAndNow } from '../../src/core/then-and-now/topics.ts';
import { ROOT } from './build.ts';
import { assertNoProblems, newPage, openBrowser, siteUrl } from './harness.ts';

const FOLDER = process.env.SITE_RESULTS ?? join(ROOT, 'content/results');
const texts = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace('.json', ''), readFileSync(join(FOLDER, file), 'utf8')]),
);
const results: AnyResult[] = [...texts].map(([id, text]) => parseAnyResult(JSON.parse(text), id));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(path: string): Promise<{ page: Page; problems: string[] }> {
  const opened = await newPage(browser, { reducedMotion: true });
  await opened.page.goto(siteUrl('/', path));
  return opened;
}

describe('the page of results', () => {
  it('lists every experiment with the best value of its file', async () => {
    const { page, problems } = await open('results/');
    const shown = await page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('[data-best]')].map((best) => [
          best.dataset.best,
          best.textContent,
        ]),
      ),
    );
    const competing = results.filter(({ kind }) => kind !== 'conditions');
    expect(Object.keys(shown).sort()).toEqual(competing.map(({ experiment }) => experiment).sort());
    for (const result of competing) {
      const { best } = experimentSummary(result);
      expect(shown[result.experiment]).toBe(
        formatFact((best as NonNullable<typeof best>).accuracy, 'interval'),
      );
    }
    const listed = await page.locator('article.experiment').evaluateAll((cards) => cards.map(({ id }) => id));
    expect(listed.sort()).toEqual([...texts.keys()].sort());
    assertNoProblems(problems);
    await page.context().close();
  });

  it('hands out the files that it describes, with their checksums', async () => {
    const { page } = await open('results/');
    const files = await page.evaluate(() =>
      [...document.querySelectorAll('.file')].map((row) => ({
        href: (row.querySelector('a') as HTMLAnchorElement).href,
        sha256: row.querySelector('code')?.title,
      })),
    );
    expect(files.length).toBeGreaterThan(texts.size);
    for (const { href, sha256 } of files) {
      const response = await fetch(href);
      expect(response.status, href).toBe(200);
      const content = Buffer.from(await response.arrayBuffer());
      expect(createHash('sha256').update(content).digest('hex'), href).toBe(sha256);
    }
    for (const [id, text] of texts)
      await expect.poll(async () => (await fetch(siteUrl('/', `results/${id}.json`))).text()).toBe(text);
    await page.context().close();
  });

  it('copies a checksum whole', async () => {
    const { page } = await open('results/');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = page.locator('.file').first();
    await row.getByRole('button', { name: /^Copy the SHA-256/ }).click();
    await expect.poll(() => row.getByRole('button').innerText()).toContain('Copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await row.locator('code').getAttribute('title'));
    await page.context().close();
  });
});

describe('then and now', () => {
  const topics = thenAndNow(results);

  it('counts and names the verdicts that the rule gives on these results', async () => {
    const { page, problems } = await open('part-2/');
    const rows = topics.flatMap((topic) => topic.rows);
    for (const verdict of VERDICTS)
      await expect
        .poll(() => page.locator(`.totals [data-verdict="${verdict}"]`).textContent())
        .toBe(String(rows.filter((row) => row.verdict === verdict).length));
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.topic tbody tr')].map((row) => [
        row.querySelector('th')?.textContent?.trim(),
        row.querySelector('td.verdict')?.textContent?.replace(/^\W+/, '').trim(),
        row.querySelector('td[data-label=Here] b')?.textContent,
      ]),
    );
    expect(shown).toEqual(
      rows.map(({ name, verdict, now, unit }) => [
        name,
        verdict,
        now ? formatFact({ unit, value: now.value.value }) : '–',
      ]),
    );
    assertNoProblems(problems);
    await page.context().close();
  });

  it('opens and closes a topic by keyboard', async () => {
    const { page } = await open('part-2/');
    const topic = page.locator('[data-topic=forest-trees]');
    await topic.locator('summary').focus();
    await expect.poll(() => topic.locator('table').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await expect.poll(() => topic.locator('table').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => topic.locator('table').isVisible()).toBe(false);
    await page.context().close();
  });

  it('has short rows on a phone, each with every cell for who listens', async () => {
    const { page } = await newPage(browser, { width: 375, height: 740, touch: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const table = page.locator('#numbers-of-2017 [data-topic][open] table');
    await table.scrollIntoViewIfNeeded();
    const columns = await table.locator('thead th').count();
    const rows = await table.locator('tbody tr').evaluateAll((all) =>
      all.map((row) => ({
        lines: row.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(row).fontSize),
        cells: [...row.children].filter((cell) => getComputedStyle(cell).display !== 'none').length,
        isAbsent: row.classList.contains('absent'),
      })),
    );
    expect(rows.some(({ isAbsent }) => isAbsent)).toBe(true);
    expect(rows.some(({ isAbsent }) => !isAbsent)).toBe(true);
    for (const { lines, cells, isAbsent } of rows) {
      expect(cells).toBe(columns);
      expect(lines).toBeLessThan(isAbsent ? 5 : 9);
    }
    await page.context().close();
  });

  it('gives all of it as CSV', async () => {
    const { page } = await open('part-2/');
    const figure = page.locator('#numbers-of-2017');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(csv[0]).toBe(
      'Topic,What,2017,2017 from,2017 to,2017 learnt from,2017 tested on,here,here from,here to,here learnt from,here tested on,Verdict',
    );
    expect(csv).toHaveLength(1 + topics.flatMap((topic) => topic.rows).length);
    await page.context().close();
  });
});
