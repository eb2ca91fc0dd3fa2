/** Builds of the site on other results, one after the other: they share a content cache. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildSite, ROOT } from './build.ts';
import {
  assertNoProblems,
  expectNoAxeViolations,
  LOADED,
  newPage,
  openBrowser,
  SOON,
  siteUrl,
} from './harness.ts';
import { serve } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'doodles-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Builds on the committed results, one file of them changed. */
async function buildWith(experiment: string, change: (result: any) => void) {
  cpSync(process.env.SITE_RESULTS ?? join(ROOT, 'content/results'), folder, { recursive: true });
  const file = join(folder, `${experiment}.json`);
  const result = JSON.parse(readFileSync(file, 'utf8'));
  change(result);
  writeFileSync(file, JSON.stringify(result));
  return buildSite({ SITE_RESULTS: folder, SITE_OUT: 'build/contradiction' });
}

const chance = { value: 0.51, low: 0.5, high: 0.52 };

describe('a build on results that contradict the article', () => {
  it('fails, and names the file, the sentence and the numbers', async () => {
    const { code, output } = await buildWith('cats-and-sheep', (result) => {
      for (const model of result.models) if (model.model === 'convnet') model.accuracy = chance;
    });
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /content\/article\/\S+\.mdx:\d+: the results of "cats-and-sheep" contradict the sentence/,
    );
    expect(output).toMatch(/it does not hold that .+ \(.*(0\.51 | = convolutional network).*\)/);
    // Every sentence, not the first alone.
    const sentences = output.match(/contradict the sentence/g) ?? [];
    expect(sentences.length).toBeGreaterThan(1);
    expect(output).toContain(`contradict the prose in ${sentences.length} places`);
    // Where it was thrown helps nobody, and half a site is not to be published.
    expect(output).not.toMatch(/stack trace|^\s+at /im);
    expect(existsSync(join(ROOT, 'build/contradiction'))).toBe(false);
  });

  it('fails also where the results are those of a sweep', async () => {
    const { code, output } = await buildWith('forest-trees', (result) => {
      for (const variant of result.variants)
        if (variant.id === result.chosen.variant) variant.accuracy = chance;
    });
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /content\/article\/\S+\.mdx:\d+: the results of "forest-trees" contradict the sentence/,
    );
    expect(output).toMatch(/it does not hold that .+ \(.*(0\.51|0\.\d+ < 0\.\d+).*\)/);
  });
});

describe('a build that shows a run', () => {
  const run = join(folder, 'my-run');
  const committed = join(ROOT, 'content/results/cats-and-sheep.json');
  /** As `--models forest,nearest --out` would fill it: neither the article nor its figures could be made of it. */
  function fillRun() {
    for (const part of ['content/results', 'public/models', 'public/exhibits'])
      mkdirSync(join(run, part), { recursive: true });
    const result = JSON.parse(readFileSync(committed, 'utf8'));
    const of = ({ model }: { model: string }) => ['forest', 'nearest'].includes(model);
    result.models = result.models.filter(of);
    result.learningCurve = result.learningCurve.filter(of);
    result.differences = result.differences.filter(({ a, b }: any) => of({ model: a }) && of({ model: b }));
    result.mcnemar = result.mcnemar.filter(({ a, b }: any) => of({ model: a }) && of({ model: b }));
    result.models[0].accuracy = chance;
    result.dataset.publishable = false;
    writeFileSync(join(run, 'content/results/cats-and-sheep.json'), JSON.stringify(result));
    for (const { published } of result.models)
      cpSync(join(ROOT, 'public', published.file), join(run, 'public', published.file));
    for (const { file } of result.exhibits) cpSync(join(ROOT, 'public', file), join(run, 'public', file));
    cpSync(join(ROOT, result.dataset.rows ? 'public/rows' : ''), join(run, 'public/rows'), {
      recursive: true,
    });
    cpSync(join(ROOT, 'content/results/forest-trees.json'), join(run, 'content/results/forest-trees.json'));
  }

  it('has a page of each of its experiments, to draw on, and everything else as it was', async () => {
    fillRun();
    const { code, output } = await buildSite({ SITE_RUN: run });
    expect(code, output).toBe(0);
    expect(output).toContain('/experiments/run-cats-and-sheep/');
    const site = await serve(join(ROOT, 'build/run/dist'), '/');
    const browser = await openBrowser();
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(`${site.url}experiments/run-cats-and-sheep/`);
    const notice = page.getByRole('complementary', { name: 'A run to look at' });
    expect(await notice.locator('a').allInnerTexts()).toEqual([
      'Cats and sheep (my-run)',
      'How many trees? (my-run)',
    ]);
    await page.locator('astro-island:not([ssr]) .demo').waitFor();
    await page.locator('[data-sample=catFace]').click();
    await expect.poll(() => page.locator('[data-model] .answer').allTextContents(), LOADED).not.toContain('');
    await expect.poll(() => page.locator('[data-model]').count(), SOON).toBe(2);
    await expect.poll(() => page.locator('main').innerText(), SOON).toContain('51.0\u202f%');
    // The gallery speaks of two models, and of drawings that they have learnt from.
    const gallery = page.locator('#errors');
    await expect.poll(() => gallery.textContent(), SOON).toContain('Only where both are wrong');
    await expect.poll(() => gallery.textContent(), SOON).toContain('have learnt from most of them');
    expect(await gallery.textContent()).not.toContain('no model has seen');
    await expectNoAxeViolations(page);
    await page.goto(`${site.url}experiments/run-forest-trees/`);
    await expect.poll(() => page.locator('figure h3, figure .title').first().innerText(), SOON).toMatch(/\S/);
    await expectNoAxeViolations(page);
    await page.goto(site.url);
    await expect.poll(() => page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    const numbers = await page.locator('data.result').allInnerTexts();
    await page.goto(`${siteUrl('/')}`);
    expect(numbers).toEqual(await page.locator('data.result').allInnerTexts());
    // It is served beside the two sites of the other tests.
    assertNoProblems(problems.filter((problem) => !problem.includes(`leaves the origin: ${site.url}`)));
    await browser.close();
    await site.close();
  });

  it('says what is wrong with a folder that is none', async () => {
    const { code, output } = await buildSite({ SITE_RUN: join(folder, 'nothing-here') });
    expect(code).not.toBe(0);
    expect(output).toMatch(/SITE_RUN=\S+nothing-here: there is no such folder\. .+--out my-run/);
    expect(output).not.toMatch(/stack trace|^\s+at /im);
  });
});
