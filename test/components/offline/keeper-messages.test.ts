import { expect, it } from 'vitest';
import { partsOf } from '../../../src/components/offline/keeper-messages.ts';
import { PARTS } from '../../../src/components/offline/kept-list.ts';

it.each([
  ['sw.js?parts=site,words', ['site', 'words']],
  ['sw.js?parts=site', ['site']],
  ['sw.js?parts=words%2Csite&mend=', ['site', 'words']],
  ['sw.js?parts=moon', []],
  ['sw.js', []],
])('the parts of %s are %j', (address, parts) => {
  expect(partsOf(`https://example.org/${address}`, PARTS)).toEqual(parts);
});
