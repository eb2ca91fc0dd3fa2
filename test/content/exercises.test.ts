/** The exercises of the chapters, as far as the text alone tells. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../content/article');
const chapters = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => ({ name, mdx: readFileSync(join(FOLDER, name), 'utf8') }));

const exercises = chapters.flatMap(({ name, mdx }) =>
  [...mdx.matchAll(/<Exercise\s([\s\S]*?)>\n([\s\S]*?)<\/Exercise>/g)].map(([, props = '', answer = '']) => ({
    name,
    props,
    answer,
  })),
);

it('each has an id of its own, under which its answer is kept', () => {
  const ids = exercises.map(({ props }) => /\bid="([a-z0-9-]+)"/.exec(props)?.[1]);
  expect(ids.length).toBeGreaterThan(10);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).not.toContain(undefined);
});

it('each asks with curly quotes and apostrophes, which attributes do not get by themselves', () => {
  for (const { props } of exercises) {
    const asks = /\basks="([^"]*)"/.exec(props)?.[1] ?? '';
    expect(asks).toMatch(/^[^'"]+[.?]$/);
  }
});

it('each has either choices or a number to estimate, and how near is near', () => {
  for (const { name, props } of exercises) {
    const has = (prop: string) => new RegExp(`\\b${prop}=`).test(props);
    expect({ name, one: has('choices') !== has('estimate'), near: has('within') }).toEqual({
      name,
      one: true,
      near: has('estimate'),
    });
  }
});

it('no answer holds a number that is not bound to the results', () => {
  for (const { name, answer } of exercises) {
    const words = answer.replace(/<[^>]*>/g, '');
    expect([name, words.match(/\d/g)]).toEqual([name, null]);
  }
});
