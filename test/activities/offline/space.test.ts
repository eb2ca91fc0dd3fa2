import { expect, it } from 'vitest';
import { spaceLeft } from '../../../src/activities/offline/space.ts';

it('is what the browser gives less what is used, never below zero', async () => {
  expect(await spaceLeft({ estimate: async () => ({ quota: 100, usage: 30 }) })).toBe(70);
  expect(await spaceLeft({ estimate: async () => ({ quota: 100, usage: 130 }) })).toBe(0);
});

it('is not known where the browser does not say, or has no storage to speak of', async () => {
  expect(await spaceLeft(undefined)).toBe(null);
  expect(await spaceLeft({ estimate: async () => ({}) })).toBe(null);
  expect(await spaceLeft({ estimate: () => Promise.reject(new TypeError('barred')) })).toBe(null);
});
