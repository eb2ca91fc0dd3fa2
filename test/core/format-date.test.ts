import { expect, it } from 'vitest';
import { formatDate } from '../../src/core/format-date.ts';

it('formatDate spells the month out and keeps the date on one line', () => {
  expect(formatDate('2026-11-03')).toBe('3\u00a0November\u00a02026');
});
