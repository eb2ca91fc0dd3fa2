import { describe, expect, it } from 'vitest';
import { classDrawings } from '../../pipeline/dataset/bitmaps.ts';
import { exhibitCount, setExhibitsAside } from '../../pipeline/dataset/ownExhibits.ts';
import { DatasetError, type DrawingSource } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

/** A drawing that differs from that of any other number. */
function drawing(number: number): Uint8Array {
  const pixels = new Uint8Array(PIXELS);
  new DataView(pixels.buffer).setUint32(0, number);
  return pixels;
}

/** Drawings by class, by their numbers. */
function madeUp(classes: Readonly<Record<string, readonly number[]>>): DrawingSource {
  return {
    kind: 'folder',
    description: 'made up',
    available: async (name) => classes[name]?.length ?? 0,
    async load(name, count) {
      const numbers = (classes[name] ?? []).slice(0, count);
      return classDrawings(name, numbers.length, Uint8Array.from(numbers.flatMap((n) => [...drawing(n)])));
    },
  };
}
const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

async function numbers(source: DrawingSource, name: string): Promise<number[]> {
  const { pixels, count } = await source.load(name, await source.available(name));
  const view = new DataView(pixels.buffer, pixels.byteOffset);
  return range(0, count).map((row) => view.getUint32(row * PIXELS));
}

describe('exhibitCount', () => {
  it.each([
    [15, 5],
    [24, 5],
    [80, 16],
    [500, 100],
    [9000, 100],
  ])('of %i drawings is %i', (drawings, shown) => {
    expect(exhibitCount(drawings)).toBe(shown);
  });
});

describe('setExhibitsAside', () => {
  it('deals every drawing to one side, in the order of the source, by lot and always alike', async () => {
    const classes = { cat: range(0, 80), robot: range(1000, 40) };
    const own = setExhibitsAside(madeUp(classes), ['cat', 'robot']);
    const [kept, shown] = [await numbers(own.source, 'cat'), await numbers(own.exhibits, 'cat')];
    expect([kept.length, shown.length]).toEqual([64, 16]);
    expect([...kept, ...shown].sort((a, b) => a - b)).toEqual(classes.cat);
    for (const side of [kept, shown]) expect(side).toEqual([...side].sort((a, b) => a - b));
    expect(shown).not.toEqual(range(0, 16));
    const again = setExhibitsAside(madeUp({ ...classes, robot: range(5000, 99) }), ['robot', 'cat']);
    expect(await numbers(again.exhibits, 'cat')).toEqual(shown);
    expect(await own.counts()).toEqual([
      { name: 'cat', different: 80, shown: 16 },
      { name: 'robot', different: 40, shown: 8 },
    ]);
  });

  it('counts a copy once, wherever it is, so that nothing that is shown is learnt from', async () => {
    const own = setExhibitsAside(
      madeUp({ cat: [...range(0, 30), ...range(0, 30)], robot: [...range(20, 10), ...range(100, 25)] }),
      ['cat', 'robot'],
    );
    expect((await own.counts()).map(({ different }) => different)).toEqual([30, 25]);
    const all = await Promise.all(
      ['cat', 'robot'].flatMap((name) => [numbers(own.source, name), numbers(own.exhibits, name)]),
    );
    expect(new Set(all.flat()).size).toBe(all.flat().length);
  });

  it('tells how many copies are left out, of what, before they are gone, and once', async () => {
    const [logged, warned]: [string[], string[]] = [[], []];
    const options = { log: (line: string) => logged.push(line), warn: (text: string) => warned.push(text) };
    const own = setExhibitsAside(
      madeUp({ cat: [...range(1, 30), ...range(1, 30)], robot: [...range(21, 10), 100, ...range(100, 25)] }),
      ['cat', 'robot'],
      options,
    );
    await own.counts();
    await own.source.available('cat');
    expect(logged).toEqual([
      '"cat": 30 different drawings; left out are 30 copies of others of its class',
      '"robot": 25 different drawings; left out are 10 copies of "cat" and 1 of others of its class',
    ]);
    expect(warned.map((text) => text.replace(/,.*/, ''))).toEqual([
      '"cat" (made up) and "robot" (made up) have about 33 % of their drawings in common',
      '"cat" (made up): about 50 % of the drawings stand there more than once',
      '"robot" (made up): about 3 % of the drawings stand there more than once',
    ]);
    const quiet = setExhibitsAside(
      madeUp({ cat: range(1, 30), robot: range(50, 30) }),
      ['cat', 'robot'],
      options,
    );
    await quiet.counts();
    expect([logged.length, warned.length]).toEqual([2, 3]);
  });

  it('warns of blank drawings, though of these but one is left', async () => {
    const warned: string[] = [];
    const cats = [...range(1, 30), ...Array<number>(40).fill(0)];
    await setExhibitsAside(madeUp({ cat: cats, robot: range(50, 30) }), ['cat', 'robot'], {
      warn: (text) => warned.push(text),
    }).counts();
    expect(warned).toEqual([expect.stringMatching(/^"cat" \(made up\): 40 of 70 drawings are blank/)]);
  });

  it('says of a class that is too small without its copies what they are copies of', async () => {
    const own = setExhibitsAside(madeUp({ baa: range(0, 30), miau: range(0, 30) }), ['baa', 'miau']);
    await expect(own.counts()).rejects.toThrow(
      /too few different drawings of "miau" \(0, and 30 copies of "baa"\): 15 of each class at least/,
    );
  });

  it('says of every class with too few drawings how many it has, and how many it takes', async () => {
    const own = setExhibitsAside(madeUp({ cat: range(0, 14), robot: range(50, 15), ufo: [] }), [
      'cat',
      'robot',
      'ufo',
    ]);
    const message = /too few different drawings of "cat" \(14\) and "ufo" \(0\): 15 of each class at least/;
    await expect(own.source.available('robot')).rejects.toThrow(DatasetError);
    await expect(own.counts()).rejects.toThrow(message);
  });

  it('gives no drawing of a class that is none of the experiment’s', async () => {
    const own = setExhibitsAside(madeUp({ cat: range(0, 30), robot: range(50, 30) }), ['cat', 'robot']);
    await expect(own.exhibits.available('dog')).rejects.toThrow(
      /"dog" is not one of the classes: cat, robot/,
    );
  });
});
