import { expect, it } from 'vitest';
import { figuresIn } from '../../../src/integrations/figure-embeds/figures-in.ts';

const FIRST =
  '<figure class="figure" id="a" aria-labelledby="a-title" data-frame="a"><figcaption><h4 class="title" id="a-title">One &amp; <i>only</i></h4><p class="look"> Look\n here. <span class="act screen-only">Press.</span></p></figcaption><figure>inner</figure><a data-as="csv" href="figures/a.csv" download="a.csv">CSV</a></figure>';
const SECOND =
  '<figure class="figure" id="b" data-frame="b"><h3 id="b-title">Two</h3><p class="look">There.</p></figure>';

it('figures are found whole, with their words and their numbers', () => {
  const found = figuresIn(`<figure>no frame</figure><p>x</p>${FIRST}<p>y</p>${SECOND}`);
  expect(found).toEqual([
    { id: 'a', html: FIRST, title: 'One &amp; only', look: 'Look here.', csv: 'figures/a.csv' },
    { id: 'b', html: SECOND, title: 'Two', look: 'There.', csv: null },
  ]);
});

it('a figure that does not end is told', () => {
  expect(() => figuresIn('<figure data-frame="a"><figure></figure>')).toThrow('does not end');
});
