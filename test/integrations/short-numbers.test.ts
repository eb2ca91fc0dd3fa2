import { expect, it } from 'vitest';
import { shortNumbers } from '../../src/integrations/short-numbers.ts';

it.each([
  ['<line x1="224.85714285714286" y1="-0.00049999">', '<line x1="224.857" y1="0">'],
  ['<path d="M66.12345,198.6299999L81.733,.12345">', '<path d="M66.123,198.63L81.733,0.123">'],
  ['<g transform="translate(52.5,274.7052441)">', '<g transform="translate(52.5,274.705)">'],
  ['<path d="M1.99996-2.00004">', '<path d="M2-2">'],
])('%s is shortened', (long, short) => {
  expect(shortNumbers(long)).toBe(short);
});

it.each([
  '<circle cx="81.733" r="3">',
  '<g transform="translate(1.23456,2) scale(0.00012345)">',
  '<data value="0.123456">0.123456</data>',
  '<p>x = 0.123456</p>',
  '<i style="width: 12.345678px">',
  '<path d="M1.2345678e-7,1">',
  '<path d="M1.00001.5">',
])('%s stays as it is', (html) => {
  expect(shortNumbers(html)).toBe(html);
});
