import { expect, test } from 'vitest';
import { siteAddress } from '../../src/integrations/site-address.ts';

test('an address is taken as its origin, and none is none', () => {
  expect(siteAddress('https://example.org/')).toBe('https://example.org');
  expect(siteAddress('http://localhost:8080')).toBe('http://localhost:8080');
  expect(siteAddress(undefined)).toBeUndefined();
  expect(siteAddress('')).toBeUndefined();
});

test('a path is refused, and told where it belongs', () => {
  expect(() => siteAddress('https://example.org/doodles')).toThrow(
    'SITE_URL is "https://example.org/doodles", expected no path: write SITE_URL=https://example.org SITE_BASE=/doodles/',
  );
});

test.each(['example.org', 'ftp://example.org', 'doodles'])('%s is no address', (given) => {
  expect(() => siteAddress(given)).toThrow(
    `SITE_URL is "${given}", expected an address such as https://example.org`,
  );
});
