import { describe, expect, it } from 'vitest';
import { EMPTY_PROJECT } from '../../../../src/activities/train/changes.ts';
import { Bench } from '../../../../src/activities/train/examples/bench.svelte.ts';
import { WordLoader } from '../../../../src/activities/train/examples/word-loader.svelte.ts';
import type { Example } from '../../../../src/activities/train/project.ts';
import { Room } from '../../../../src/activities/train/room.svelte.ts';

const drawing = (id: string, ink = 0): Example => ({
  id,
  origin: 'drawn',
  pixels: new Uint8Array(784).fill(ink),
});
const word = (name: string) => ({ word: name, file: `${name}.png`, count: 100, blocked: [] });
const sprite = async ({ word: name }: { word: string }): Promise<Example[]> =>
  Array.from({ length: 100 }, (_, i) => ({ ...drawing(`word:${name}:${i}`, i), origin: 'word' }));

function begin(fetch = sprite) {
  const room = new Room();
  const bench = new Bench(room);
  return { room, bench, loader: new WordLoader(bench, fetch) };
}

describe('Bench', () => {
  it('makes an empty class and aims at it; undo takes it back, and the aim with it', () => {
    const { room, bench } = begin();
    expect(bench.makeClass(' my cat ')).toBeNull();
    expect(bench.target?.name).toBe('my cat');
    bench.undo();
    expect(room.project.classes).toEqual([]);
    expect(bench.target).toBeNull();
  });

  it('says why a class cannot be made', () => {
    const { bench } = begin();
    expect(bench.makeClass('')).toMatch(/needs a name/);
    expect(bench.makeClass('a/b')).toMatch(/letters, digits/);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) expect(bench.makeClass(name)).toBeNull();
    expect(bench.makeClass('g')).toMatch(/6 classes are the most/);
  });

  it('says how many drawings came, and how many had no room', () => {
    const { bench } = begin();
    bench.makeClass('a');
    const add = (from: number, count: number) =>
      bench.target &&
      bench.add(
        bench.target,
        Array.from({ length: count }, (_, i) => drawing(`${from + i}`)),
      );
    add(0, 1);
    expect(bench.said).toBe('1 drawing added to “a”.');
    expect(add(1, 301)).toBe(2);
    expect(bench.said).toBe(
      '299 drawings added to “a”. 2 more had no room: 300 drawings a class are the most.',
    );
  });

  it('removes a class, says what went with it, and brings all of it back', () => {
    const { room, bench } = begin();
    bench.makeClass('a');
    if (bench.target) bench.add(bench.target, [drawing('1'), drawing('2')]);
    const before = room.project.classes;
    if (bench.target) bench.removeClass(bench.target);
    expect(bench.said).toBe('Removed “a”, 2 drawings.');
    bench.undo();
    expect(room.project.classes).toEqual(before);
    expect(bench.said).toBe('Taken back.');
  });

  it('finds the class that has the very same drawing', () => {
    const { bench } = begin();
    bench.makeClass('a');
    if (bench.target) bench.add(bench.target, [drawing('1', 7)]);
    expect(bench.holder(new Uint8Array(784).fill(7))).toBe('a');
    expect(bench.holder(new Uint8Array(784).fill(8))).toBeNull();
  });
});

describe('WordLoader', () => {
  it('brings nothing into a project that took the place of the one that it was asked for', async () => {
    const waiting: (() => void)[] = [];
    const { room, bench, loader } = begin(
      (asked) => new Promise((resolve) => waiting.push(() => resolve(sprite(asked)))),
    );
    const both = [loader.load(word('dragon'), 5), loader.load(word('bee'), 5)];
    await expect.poll(() => waiting.length).toBe(1);
    room.open(EMPTY_PROJECT);
    expect(loader.loads).toEqual([]);
    waiting[0]?.();
    await Promise.all(both);
    expect(waiting.length).toBe(1); // the bee was not even asked for
    expect(room.project.classes).toEqual([]);
    expect(bench.said).toBe('');

    const again = loader.load(word('dragon'), 5);
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.();
    await again;
    expect(room.project.classes.map(({ name }) => name)).toEqual(['dragon']);
    expect(bench.said).toContain('“dragon” is there');
    room.open(EMPTY_PROJECT);
    expect(bench.said).toBe('');
  });

  it('has no failures of a project that is gone', async () => {
    const { room, loader } = begin(() => Promise.reject(new Error('not there')));
    await loader.load(word('dragon'), 5);
    expect(loader.loads.map(({ failure }) => failure)).toEqual(['not there']);
    room.open(EMPTY_PROJECT);
    expect(loader.loads).toEqual([]);
  });

  it('makes a class of a word, with as many drawings as were asked for', async () => {
    const { room, loader } = begin();
    void loader.load(word('cat'), 20);
    await loader.load(word('sheep'), null);
    expect(room.project.classes.map(({ name, word: of, examples }) => [name, of, examples.length])).toEqual([
      ['cat', 'cat', 20],
      ['sheep', 'sheep', 100],
    ]);
    expect(loader.loads).toEqual([]);
  });

  it('adds further drawings to a class of the word, renamed or not, never the same twice', async () => {
    const { room, bench, loader } = begin();
    await loader.load(word('cat'), 20);
    room.renameClass(room.project.classes[0]?.id ?? '', 'tiger');
    await loader.load(word('cat'), 20);
    expect(room.project.classes.map(({ name, examples }) => [name, examples.length])).toEqual([
      ['tiger', 40],
    ]);
    await loader.load(word('cat'), null);
    await loader.load(word('cat'), 5);
    const ids = room.project.classes[0]?.examples.map(({ id }) => id) ?? [];
    expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
    expect(bench.said).toBe('“tiger” has all 100 drawings that there are.');
  });

  it('keeps a failure with its reason until it is tried again or dismissed; others go on', async () => {
    let broken = true;
    const { room, loader } = begin(async (asked) => {
      if (broken && asked.word === 'cat') throw new Error('no connection');
      return sprite(asked);
    });
    void loader.load(word('cat'), 5);
    await loader.load(word('sheep'), 5);
    expect(room.project.classes.map(({ name }) => name)).toEqual(['sheep']);
    expect(loader.loads.map(({ word: of, failure }) => [of.word, failure])).toEqual([
      ['cat', 'no connection'],
    ]);
    broken = false;
    await loader.load(word('cat'), 5);
    expect(room.project.classes.map(({ name }) => name)).toEqual(['sheep', 'cat']);
    expect(loader.loads).toEqual([]);
  });

  it('refuses a seventh class and a name that is taken, and fetches nothing for them', async () => {
    let fetched = 0;
    const { room, bench, loader } = begin(async (asked) => {
      fetched++;
      return sprite(asked);
    });
    bench.makeClass('Cat');
    await loader.load(word('cat'), 5);
    expect(loader.loads[0]?.failure).toMatch(/There is a class “Cat” already/);
    for (const name of ['b', 'c', 'd', 'e', 'f']) bench.makeClass(name);
    await loader.load(word('dog'), 5);
    expect(loader.loads[1]?.failure).toMatch(/6 classes are the most: remove one, then take “dog”/);
    expect([fetched, room.project.classes.length]).toEqual([0, 6]);
    loader.dismiss(loader.loads[0]?.word ?? word(''));
    expect(loader.loads).toHaveLength(1);
  });

  it('begins with an empty project', () => {
    expect(begin().room.project).toEqual(EMPTY_PROJECT);
  });
});
