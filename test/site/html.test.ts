/** Every page as it is built: valid HTML, light enough, and nothing in it that comes with an island anyway. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { builtPages, SITE } from './built-pages.ts';

/** The standard's rules; those that are off are of taste, not of validity. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'attr-quotes': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'off',
    'no-raw-characters': 'off',
    'no-redundant-role': 'error',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
  },
});
const read = (file: string) => readFileSync(join(SITE, file), 'utf8');

describe('the built pages', () => {
  it('are valid HTML', async () => {
    const pages = builtPages();
    expect(pages.length).toBeGreaterThan(8);
    const faults: string[] = [];
    for (const file of pages) {
      const { results } = await validator.validateString(read(file), file);
      for (const { messages } of results)
        for (const { ruleId, message, line, column, selector } of messages)
          faults.push(`${file}:${line}:${column} ${ruleId}: ${message} (${selector})`);
    }
    expect(faults).toEqual([]);
  });

  it.each([
    ['<figure><div></div><figcaption>a</figcaption><div></div></figure>', 'figcaption'],
    ['<table role="table"><tr><td>1</td></tr></table>', 'table'],
    ['<ul><p>a</p></ul>', '<p>'],
  ])('would be caught otherwise: %s', async (html, named) => {
    const page = `<!doctype html><html lang="en"><head><title>a</title></head><body>${html}</body></html>`;
    const { results } = await validator.validateString(page, 'made-up.html');
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message)).join('\n')).toContain(
      named,
    );
  });

  it('wait for one stylesheet each, in the head', () => {
    for (const file of builtPages()) {
      const [head = '', body = ''] = read(file).split('<body');
      expect([file, head.match(/rel="stylesheet"/g)?.length ?? 0]).toEqual([file, 1]);
      expect([file, body.match(/rel="stylesheet"|<style/g)?.length ?? 0]).toEqual([file, 0]);
    }
  });

  it.each([
    ['index.html', 80],
    ['part-2/index.html', 100],
  ])('weigh little: %s at most %s kB gzip', (file, most) => {
    expect(gzipSync(read(file), { level: 9 }).length / 1000).toBeLessThan(most);
  });

  it('keep the numbers of their figures in files beside them, and hold no tables that nobody has opened', () => {
    const html = read('part-2/index.html');
    const links = [...html.matchAll(/ href="(figures\/[\w-]+\.csv)"/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) expect(read(`part-2/${link}`).split('\r\n').length).toBeGreaterThan(2);
    expect(html).not.toContain('class="data-table"');
  });
});
