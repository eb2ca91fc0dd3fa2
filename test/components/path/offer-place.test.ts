import { expect, it } from 'vitest';
import { isFresh } from '../../../src/components/path/offer-place.ts';

const arrival = { hash: '', type: 'navigate', windowsDown: 0 };

it('the place is offered to those who open the page at its top', () => {
  expect(isFresh(arrival)).toBe(true);
  expect(isFresh({ ...arrival, type: 'prerender' })).toBe(true);
});

it.each([
  ['come for a certain place', { hash: '#the-line' }],
  ['go back to the page', { type: 'back_forward' }],
  ['load it anew, which has its own place', { type: 'reload' }],
  ['have read on before the script was here', { windowsDown: 0.8 }],
])('it is not offered to those who %s', (_, change) => {
  expect(isFresh({ ...arrival, ...change })).toBe(false);
});
