import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildSite, ROOT } from './build.ts';

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
