/** The glossary and the marks of its terms in the chapters: nothing undefined, nothing marked twice, nothing for nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GlossaryEntry, glossarySchema } from '../../src/core/glossary.ts';
import { marksOf, termFaults, usesOf } from './termFaults.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesIn = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

const glossary = glossarySchema.parse(JSON.parse(read('content/glossary.json')));
const chapters = filesIn('content/article', '.mdx').map((path) => ({ path, mdx: read(path) }));
const METHODS = ['src/pages/methods', 'src/components/Methods'];
const methods = METHODS.flatMap((folder) => filesIn(folder, '.astro')).map((path) => ({
  path,
  mdx: read(path),
}));

describe('the glossary', () => {
  it('has every term once, in the order of the alphabet', () => {
    const names = glossary.map(({ name }) => name.replace(/^95 % /, ''));
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
    const ids = glossary.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const forms = glossary.flatMap((entry) => entry.forms);
    expect(forms).toEqual([...new Set(forms)]);
  });

  it('explains in few sentences, with curly quotes and apostrophes', () => {
    for (const { id, says, de, fr, name } of glossary) {
      expect({ id, ends: /[.]$/.test(says), straight: /["']/.test(says + de + fr + name) }).toEqual({
        id,
        ends: true,
        straight: false,
      });
      const sentences = says.split(/[.?:!]\s/).length;
      expect({ id, few: sentences <= 5 && says.length <= 330 }).toEqual({ id, few: true });
    }
  });

  it('has no term that neither a chapter nor the methods use', () => {
    const marked = new Set([...chapters, ...methods].flatMap(({ mdx }) => marksOf(mdx).map(({ id }) => id)));
    expect(glossary.filter(({ id }) => !marked.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('every chapter', () => {
  it('marks the first use of each term, and no other', () => {
    expect(chapters.length).toBeGreaterThan(5);
    expect(chapters.flatMap(({ path, mdx }) => termFaults(path, mdx, glossary))).toEqual([]);
  });

  it('is read with uses to be found in it: of a network, its weights and its loss', () => {
    const all = chapters.flatMap(({ mdx }) => usesOf(mdx, glossary).map(({ id }) => id));
    for (const id of ['neural-network', 'weight', 'log-loss', 'random-forest', 'test-set'])
      expect(all, id).toContain(id);
  });
});

describe('the methods', () => {
  it('mark only terms that there are, and each once', () => {
    for (const { path, mdx } of methods) {
      const ids = marksOf(mdx).map(({ id }) => id);
      expect({ path, ids }).toEqual({ path, ids: [...new Set(ids)] });
      for (const id of ids) expect(glossary.map((entry) => entry.id)).toContain(id);
    }
  });
});

describe('a fault', () => {
  const entry = (id: string, ...forms: string[]): GlossaryEntry => ({
    id,
    name: id,
    also: [],
    forms,
    says: 'A thing.',
    de: 'Ding',
    fr: 'chose',
  });
  const few = [
    entry('weight', 'weight', 'weights'),
    entry('weight-decay', 'weight decay'),
    entry('mcnemar', "McNemar's test"),
  ];
  const said = (mdx: string) => termFaults('a.mdx', mdx, few);

  it.each([
    ['is none where the first use is marked', 'A <Term of="weight">weight</Term>, more weights.', []],
    ['is none where the mark comes before', '<Term of="weight">How much</Term> it counts: its weight.', []],
    ['is a first use without a mark', 'So.\n\nTwo weights.', ['a.mdx:3 first use']],
    ['is a mark at a later use', 'A weight, a <Term of="weight">weight</Term>.', ['a.mdx:1 first use']],
    [
      'is a second mark',
      'A <Term of="weight">weight</Term> and <Term of="weight">one</Term>.',
      ['a.mdx:1 second mark of "weight"'],
    ],
    [
      'is a term that is not there',
      'A <Term of="mass">mass</Term>.',
      ['content/glossary.json has no "mass"'],
    ],
    ['of the longer of two terms is one of that alone', 'By weight decay.', ['<Term of="weight-decay">']],
    ['is found over a line break and emphasis', 'By *weight*\ndecay.', ['<Term of="weight-decay">']],
    ['is found with either apostrophe', 'By McNemar’s test.', ['<Term of="mcnemar">']],
    ['is none in a part of a word', 'Weightless overweight paper-weight, a weights-and-measures.', []],
  ])('%s', (_, mdx, expected) => {
    const faults = said(mdx);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((part, i) => {
      expect(faults[i]).toContain(part);
    });
  });

  it.each([
    ['front matter and imports', "---\ntitle: weight\n---\nimport weight from './weight.ts';\n\nHi."],
    ['headings', '### A weight\n\nHi.'],
    ['attributes', '<Claim of="a" holds="weight > 0.5 and weight < 1">Hi.</Claim> <F of={["weight"]} />'],
    ['links', '[a weight](weight.html), <a href="x">a weight</a>, <TryIt to="?a">a weight</TryIt>'],
    ['exercises', '<Exercise asks="A weight?" estimate="a">\nThe weight.\n</Exercise>'],
  ])('is none in %s', (_, mdx) => {
    expect(said(mdx)).toEqual([]);
  });

  it('is found behind an attribute with a sign in it', () => {
    expect(said('<Claim holds="a > b">The weight</Claim>')).toHaveLength(1);
  });
});
