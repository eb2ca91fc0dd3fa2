import { expect, it } from 'vitest';
import { tagsIn } from '../../../src/integrations/link-notes/tags-in.ts';

const told = (html: string) => [...tagsIn(html)].map(({ name, kind }) => `${name} ${kind}`);

it('tells what opens, closes and stands alone', () => {
  expect(told('<P>a<br>b<img src="x"/></P><svg><path d="M0 0"/></svg>')).toEqual([
    'p opens',
    'br stands alone',
    'img stands alone',
    'p closes',
    'svg opens',
    'path stands alone',
    'svg closes',
  ]);
});

it('tells where a tag is', () => {
  const html = 'ab<i title="1 > 0">c</i>';
  expect([...tagsIn(html)].map(({ start, end }) => html.slice(start, end))).toEqual([
    '<i title="1 > 0">',
    '</i>',
  ]);
});

it.each([
  '<!-- <p> -->',
  '<script>if (a < b) document.body.append("<p>")</script>',
  '<style>p > a {}</style>',
  '<template><p></p></template>',
  'a < b > c',
])('finds none in %s', (html) => {
  expect(told(html)).toEqual([]);
});

it.each([
  ['<a href="/x/">', '/x/'],
  ["<a href='/x/'>", '/x/'],
  ['<a href=/x/>', '/x/'],
  ['<a data-href="/y/" href="/x/">', '/x/'],
  ['<a title="a href=1" href="/x/">', '/x/'],
  ['<a href>', ''],
  ['<a data-href="/y/">', undefined],
])('reads an attribute of %s', (html, value) => {
  expect([...tagsIn(html)][0]?.attribute('href')).toBe(value);
});
