import { describe, expect, it } from 'vitest';
import { embedPage } from '../../../src/integrations/figure-embeds/embed-page.ts';
import { figuresIn } from '../../../src/integrations/figure-embeds/figures-in.ts';

const ISLAND = '<script>customElements.define("astro-island",class{})</script>';
const NEAR = '<script>dispatchEvent(new Event("astro:near"))</script>';
const FIGURE = `<figure class="figure" id="a" data-frame="a"><h4 class="title" id="a-title">One</h4>${NEAR}${ISLAND}<style>astro-island{display:contents}</style><astro-island component-url="/doodles/_astro/A.js" ssr></astro-island><a href="#a">here</a><a href="#b">there</a><a href="/doodles/words/">words</a><a href="https://example.org/">out</a><a data-as="csv" href="figures/a.csv" download="a.csv">CSV</a></figure>`;
const HOME = {
  path: 'part-2/',
  html: `<html><head><script>let theme</script><link rel="stylesheet" href="/doodles/_astro/a.css"><link rel="stylesheet" href="/doodles/_astro/shared.css"></head><body>${FIGURE}<script type="module" src="/doodles/_astro/Article.js"></script></body></html>`,
};
const SHELL =
  '<html><head><title>%title% · Doodles</title><link rel="stylesheet" href="/doodles/_astro/shared.css"></head><body><figure class="figure" id="figure" data-frame="figure"><h4>A figure</h4></figure><script type="module" src="/doodles/_astro/Frame.js"></script><a href="%home%">home</a></body></html>';

describe('the page of a figure', () => {
  const [figure] = figuresIn(HOME.html);
  if (!figure) throw new Error('there is no figure');
  const page = embedPage(SHELL, HOME, figure, '/doodles/');

  it('has the figure in the place of the one in the shell, and names it', () => {
    expect(page.match(/<figure/g)).toHaveLength(1);
    expect(page).toContain(' id="a" data-page="part-2/" data-frame="a"');
    expect(page).toContain('<title>One · Doodles</title>');
    expect(page).toContain('<h1 class="title" id="a-title">One</h1>');
    expect(page).toContain('<a href="/doodles/part-2/#a">home</a>');
  });

  it('has what islands need, once, and no script of the page that it comes from', () => {
    for (const each of [ISLAND, NEAR]) expect(page.split(each)).toHaveLength(2);
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page).not.toContain('Article.js');
    expect(page).not.toContain('theme');
    expect(page).toContain('Frame.js');
    expect([...page.matchAll(/href="([^"]+\.css)"/g)].map(([, href]) => href)).toEqual([
      '/doodles/_astro/shared.css',
      '/doodles/_astro/a.css',
    ]);
  });

  it('leads where its own page does, outside of the frame', () => {
    const out = ' target="_blank" rel="noopener">';
    expect(page).toContain('<a href="#a">here');
    expect(page).toContain(`<a href="/doodles/part-2/#b"${out}there`);
    expect(page).toContain(`<a href="/doodles/words/"${out}words`);
    expect(page).toContain(`<a href="https://example.org/"${out}out`);
    expect(page).toContain('href="/doodles/part-2/figures/a.csv" download="a.csv">CSV');
  });
});
