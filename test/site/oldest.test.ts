/**
 * What is newer than the oldest browsers that work (Chrome and Edge 111, Safari 16.4, Firefox 114) is not in what the
 * build wrote, or has its fallback there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './build.ts';
import { type Declaration, declarations } from './declarations.ts';

const SITE = join(ROOT, 'build/site');
const files = (ending: RegExp) =>
  readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ name, text: readFileSync(join(SITE, name), 'utf8') }));

/** All that a browser reads as style: sheets, and what stands in the pages. */
function styles(): string[] {
  const inPages = files(/\.html$/).flatMap(({ text }) =>
    [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1] as string),
  );
  return [...files(/\.css$/).map(({ text }) => text), ...inPages];
}

const KNOWS = /^@supports ?\(color: ?light-dark\(red, ?red\)\)$/;
const FORCED = /^@media ?\(forced-colors: ?active\)$/;
/** Where a declaration holds, without the question whether the browser knows `light-dark()`. */
const place = ({ within, property }: Declaration) =>
  [...within.filter((each) => !KNOWS.test(each)), property].join(' > ');

describe('a browser without light-dark()', () => {
  const all = styles().flatMap(declarations);
  const twoColours = all.filter(({ value }) => value.includes('light-dark('));

  it('is not asked to read it: every use stands behind @supports', () => {
    expect(twoColours.length).toBeGreaterThan(20);
    expect(twoColours.filter(({ within }) => !within.some((each) => KNOWS.test(each)))).toEqual([]);
    const inline = files(/\.(html|js)$/).filter(({ text }) => /:\s*light-dark\(/.test(text));
    expect(inline.map(({ name }) => name)).toEqual([]);
  });

  it('has the light value of each outside of it', () => {
    const plain = new Map(
      all
        .filter(({ within }) => !within.some((each) => KNOWS.test(each)))
        .map((each) => [place(each), each.value]),
    );
    for (const each of twoColours) {
      const light = /^light-dark\((#\w+), ?#\w+\)$/.exec(each.value)?.[1];
      expect({ place: place(each), value: plain.get(place(each)) }).toEqual({
        place: place(each),
        value: light,
      });
    }
  });

  it('is light in a dark scheme too, with the text that belongs to it', () => {
    const dark = all.filter(
      ({ property, value, within }) =>
        property === 'color-scheme' &&
        value.includes('dark') &&
        !within.some((each) => KNOWS.test(each) || FORCED.test(each)),
    );
    expect(dark).toEqual([]);
    for (const { name, text } of files(/\.html$/))
      expect({ name, found: /<meta[^>]*name="?color-scheme/.test(text) }).toEqual({ name, found: false });
  });
});

describe('the styles', () => {
  it('have the prefix for masks that Chrome before 120 wants, with the same value', () => {
    const masks = styles()
      .flatMap(declarations)
      .filter(({ property }) => /^(-webkit-)?mask$/.test(property));
    const values = (property: string) =>
      masks.filter((each) => each.property === property).map(({ value }) => value);
    expect(values('mask').length).toBeGreaterThan(0);
    expect(values('-webkit-mask')).toEqual(values('mask'));
  });

  it('ask with :has() only where the answer may be missing', () => {
    // Firefox before 121: a rule that it cannot read is as if it were not there.
    const asking = styles()
      .flatMap(declarations)
      // On paper all choices are printed there, chosen or not.
      .filter(({ within }) => !within.includes('@media print'))
      .flatMap(({ within, property, value }) =>
        within
          .filter((each) => each.includes(':has('))
          .map((each) => ({ each, does: `${property}:${value}` })),
      );
    const known = [
      /^\.layout:has\(\.pad:focus-visible\) \.help/,
      /^\.read\S*:has\(.*:focus-visible\)/,
      /^body:has\(\s*>\s*\.workshop\)/, // else the header's edge is that of other pages
      /^@supports not selector\(:has\(\*\)\)$/,
    ];
    const harmless = asking.filter(
      ({ each, does }) =>
        !known.some((rule) => rule.test(each)) && !/^(display:none|break-|page-break)/.test(does),
    );
    expect(harmless).toEqual([]);
  });

  it.each([
    ['nested rules', /(^|[;{}])\s*&/],
    ['@scope, @starting-style, @property, @function', /@(scope|starting-style|property|function)\b/],
    ['relative colours', /\((from) /],
    ['anchors, popovers', /anchor\(|anchor-name|position-area|:popover-open|:open\b/],
    ['states of forms', /:user-(in)?valid/],
    ['functions', /[\s:,(](round|mod|rem|sin|cos|tan|pow|sqrt|abs|sign|if|contrast-color)\(/],
    ['sizes', /field-sizing|interpolate-size|calc-size\(/],
  ])('have no %s', (_, pattern) => {
    expect(styles().filter((text) => pattern.test(text))).toEqual([]);
  });
});

describe('the scripts', () => {
  /** Called without asking whether it is there. */
  const NEWER = [
    'toSorted',
    'toReversed',
    'toSpliced',
    'fromAsync',
    'groupBy',
    'withResolvers',
    'union',
    'intersection',
    'symmetricDifference',
    'isSubsetOf',
    'isSupersetOf',
    'isDisjointFrom',
    'canParse',
    'toWellFormed',
    'waitAsync',
    'toBase64',
    'fromBase64',
    'toHex',
    'fromHex',
    'getOrInsert',
    'getOrInsertComputed',
    'checkVisibility',
    'showPopover',
    'hidePopover',
    'togglePopover',
    'startViewTransition',
    'requestIdleCallback',
    'sumPrecise',
  ];

  it.each(NEWER)('call no %s()', (method) => {
    const calls = new RegExp(`.{0,40}(?<![?\\w])\\.${method}\\(.{0,20}`, 'g');
    const found = files(/\.m?js$/).flatMap(({ name, text }) =>
      (text.match(calls) ?? [])
        // ONNX Runtime's wait for a thread asks first.
        .filter(
          (call) => !(method === 'waitAsync' && /^ort|runtime/.test(name.split('/').at(-1) ?? '') && call),
        )
        .map((call) => `${name}: ${call}`),
    );
    expect(found).toEqual([]);
  });

  it('ask no AbortSignal.any(), Promise.try(), Iterator, Float16Array that may not be there', () => {
    const pattern =
      /AbortSignal\.any\(|Promise\.try\(|\bIterator\.from\(|new Float16Array\(|\.values\(\)\.(map|filter|toArray|reduce|some|every|find|take|drop)\(/g;
    const found = files(/\.m?js$/).flatMap(({ name, text }) =>
      (text.match(pattern) ?? []).map((call) => `${name}: ${call}`),
    );
    expect(found).toEqual([]);
  });
});
