import { describe, expect, it } from 'vitest';
import { setAside } from '../../src/integrations/set-aside.ts';

const long = JSON.stringify({ text: [0, `"a" < b & c > 'd' ${'x'.repeat(400)}`] });
const escaped = long
  .replaceAll('&', '&amp;')
  .replaceAll('"', '&quot;')
  .replaceAll("'", '&#39;')
  .replaceAll('<', '&lt;');
const island = (client: string, props: string) =>
  `<astro-island uid="a" component-url="/a.js" props="${props}" ssr client="${client}" opts="{}" await-children><p>x</p></astro-island>`;

describe('setAside', () => {
  it('moves the properties of an island that fetches them, as they were', () => {
    const { html, props } = setAside(island('near', escaped), '/doodles/_astro/');
    const [[name, json]] = [...props] as [[string, string]];
    expect(json).toBe(long);
    expect(html).toContain(` data-props="/doodles/_astro/${name}"`);
    expect(html).not.toContain('props="{');
    expect(html).toContain('<p>x</p>');
  });

  it.each([
    ['of an island that does not', 'visible', escaped],
    ['that are short', 'near', '{}'],
  ])('leaves properties %s', (_, client, given) => {
    const before = island(client, given);
    expect(setAside(before, '/_astro/')).toMatchObject({ html: before, props: new Map() });
  });

  it('moves the tables of a figure into one file, and leaves their names', () => {
    const script = (caption: string, csv: string) =>
      `<script type="text/csv" data-caption="${caption}">${csv}</script>`;
    const { html, tables } = setAside(
      `<figure class="figure" id="a" data-frame="a"><figure>inner</figure><div>${script('One', 'x\r\n<\\/b\r\n')}${script('Two &amp; more', 'y\r\n')}</div></figure><p>after</p>`,
      '/_astro/',
    );
    expect(tables).toEqual(new Map([['a', 'x\r\n</b\r\n\r\ny\r\n']]));
    expect(html).not.toContain('<script');
    expect(html.match(/data-caption="[^"]*"/g)).toEqual([
      'data-caption="One"',
      'data-caption="Two &amp; more"',
    ]);
    expect(html).toContain('<p>after</p>');
  });
});
