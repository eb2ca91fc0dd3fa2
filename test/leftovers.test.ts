import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../pipeline/arguments.ts';
import { isFirstLook } from '../pipeline/firstLook.ts';
import { filesOf, removeLeftovers } from '../pipeline/leftovers.ts';
import { parseRemove, removeExperiment } from '../pipeline/removeExperiment.ts';
import { MODEL_IDS } from '../src/core/models.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leftovers-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text = 'x'): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const showing = (...sprites: string[]) =>
  JSON.stringify({ dataset: { source: 'folder' }, exhibits: sprites.map((file) => ({ file })) });
const there = (...files: string[]) => files.filter((file) => existsSync(join(root, file)));

const FRUIT = [
  'public/exhibits/apple.png',
  'public/exhibits/cat.png',
  'public/exhibits/fruit/1-my-cat.png',
  'public/models/fruit-convnet-plus.onnx',
  'public/models/fruit-nearest.onnx',
  'public/rows/fruit.json',
];
function makeFruit(): void {
  for (const file of FRUIT) write(file);
  write('content/results/fruit.json', showing('exhibits/apple.png', 'exhibits/cat.png'));
  write('content/results/cats.json', showing('exhibits/cat.png'));
  write('public/models/fruit-bowl-nearest.onnx'); // of another experiment
  write('public/models/fruit-readme.onnx');
  write('public/rows/fruit-bowl.json');
}

describe('what an experiment has left', () => {
  it('is its models and what it shows, and nothing of an experiment whose name begins the same', async () => {
    makeFruit();
    expect(await filesOf('fruit', root)).toEqual(FRUIT);
    expect(await filesOf('apple', root)).toEqual([]);
  });

  it('goes where the experiment has it no longer, but for sprites that others show', async () => {
    makeFruit();
    const kept = new Set(['public/models/fruit-convnet-plus.onnx']);
    expect(await removeLeftovers('fruit', root, FRUIT, kept)).toEqual([
      'public/exhibits/apple.png',
      'public/exhibits/fruit/1-my-cat.png',
      'public/models/fruit-nearest.onnx',
      'public/rows/fruit.json',
    ]);
    expect(there(...FRUIT, 'public/exhibits/fruit')).toEqual(['public/exhibits/cat.png', ...kept]);
  });

  it('is not a model that another experiment names, though its name reads as one of these', async () => {
    const shared = 'public/models/pets-wide-convnet.onnx'; // the wide network of pets, or the convnet of pets-wide
    write(shared);
    write('content/results/pets.json', showing());
    write(
      'content/results/pets-wide.json',
      JSON.stringify({ models: [{ file: 'models/pets-wide-convnet.onnx' }] }),
    );
    const had = await filesOf('pets', root);
    expect(had).toEqual([shared]);
    expect(await removeLeftovers('pets', root, had)).toEqual([]);
    expect(there(shared)).toEqual([shared]);
  });

  it('never leads out of the folder', async () => {
    write('content/results/fruit.json', showing('exhibits/../../secret.png'));
    write('secret.png');
    expect(await filesOf('fruit', root)).toEqual([]);
  });
});

describe('remove', () => {
  const remove = (id: string) => removeExperiment(id, { root, cache: join(root, '.cache'), own: ['fruit'] });

  it('takes declaration, page, results, models, exhibits and the notes of runs, and leaves all else', async () => {
    makeFruit();
    const mine = [
      'pipeline/experiments/own/fruit.ts',
      'src/pages/experiments/fruit.astro',
      'build/embedded/content/results/fruit.json',
      'build/embedded/public/models/fruit-forest.onnx',
      '.cache/runs/fruit-0123456789ab.json',
    ];
    const others = [
      '.cache/runs/fruit-bowl-0123456789ab.json',
      'content/results/cats.json',
      'public/exhibits/cat.png',
    ];
    for (const file of [...mine, others[0] as string]) write(file);
    const gone = await remove('fruit');
    expect(gone.sort()).toEqual(
      [...mine, ...FRUIT, 'content/results/fruit.json'].filter((file) => !others.includes(file)).sort(),
    );
    expect(there(...gone)).toEqual([]);
    expect(there(...others)).toEqual(others);
    await expect(remove('fruit')).rejects.toThrow(/there is nothing of an experiment "fruit"/);
  });

  it('takes what is left of an experiment whose declaration was deleted by hand', async () => {
    makeFruit();
    expect(await remove('fruit')).toContain('public/models/fruit-nearest.onnx');
  });

  it.each([
    [[], /"remove" takes one name/],
    [['a', 'b'], /"remove" takes one name/],
    [['cats-and-sheep'], /is of the article and stays; of your own there is fruit/],
    [['../fruit'], /"\.\.\/fruit" is no experiment/],
    [['fruit', '--al'], /unknown flag --al of "remove"/],
  ])('%j is refused', (argv, message) => {
    expect(() => parseRemove(argv, ['fruit'], ['cats-and-sheep'])).toThrow(UsageError);
    expect(() => parseRemove(argv, ['fruit'], ['cats-and-sheep'])).toThrow(message);
  });
});

describe('a first look', () => {
  const whole = {
    data: 'auto',
    out: undefined,
    seeds: undefined,
    models: MODEL_IDS,
    quick: false,
    classes: undefined,
    trainPerClass: undefined,
  };
  const looks = (id: string, args: object = {}, source: 'embedded' | 'official' = 'embedded') =>
    isFirstLook(id, ['fruit'], { ...whole, ...args }, source, root);

  it('is of an experiment of the author’s own, on the embedded drawings, where nothing better is there', async () => {
    expect(await looks('fruit')).toBe(true);
    expect(await looks('fruit', { data: 'embedded' })).toBe(true);
    write('content/results/fruit.json', JSON.stringify({ dataset: { source: 'embedded' } }));
    expect(await looks('fruit')).toBe(true);
    write('content/results/fruit.json', '{"half');
    expect(await looks('fruit')).toBe(true);
  });

  it('never replaces better results, the article’s, or what was not declared', async () => {
    expect(await looks('cats-and-sheep')).toBe(false);
    expect(await looks('fruit', {}, 'official')).toBe(false);
    for (const args of [
      { out: 'x' },
      { quick: true },
      { seeds: 1 },
      { classes: ['cat'] },
      { trainPerClass: 5 },
      { models: ['forest'] },
    ])
      expect(await looks('fruit', args)).toBe(false);
    write('content/results/fruit.json', JSON.stringify({ dataset: { source: 'official' } }));
    expect(await looks('fruit')).toBe(false);
  });
});
