import { describe, expect, it } from 'vitest';
import { oneStylesheet } from '../../src/integrations/one-stylesheet.ts';

const link = (address: string) => `<link rel="stylesheet" href="${address}">`;
const sheets: Readonly<Record<string, string>> = { '/a.css': 'a{}', '/b.css': 'b{}', '/c.css': 'c{}' };

async function join(html: string) {
  const made: string[] = [];
  const result = await oneStylesheet(
    html,
    async (address) => sheets[address] ?? '',
    async (css) => {
      made.push(css);
      return '/all.css';
    },
  );
  return { result, made };
}

describe('oneStylesheet', () => {
  it('joins the sheets in the order in which the page names them, each once, what is in the page last', async () => {
    const page = `<head>${link('/b.css')}${link('/a.css')}</head><body>${link('/c.css')}<style>d{}</style>${link('/b.css')}</body>`;
    expect(await join(page)).toEqual({
      result: `<head>${link('/all.css')}</head><body></body>`,
      made: ['b{}\na{}\nc{}\nd{}'],
    });
  });

  it.each([
    ['one sheet', `<head>${link('/a.css')}</head>`],
    ['none', '<head></head><style>a{}</style>'],
  ])('leaves a page with %s', async (_, page) => {
    expect(await join(page)).toEqual({ result: page, made: [] });
  });
});
