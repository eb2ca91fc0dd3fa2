import { expect, test } from 'vitest';
import { contradictionReport } from '../../src/integrations/tell-contradictions.ts';

test('a build that nothing contradicts has no report', () => {
  expect(contradictionReport(new Set())).toBeUndefined();
});

test('all that is wrong stands in one report, with its number', () => {
  const report = contradictionReport(new Set(['a.mdx:1: the first', 'b.mdx:2: the second']));
  expect(report).toMatch(/in 2 places:\n\na\.mdx:1: the first\n\nb\.mdx:2: the second$/);
  expect(contradictionReport(new Set(['alone']))).toContain('in one place:');
});
