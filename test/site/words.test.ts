/** One spelling and one apostrophe in all that a page says, in its text and in what is read aloud. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtPages, SITE } from './built-pages.ts';

/** Words of a page: its text, without code, and the attributes that people meet. */
function wordsOf(html: string): string {
  const shown = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|code|pre)\b[\s\S]*?<\/\1>/g, ' ');
  const attributes = [...shown.matchAll(/\b(?:aria-label|alt|title|content)="([^"]*)"/g)].map(
    (found) => found[1],
  );
  return [shown.replace(/<[^>]+>/g, ' '), ...attributes].join('\n').replace(/&#39;|&apos;/g, "'");
}

it.each([
  ['“learnt”, and not “learned”', /.{0,30}\blearned\b.{0,20}/gi, 'what it learned'],
  ['curly apostrophes', /.{0,30}[a-z]'[a-z].{0,20}/gi, 'the page&#39;s words'],
])('the pages have %s', (_, wrong, example) => {
  expect(wordsOf(`<p aria-label="${example}">right</p>`).match(wrong)).toHaveLength(1);
  const found = builtPages().flatMap((file) =>
    [...(wordsOf(readFileSync(join(SITE, file), 'utf8')).match(wrong) ?? [])].map(
      (text) => `${file}: ${text}`,
    ),
  );
  expect(found).toEqual([]);
});
