import { expect, it } from 'vitest';
import { noteAddress } from '../../../src/integrations/link-notes/note-address.ts';

const PAGE = 'https://doodles.example/school/teach/lesson/';

it.each([
  ['https://a.example/b?c=1#d', 'https://a.example/b?c=1#d'],
  ['http://a.example/', 'http://a.example/'],
  ['/school/train/?task=ruin-it', 'https://doodles.example/school/train/?task=ruin-it'],
  ['../../#threshold', 'https://doodles.example/school/#threshold'],
  ['sheet/', 'https://doodles.example/school/teach/lesson/sheet/'],
  ['?words=cat,sheep', 'https://doodles.example/school/teach/lesson/?words=cat,sheep'],
  ['/?model=forest&amp;threshold=0.5', 'https://doodles.example/?model=forest&amp;threshold=0.5'],
  ['/?a=1&#38;b=2', 'https://doodles.example/?a=1&amp;b=2'],
])('%s on a page of a known site is %s', (href, address) => {
  expect(noteAddress(href, PAGE)).toBe(address);
});

it.each([
  ['/school/train/?task=ruin-it', '/school/train/?task=ruin-it'],
  ['../../#threshold', '/school/#threshold'],
  ['https://a.example/', 'https://a.example/'],
])('%s on a page of a site that stands nobody knows where is %s', (href, address) => {
  expect(noteAddress(href, '/school/teach/lesson/')).toBe(address);
});

it.each(['#five', '', PAGE, `${PAGE}#five`, 'mailto:a@b.example', 'javascript:void 0', 'https://'])(
  '%s leads nowhere on paper',
  (href) => {
    expect(noteAddress(href, PAGE)).toBe(null);
  },
);
