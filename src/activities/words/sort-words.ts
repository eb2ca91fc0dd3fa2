import type { WordRow } from './word-row.ts';

export const WORD_ORDERS = [
  { value: 'name', label: 'A to Z' },
  { value: 'worst', label: 'Hardest first' },
  { value: 'best', label: 'Easiest first' },
  { value: 'family', label: 'Alike together' },
] as const;
export type WordOrder = (typeof WORD_ORDERS)[number]['value'];

const byName = (a: WordRow, b: WordRow) => a.word.localeCompare(b.word, 'en');
const COMPARE: Readonly<Record<WordOrder, (a: WordRow, b: WordRow) => number>> = {
  name: byName,
  worst: (a, b) => a.right - b.right || a.inThree - b.inThree || byName(a, b),
  best: (a, b) => b.right - a.right || b.inThree - a.inThree || byName(a, b),
  family: (a, b) => a.place - b.place,
};

export const sortWords = (rows: readonly WordRow[], order: WordOrder): WordRow[] =>
  [...rows].sort(COMPARE[order]);
