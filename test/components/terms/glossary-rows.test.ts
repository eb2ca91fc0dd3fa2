import { expect, it } from 'vitest';
import { firstMet } from '../../../src/components/terms/first-met.ts';
import { glossaryRows, letterOf } from '../../../src/components/terms/glossary-rows.ts';

const entry = (id: string, also: string[] = []) => ({
  id,
  name: id,
  also,
  forms: [id],
  says: 'A thing.',
  de: 'Ding',
  fr: 'chose',
});

it('rows come by the alphabet, with other names among them and digits first', () => {
  const rows = glossaryRows([entry('loss', ['cross-entropy', 'nat']), entry('Brier score'), entry('95 %')]);
  expect(rows.map(({ name }) => name)).toEqual(['95 %', 'Brier score', 'cross-entropy', 'loss', 'nat']);
  expect(rows.map((row) => ('see' in row ? row.see.id : null))).toEqual([null, null, 'loss', null, 'loss']);
  expect(rows.map(letterOf)).toEqual(['#', 'B', 'C', 'L', 'N']);
});

it('a term is met first in the first chapter that marks it', () => {
  const chapters = [
    { id: 'one', body: 'A <Term of="weight">weight</Term>.' },
    { id: 'two', body: '<Term\n  of="loss">Loss</Term> and <Term of="weight">weight</Term>.' },
    { id: 'three' },
  ];
  const met = firstMet(chapters);
  expect([...met].map(([term, { id }]) => [term, id])).toEqual([
    ['weight', 'one'],
    ['loss', 'two'],
  ]);
});
