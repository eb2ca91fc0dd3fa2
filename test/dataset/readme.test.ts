/** The tables of pipeline/dataset/README.md name a test for every form and fault; a table that names none that exists is no proof. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const rows = readFileSync(join(ROOT, 'pipeline/dataset/README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, first, file, title] = /^\| (.+?) \|.*\| `(test\/[^`]+)`: (.+) \|$/.exec(line) ?? [];
    return first !== undefined && file !== undefined && title !== undefined ? [{ first, file, title }] : [];
  });

it('the tables have a row for every form and fault', () => {
  expect(rows.length).toBeGreaterThan(20);
});

it.each(rows)('the test of $first is there', ({ file, title }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${title}'`);
});
