import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, EXPERIMENTS, GAMES } from '../../pipeline/experiments/index.ts';
import { type Chapter, chapterSchema } from '../../src/layouts/chapter-schema.ts';
import { chaptersOf } from '../../src/layouts/chapters-of.ts';

const ARTICLE = 'content/article';
const experimentIds = [EXPERIMENTS, CONDITIONS, GAMES].flatMap(Object.keys);

/** Front matter of one line a field, as all chapters have it. */
function frontMatter(file: string): Record<string, unknown> {
  const [, text = ''] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(`${ARTICLE}/${file}`, 'utf8')) ?? [];
  return Object.fromEntries(
    text.split('\n').map((line) => {
      const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
      return [name, /^[\d.]+$/.test(value) ? Number(value) : value];
    }),
  );
}

const chapter = (data: Record<string, unknown>) => ({ data: chapterSchema.parse({ title: 'A', ...data }) });
const orders = (part: Chapter['part'], entries: readonly { data: Chapter }[], experiments: string[]) =>
  chaptersOf(part, entries, experiments).map(({ data }) => data.order);

describe('chaptersOf', () => {
  const entries = [
    chapter({ order: 3, part: 2 }),
    chapter({ order: 2.5, part: 2, needs: 'whole-game' }),
    chapter({ order: 1 }),
    chapter({ order: 2, part: 2, needs: 'fruit' }),
  ];

  it('are those of the part, in their order', () => {
    expect(orders(1, entries, [])).toEqual([1]);
    expect(orders(2, entries, ['fruit', 'whole-game'])).toEqual([2, 2.5, 3]);
  });

  it('leave out, without an error, what needs results that are not there', () => {
    expect(orders(2, entries, [])).toEqual([3]);
    expect(orders(2, entries, ['whole-game', 'another'])).toEqual([2.5, 3]);
  });

  it('leave the list that they are given as it was', () => {
    const before = [...entries];
    chaptersOf(2, entries, ['fruit']);
    expect(entries).toEqual(before);
  });
});

describe('the chapters of the article', () => {
  const files = readdirSync(ARTICLE).filter((file) => file.endsWith('.mdx'));
  const entries = files.map((file) => ({ file, data: chapterSchema.parse(frontMatter(file)) }));

  it('stand in the folder in the order in which the pages have them', () => {
    const shown = ([1, 2] as const).flatMap((part) => chaptersOf(part, entries, experimentIds));
    expect(shown.map(({ file }) => file)).toEqual([...files].sort());
    expect(new Set(shown.map(({ data }) => data.order)).size).toBe(files.length);
  });

  it('need experiments that there are, and no results of another that may be missing', () => {
    for (const { file, data } of entries) {
      const text = readFileSync(`${ARTICLE}/${file}`, 'utf8');
      if (data.needs !== undefined) expect(experimentIds, file).toContain(data.needs);
      if (data.needs !== 'whole-game') expect(text, file).not.toContain('whole-game');
    }
  });
});
