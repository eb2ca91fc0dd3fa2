import { describe, expect, it } from 'vitest';
import { tally } from '../../../src/figures/ThenAndNow/verdict-signs.ts';

describe('tally', () => {
  it('counts what there is, in the order of the verdicts', () => {
    expect(
      tally([{ verdict: 'not comparable' }, { verdict: 'reproduced' }, { verdict: 'not comparable' }]),
    ).toBe('3 numbers: 1 reproduced, 2 not comparable.');
    expect(tally([{ verdict: 'higher here' }])).toBe('1 number: 1 higher here.');
  });
});
