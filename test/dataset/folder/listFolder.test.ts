import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listFolder } from '../../../pipeline/dataset/folder/listFolder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: Uint8Array | string = 'x') => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
};
const sorts = async () =>
  (await listFolder(folder)).files.map(({ className, sort }) => `${className} ${sort}`);
const entry = new Uint8Array(3);

it.each([
  ['cat.npz', { 'train.npy': entry, 'test.npy': entry }, 'cat sketch-rnn'],
  ['cat.npz', { 'arr_0.npy': entry }, 'cat bitmaps'],
  ['sketchrnn_cat.npz', { 'arr_0.npy': entry }, 'cat sketch-rnn'],
  ['cat.full.npz', { 'arr_0.npy': entry }, 'cat sketch-rnn'],
])(
  'a .npz is of sketch-rnn where its name or its first entry says so: %s with %j',
  async (name, entries, sort) => {
    put(name, zipSync(entries));
    expect(await sorts()).toEqual([sort]);
  },
);

it.each([
  ['full/raw/cat.ndjson', 'cat raw'],
  ['full_raw_cat.ndjson', 'cat raw'],
  ['train_raw/cat.csv', 'cat kaggle'],
  ['full/simplified/cat.ndjson', 'cat simplified'],
  ['cat.ndjson', 'cat simplified'],
  ['binary/cat.bin', 'cat binary'],
  ['cat.npz', 'cat bitmaps'],
])('place and name tell what a file holds: %s is %s', async (name, sort) => {
  put(name);
  expect(await sorts()).toEqual([sort]);
});

it('links are followed', async () => {
  put('elsewhere/a.png');
  put('elsewhere/cat.npy');
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'data/robot'));
  symlinkSync(join(folder, 'elsewhere/cat.npy'), join(folder, 'data/cat.npy'));
  const { files, pictures } = await listFolder(join(folder, 'data'));
  expect([files.map(({ className }) => className), pictures.map(({ className }) => className)]).toEqual([
    ['cat'],
    ['robot'],
  ]);
});

it('what belongs to drawings without being one is neither read nor told', async () => {
  for (const name of [
    'README.txt',
    'LICENSE',
    '.DS_Store',
    'dataset.json',
    'labels.txt',
    'Thumbs.db',
    '__MACOSX/x',
  ])
    put(name);
  expect(await listFolder(folder)).toEqual({ files: [], pictures: [], idx: [], json: [], passedOver: [] });
});

it('what lies among pictures and is none is told', async () => {
  for (const name of ['robot/a.png', 'robot/IMG_1.heic', 'robot/more/b.png', 'robot/.DS_Store', 'ufo/c.heic'])
    put(name);
  const { pictures, passedOver } = await listFolder(folder);
  expect(pictures.map(({ className, files }) => [className, files])).toEqual([['robot', ['a.png']]]);
  expect(passedOver).toEqual([join('robot', 'IMG_1.heic'), join('robot', 'more'), 'ufo/']);
});
