import { expect, test } from 'vitest';
import { DatasetError, type DrawingSource } from '../../../pipeline/dataset/source.ts';
import { loadGameDrawings } from '../../../pipeline/engine/game/gameDrawings.ts';
import type { Game } from '../../../pipeline/experiments/game.ts';
import { wholeGame } from '../../../pipeline/experiments/whole-game.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';

const GAME: Game = {
  ...wholeGame,
  classes: ['cat', 'dog', 'star'],
  testPerClass: 4,
  validationPerClass: 2,
  mostTrainPerClass: 9,
  exhibitsPerClass: 3,
};
const HELD: Readonly<Record<string, number>> = { cat: 30, dog: 12, star: 15 };

/** Drawing r of a class has its class's number and r as its first pixels, or what `ink` says. */
function madeUp(
  held: Readonly<Record<string, number>>,
  ink: (name: string, row: number) => readonly [number, number] = (name, row) => [
    name.length * 16 + (name.charCodeAt(0) % 16),
    row,
  ],
): DrawingSource {
  return {
    kind: 'folder',
    description: 'made up',
    available: async (name) => held[name] ?? 0,
    async load(name, count) {
      const pixels = new Uint8Array(count * PIXELS);
      for (let row = 0; row < count; row++) pixels.set(ink(name, row), row * PIXELS);
      return { name, available: held[name] ?? 0, count, pixels, sha256: 'a'.repeat(64) };
    },
  };
}
const shown = madeUp({ cat: 100, dog: 100, star: 100 }, (_, row) => [255, row]);
const load = (game = GAME, source = madeUp(HELD)) => loadGameDrawings(game, source, shown);

test('every drawing has one use, and words that have fewer train on all that is left', async () => {
  const drawings = await load();
  const { test: tested, validation, exhibits, store } = drawings;
  expect(tested.length).toBe(12);
  expect(validation.length).toBe(6);
  expect(drawings.trainPerClass).toEqual([9, 6, 9]);
  const used = [...tested, ...validation, ...drawings.train(), ...exhibits.flatMap(({ rows }) => [...rows])];
  expect(new Set(used).size).toBe(used.length);
  expect(used.length).toBe(store.count);
  const perWord = (rows: Iterable<number>) => {
    const counts = [0, 0, 0];
    for (const row of rows) counts[store.labels[row] as number]!++;
    return counts;
  };
  expect(perWord(tested)).toEqual([4, 4, 4]);
  expect(perWord(validation)).toEqual([2, 2, 2]);
  expect(perWord(drawings.train())).toEqual([9, 6, 9]);
  expect(drawings.dataset.classes.map(({ used: n }) => n)).toEqual([15, 12, 15]);
});

test('fewer drawings a word are some of those that more would be', async () => {
  const drawings = await load();
  const more = new Set(drawings.train(5));
  const fewer = [...drawings.train(2)];
  expect(more.size).toBe(15);
  expect(fewer.length).toBe(6);
  for (const row of fewer) expect(more.has(row)).toBe(true);
  expect([...drawings.train(5)]).toEqual([...(await load()).train(5)]);
});

test('which drawings of a word are tested does not depend on the other words', async () => {
  const testedDogs = ({ store, test: tested }: Awaited<ReturnType<typeof load>>, label: number) =>
    [...tested].filter((row) => store.labels[row] === label).map((row) => store.pixels[row * PIXELS + 1]);
  const all = testedDogs(await load(), 1);
  expect(all.length).toBe(4);
  expect((await load({ ...GAME, classes: ['star', 'dog'] })).trainPerClass).toEqual([9, 6]);
  expect(testedDogs(await load({ ...GAME, classes: ['star', 'dog'] }), 1)).toEqual(all);
});

test('an exact copy of a tested drawing is neither trained on nor validated, in whatever word it stands', async () => {
  // Dogs and stars are drawings of three kinds, cats are all different.
  const source = madeUp(HELD, (name, row) => (name === 'cat' ? [1, row] : [2, row % 3]));
  const drawings = await load({ ...GAME, testPerClass: 1, validationPerClass: 1 }, source);
  const { store } = drawings;
  const inkOf = (row: number) => store.pixels.subarray(row * PIXELS, row * PIXELS + 2).join();
  const tested = new Set([...drawings.test].map(inkOf));
  const others = [...drawings.train(), ...drawings.validation];
  for (const row of others) expect(tested.has(inkOf(row))).toBe(false);
  expect(drawings.duplicates + others.length + drawings.test.length).toBe(11 + 11 + 11);
  expect(drawings.duplicates).toBeGreaterThan(5);
});

test('a word whose drawings are all copies of tested ones is named', async () => {
  const source = madeUp(HELD, (name, row) => (name === 'cat' ? [1, row] : [2, 0]));
  await expect(load(GAME, source)).rejects.toThrow('"dog" has only 0 drawings that are not tested as well');
});

test('a word with too few drawings is named, with what there is and what it takes', async () => {
  await expect(load(GAME, madeUp({ ...HELD, dog: 6 }))).rejects.toThrow(DatasetError);
  await expect(load(GAME, madeUp({ ...HELD, dog: 6 }))).rejects.toThrow(
    '"dog" has 6 drawings, expected more than 6: 4 to test, 2 to validate',
  );
});

test('drawings that are blocked are not among those on show', async () => {
  const { exhibits } = await load({ ...GAME, exhibitsPerClass: 25 });
  expect(exhibits[0]?.spriteRows).toHaveLength(25);
  expect(exhibits[0]?.spriteRows).not.toContain(20); // of the cats
  expect(exhibits[1]?.spriteRows).toContain(20);
});
