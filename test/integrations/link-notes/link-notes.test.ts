import { describe, expect, it } from 'vitest';
import { linkNotes } from '../../../src/integrations/link-notes/link-notes.ts';

const PAGE = 'https://doodles.example/part-2/';
const inMain = (html: string) => linkNotes(`<main>${html}</main>`, PAGE);
/** Numbers in the text, then the addresses of each list. */
function notesOf(html: string): { marks: string[]; lists: string[][] } {
  return {
    marks: [...html.matchAll(/ data-note="(\d+)"/g)].map(([, number]) => number as string),
    lists: [...html.matchAll(/<ol class="link-notes"[^>]*>(.*?)<\/ol>/g)].map(([, list = '']) =>
      [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, address]) => address as string),
    ),
  };
}

describe('linkNotes', () => {
  it('numbers links in their order, and lists each address once', () => {
    const html = inMain(
      '<p><a href="https://a.example/">a</a> <a href="/play/">b</a> <a href="https://a.example/">c</a></p>',
    );
    expect(notesOf(html)).toEqual({
      marks: ['1', '2', '1'],
      lists: [['https://a.example/', 'https://doodles.example/play/']],
    });
  });

  it('puts the list at the end of the page, hidden on the screen and for translators', () => {
    expect(inMain('<p><a href="https://a.example/">a</a></p>')).toBe(
      '<main><p><a href="https://a.example/" data-note="1">a</a></p><ol class="link-notes" translate="no" hidden><li>https://a.example/</li></ol></main>',
    );
  });

  it('gives each chapter numbers from 1 and a list behind it, and each other part a list at its end', () => {
    const html = inMain(
      '<div class="opening"><a href="/a/">a</a></div><section class="chapter x"><p><a href="/b/">b</a></p></section><section class="chapter"><a href="/b/">b</a><a href="/c/">c</a></section><div class="closing"><a href="/a/">a</a></div>',
    );
    expect(html.replace(/ (data-note|translate)="[^"]*"| hidden|https:\/\/doodles\.example/g, '')).toBe(
      '<main><div class="opening"><a href="/a/">a</a><ol class="link-notes"><li>/a/</li></ol></div><section class="chapter x"><p><a href="/b/">b</a></p></section><ol class="link-notes"><li>/b/</li></ol><section class="chapter"><a href="/b/">b</a><a href="/c/">c</a></section><ol class="link-notes"><li>/b/</li><li>/c/</li></ol><div class="closing"><a href="/a/">a</a><ol class="link-notes"><li>/a/</li></ol></div></main>',
    );
    expect(notesOf(html).marks).toEqual(['1', '1', '1', '2', '1']);
  });

  it('leaves alone what is not in the page or its footer', () => {
    const html = '<header><a href="/">Home</a></header><main><p>No link.</p></main>';
    expect(linkNotes(html, PAGE)).toBe(html);
    expect(notesOf(linkNotes('<footer><a href="/draw/">Draw</a></footer>', PAGE)).lists).toEqual([
      ['https://doodles.example/draw/'],
    ]);
  });

  it.each([
    ['a place on the page', '<a href="#five">five</a>'],
    ['the page itself', '<a href="/part-2/#five">five</a>'],
    ['what is no web address', '<a href="mailto:a@b.example">a</a>'],
    ['what has no address', '<a id="x">x</a>'],
    ['what is not printed', '<p class="note screen-only"><a href="/draw/">Draw</a></p>'],
    ['a word that explains itself', '<a class="term" href="/glossary/#unit">unit</a>'],
    ['what is hidden', '<p hidden><a href="/draw/">Draw</a></p>'],
    ['controls', '<form><p><a href="/draw/">Draw</a></p></form>'],
    ['a figure', '<figure><ul><li><a href="/words/#bus">bus</a></li></ul></figure>'],
    ['an island', '<astro-island props="{&quot;a&quot;:1}"><a href="/draw/">Draw</a></astro-island>'],
    ['comments', '<!-- <a href="/draw/">Draw</a> -->'],
    ['scripts', '<script>const link = \'<a href="/draw/">Draw</a>\';</script>'],
    ['templates', '<template><a href="/draw/">Draw</a></template>'],
  ])('gives no number to %s', (_, html) => {
    expect(inMain(html)).toBe(`<main>${html}</main>`);
  });

  it('goes on behind what it leaves out, whatever stands in its tags', () => {
    const html = inMain(
      '<figure><img alt="1 > 0"><a title=\'a > b\' href="/x/">x</a></figure><br><svg><path d="M0 0"/></svg><p><a href="/draw/">Draw</a></p>',
    );
    expect(notesOf(html)).toEqual({ marks: ['1'], lists: [['https://doodles.example/draw/']] });
  });
});
