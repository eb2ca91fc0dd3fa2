import { describe, expect, it } from 'vitest';
import { listPage } from '../../../src/integrations/figure-embeds/list-page.ts';

const LIST =
  '<h1>All 100%</h1><!--page--><h2>%pageTitle%</h2><a href="%page%"></a><ul><!--figure--><li id="%id%"><h3>%title%</h3>%look%<a href="%alone%"></a><!--csv--><a href="%csv%">CSV</a><!--/csv--><a href="%home%"></a><pre>%snippet%</pre></li><!--/figure--></ul><!--/page--><p>end</p>';
const figure = (id: string, title: string, csv: string | null) => ({
  id,
  title,
  look: `Look at ${id}.`,
  csv,
  html: '',
});
const PAGES = [
  { path: '', title: 'Cat or sheep?', figures: [figure('errors', 'Wrong &amp; sure', 'figures/errors.csv')] },
  { path: 'part-2/', title: 'More', figures: [figure('errors', '5 %', null), figure('b', 'Two', null)] },
];

describe('the list of figures', () => {
  const page = listPage(LIST, PAGES, '/doodles/', 'https://doodles.example');

  it('has all of them, below the names of their pages', () => {
    expect([...page.matchAll(/<h[23]>(.*?)<\/h[23]>/g)].map(([, words]) => words)).toEqual([
      'Cat or sheep?',
      'Wrong &amp; sure',
      'More',
      '5 %',
      'Two',
    ]);
    expect([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'errors',
      'part-2-errors',
      'part-2-b',
    ]);
    expect(page).toMatch(/^<h1>All 100%<\/h1>[^]*<p>end<\/p>$/);
    expect(page).not.toMatch(/%\w+%|<!--/);
  });

  it('says where each stands, alone and at home, and where its numbers are', () => {
    expect([...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      '/doodles/',
      '/doodles/embed/errors/',
      '/doodles/figures/errors.csv',
      '/doodles/#errors',
      '/doodles/part-2/',
      '/doodles/embed/part-2/errors/',
      '/doodles/part-2/#errors',
      '/doodles/embed/part-2/b/',
      '/doodles/part-2/#b',
    ]);
  });

  it('has the lines for a frame as text', () => {
    expect(page).toContain('src=&quot;https://doodles.example/doodles/embed/errors/&quot;');
    expect(page).toContain('title=&quot;Wrong &amp;amp; sure&quot;');
  });

  it('cannot be made of a page without the words for one', () => {
    expect(() => listPage('<p></p>', PAGES, '/', 'https://doodles.example')).toThrow('<!--figure-->');
  });
});
