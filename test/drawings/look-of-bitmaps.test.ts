import { describe, expect, it } from 'vitest';
import { faultsBetween, faultsOf } from '../../src/drawings/faults-of.ts';
import { lookOfBitmaps } from '../../src/drawings/look-of-bitmaps.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from './madeUpDrawings.ts';

const COUNT = 60;
const SOUND = madeUpDrawings(COUNT, 'sound');
const rowsOf = (pixels: Uint8Array) =>
  Array.from({ length: pixels.length / PIXELS }, (_, row) => pixels.slice(row * PIXELS, (row + 1) * PIXELS));
const join = (rows: readonly Uint8Array[]) => Uint8Array.from(rows.flatMap((row) => [...row]));
const faults = (pixels: Uint8Array, isOwn = false) =>
  faultsOf(lookOfBitmaps(pixels), '"cat" (cat.npy)', { isOwn }).map(({ kind, severity }) => [kind, severity]);
const everyOther = (change: (row: Uint8Array) => Uint8Array) =>
  join(rowsOf(SOUND).map((row, i) => (i % 2 === 0 ? change(row) : row)));
const blank = new Uint8Array(PIXELS);

describe('lookOfBitmaps', () => {
  it('measures ink, edges, and what is blank or stands twice', () => {
    const look = lookOfBitmaps(SOUND);
    expect(look).toMatchObject({
      count: COUNT,
      largest: 255,
      inverted: 0,
      edgeInk: 0,
      blank: 0,
      repeated: 0,
    });
    expect(look.marks.size).toBe(COUNT);
    const uniform = lookOfBitmaps(new Uint8Array(2 * PIXELS).fill(51));
    expect(uniform).toMatchObject({ largest: 51, meanInk: 51, grey: 1, repeated: 0.5, inverted: 0 });
    expect(uniform.edgeInk).toBeCloseTo(108 / 784, 10);
    expect(lookOfBitmaps(new Uint8Array(3 * PIXELS))).toMatchObject({ blank: 1, meanInk: 0, largest: 0 });
  });

  it('gives the same of pixels at any place in memory', () => {
    const shifted = new Uint8Array(SOUND.length + 3);
    shifted.set(SOUND, 3);
    expect(lookOfBitmaps(shifted.subarray(3))).toEqual(lookOfBitmaps(SOUND));
  });

  it('finds about as many copies among many drawings as there are', () => {
    const many = rowsOf(madeUpDrawings(800, 'many'));
    const look = lookOfBitmaps(join([...many, ...many.slice(0, 400)]));
    expect(look.allChosen).toBe(false);
    expect(look.marks.size).toBeLessThan(300);
    expect(look.repeated).toBeGreaterThan(0.2);
    expect(look.repeated).toBeLessThan(0.45);
  });

  it.each([0, 1, PIXELS + 1])('refuses %d bytes', (bytes) => {
    expect(() => lookOfBitmaps(new Uint8Array(bytes))).toThrow(/are no bitmaps: expected a multiple of 784/);
  });
});

describe('faultsOf', () => {
  it('finds nothing wrong with lines as the official ones', () => {
    expect(faults(SOUND)).toEqual([]);
    expect(faults(SOUND.slice(0, PIXELS))).toEqual([]);
  });

  it.each([
    ['ink and paper swapped', SOUND.map((ink) => 255 - ink), [['inverted', 'refuse']]],
    [
      'in a third of them',
      join(rowsOf(SOUND).map((row, i) => (i % 3 === 0 ? row.map((ink) => 255 - ink) : row))),
      [['inverted', 'warn']],
    ],
    ['0 and 1', SOUND.map((ink) => (ink > 127 ? 1 : 0)), [['range', 'refuse']]],
    [
      '0 and 1 in a third of them',
      join(rowsOf(SOUND).map((row, i) => (i % 3 === 0 ? row.map((ink) => (ink > 127 ? 1 : 0)) : row))),
      [['range', 'warn']],
    ],
    [
      '0 and 1 in two thirds of them',
      join(rowsOf(SOUND).map((row, i) => (i % 3 > 0 ? row.map((ink) => (ink > 127 ? 1 : 0)) : row))),
      [['range', 'refuse']],
    ],
    [
      '0 to 16',
      SOUND.map((ink) => ink >> 4),
      [
        ['range', 'warn'],
        ['ink', 'warn'],
      ],
    ],
    ['blank ones, every other', everyOther(() => blank), [['blank', 'refuse']]],
    ['two blank ones', join([blank, blank, ...rowsOf(SOUND)]), [['blank', 'warn']]],
    ['each of them twice', join([...rowsOf(SOUND), ...rowsOf(SOUND)]), [['repeated', 'warn']]],
    [
      'bytes behind a header that is 16 longer',
      join([SOUND.slice(16), SOUND.slice(0, 16)]),
      [['edge', 'warn']],
    ],
    [
      'columns for rows in the whole table',
      SOUND.map((_, i) => SOUND[(i % COUNT) * PIXELS + Math.floor(i / COUNT)] as number),
      [
        ['edge', 'warn'],
        ['rough', 'warn'],
      ],
    ],
    ['hard edges', SOUND.map((ink) => (ink > 127 ? 255 : 0)), [['hard', 'warn']]],
    [
      'areas, all alike',
      Uint8Array.from(SOUND, (_, i) =>
        i % 28 > 4 && i % 28 < 23 && i % 784 > 140 && i % 784 < 640 ? 150 : 0,
      ),
      [
        ['repeated', 'warn'],
        ['areas', 'warn'],
      ],
    ],
  ] as [string, Uint8Array, [string, string][]][])('tells of %s', (_, pixels, expected) => {
    const found = faults(pixels);
    for (const fault of expected) expect(found).toContainEqual(fault);
    expect(found.filter(([, severity]) => severity === 'refuse')).toEqual(
      expected.filter(([, severity]) => severity === 'refuse'),
    );
  });

  it('lets own drawings look different, unless ink and paper are swapped or the values are 0 and 1', () => {
    const severities = (pixels: Uint8Array) => faults(pixels, true).map(([, severity]) => severity);
    expect(severities(everyOther(() => blank))).toEqual(['warn']);
    expect(severities(SOUND.map((ink) => 255 - ink))).toEqual(['refuse']);
    expect(severities(SOUND.map((ink) => (ink > 127 ? 1 : 0)))).toEqual(['refuse']);
  });

  it('says where, what, what was expected, and what to do', () => {
    const [fault] = faultsOf(lookOfBitmaps(SOUND.map((ink) => 255 - ink)), '"cat" (cat.npy)', {
      isOwn: false,
    });
    expect(fault?.message).toMatch(
      /^"cat" \(cat\.npy\): ink and paper are swapped: the edges of 100 % .* mean ink is \d+ of 255, expected white ink on black.* Subtract every value from 255\.$/,
    );
  });
});

describe('faultsBetween', () => {
  const named = (...sets: readonly Uint8Array[]) =>
    sets.map((pixels, i) => ({ name: `"${'abc'[i]}"`, look: lookOfBitmaps(pixels) }));
  const other = madeUpDrawings(COUNT, 'other');
  const between = (looks: ReturnType<typeof named>, isOwn = false) => faultsBetween(looks, { isOwn });

  it('finds nothing between different drawings', () => {
    expect(between(named(SOUND, other, madeUpDrawings(400, 'third')))).toEqual([]);
  });

  it('refuses one class that is a copy of another, and warns of it among own ones', () => {
    expect(between(named(SOUND, other, SOUND))).toEqual([
      {
        kind: 'shared',
        severity: 'refuse',
        message: expect.stringMatching(/^"a" and "c" have the same drawings, expected none\. Is one a copy/),
      },
    ]);
    expect(between(named(SOUND, SOUND), true)[0]?.severity).toBe('warn');
  });

  it('warns of some that both have, be they few or many', () => {
    const mixed = join([...rowsOf(other), ...rowsOf(SOUND).slice(0, 15)]);
    expect(between(named(SOUND, mixed))).toMatchObject([
      { severity: 'warn', message: expect.stringMatching(/about 25 % of their drawings in common/) },
    ]);
    const many = madeUpDrawings(600, 'many');
    const [found] = between(
      named(many, join([...rowsOf(many).slice(0, 300), ...rowsOf(madeUpDrawings(300, 'more'))])),
    );
    expect(Number(/about (\d+) %/.exec(found?.message ?? '')?.[1])).toBeGreaterThan(30);
    expect(between(named(many, many.slice(0, 100 * PIXELS)))).toMatchObject([{ severity: 'refuse' }]);
  });
});
