import { expect, it } from 'vitest';
import { declarations } from './declarations.ts';

it('reads the declarations of a stylesheet with the rules around them', () => {
  const css = `/* {x:1} */@import "a;b";:root{--a:url("data:;{}");color:red}
    @media (min-width: 1px) { .b, .c:is(d, e) { --e: f(1;2); margin : 0 } }`;
  expect(declarations(css)).toEqual([
    { within: [':root'], property: '--a', value: 'url("data:;{}")' },
    { within: [':root'], property: 'color', value: 'red' },
    { within: ['@media (min-width: 1px)', '.b, .c:is(d, e)'], property: '--e', value: 'f(1;2)' },
    { within: ['@media (min-width: 1px)', '.b, .c:is(d, e)'], property: 'margin', value: '0' },
  ]);
});
