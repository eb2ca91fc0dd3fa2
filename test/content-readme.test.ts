/** What `content/README.md` says can be quoted can be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FACT_FORMATS } from '../src/core/format-fact.ts';
import { lookup } from '../src/core/lookup.ts';
import { parseAnyResult } from '../src/core/results.ts';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'content/README.md'), 'utf8');
const result = (experiment: string) => {
  const file = `content/results/${experiment}.json`;
  return parseAnyResult(JSON.parse(readFileSync(join(ROOT, file), 'utf8')), file);
};

/** The experiment whose results have the names of a kind. */
const EXAMPLES: Readonly<Record<string, string>> = {
  comparison: 'cats-and-sheep',
  sweep: 'forest-trees',
  conditions: 'rendering',
  any: 'cats-and-sheep',
};

test.each(Object.entries(EXAMPLES))('every name of the kind "%s" is one of %s', (kind, experiment) => {
  const row = readme.split('\n').find((line) => line.startsWith(`| ${kind} |`)) ?? '';
  const names = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(lookup(result(experiment), name).value, name).toBeDefined();
});

test('every way to show a number is named', () => {
  for (const format of FACT_FORMATS) expect(readme).toContain(`\`${format}\``);
});
