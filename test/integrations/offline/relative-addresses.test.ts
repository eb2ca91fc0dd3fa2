import { describe, expect, it } from 'vitest';
import { relativeAddresses } from '../../../src/integrations/offline/relative-addresses.ts';

describe('relativeAddresses', () => {
  it.each([
    ['index.html', '/', '<a href="/">', '<a href="index.html">'],
    [
      'index.html',
      '/',
      '<a class="b" href="/part-2/#tuning">',
      '<a class="b" href="part-2/index.html#tuning">',
    ],
    ['draw/index.html', '/', '<a href="/train/?task=a#b">', '<a href="../train/index.html?task=a#b">'],
    [
      'draw/index.html',
      '/',
      '<link rel="icon" href="/favicon.svg">',
      '<link rel="icon" href="../favicon.svg">',
    ],
    [
      'a/b/index.html',
      '/doodles/',
      '<script type="module" src="/doodles/_astro/x.js">',
      '<script type="module" src="../../_astro/x.js">',
    ],
    [
      'draw/index.html',
      '/',
      '<i style="mask:url(/exhibits/cat.png)">',
      '<i style="mask:url(../exhibits/cat.png)">',
    ],
  ])('in %s below %s: %s', (file, base, before, after) => {
    expect(relativeAddresses(before, file, base)).toBe(after);
  });

  it.each([
    '<a href="https://example.org/">',
    '<a href="//example.org/">',
    '<a href="#main">',
    '<astro-island component-url="/_astro/a.js">',
    '<p>href="/"</p>',
    '<i style="mask:url(data:image/png;base64,/AAA)">',
  ])('leaves alone what is elsewhere, or a script’s: %s', (html) => {
    expect(relativeAddresses(html, 'draw/index.html', '/')).toBe(html);
  });

  it('leaves alone what is outside the base, and attributes of a stylesheet’s text', () => {
    expect(relativeAddresses('<a href="/other/">', 'index.html', '/doodles/')).toBe('<a href="/other/">');
    const css = '@font-face { src: url(/_astro/a.woff2) } a[href="/"] { color: red }';
    expect(relativeAddresses(css, '_astro/b.css', '/')).toBe(css.replace('/_astro/a.woff2', 'a.woff2'));
  });
});
