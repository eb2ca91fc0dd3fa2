import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listFolder } from '../../../pipeline/dataset/folder/listFolder.ts';
import { madeUpPixels, npyFile } from '../bucket.ts';

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
const ofBytes = npyFile(madeUpPixels(300));
const ofObjects = npyFile(new Uint8Array(784), { descr: "'|O'", shape: '(1,)' });

it.each([
  ['cat.npz', { 'train.npy': entry, 'test.npy': entry }, 'cat sketch-rnn'],
  ['cat.npz', { 'train.npy': ofObjects }, 'cat sketch-rnn'],
  ['cat.npz', { 'train.npy': ofBytes }, 'cat bitmaps'],
  ['cat.full.npz', { 'arr_0.npy': ofBytes }, 'cat bitmaps'],
  [
    'cat.npz',
    { '__MACOSX/._train.npy': entry, 'data/': new Uint8Array(0), 'train.npy': ofBytes },
    'cat bitmaps',
  ],
  ['cat.npz', { 'arr_0.npy': entry }, 'cat bitmaps'],
  ['sketchrnn_cat.npz', { 'arr_0.npy': entry }, 'cat sketch-rnn'],
  ['cat.full.npz', { 'arr_0.npy': entry }, 'cat sketch-rnn'],
])(
  'a .npz is of sketch-rnn where its first array, or else its name, says so: %s',
  async (name, entries, sort) => {
    put(name, zipSync(entries));
    expect(await sorts()).toEqual([sort]);
  },
);

it.each([
  ['cat.npz.gz', (npz: Uint8Array) => gzipSync(npz)],
  ['cat.npz.zip', (npz: Uint8Array) => zipSync({ 'cat.npz': npz })],
  ['cat.zip', (npz: Uint8Array) => zipSync({ 'cat.npz': npz }, { level: 0 })],
])('a .npz is looked into where it is packed: %s', async (name, pack) => {
  put(name, pack(zipSync({ 'train.npy': ofObjects, 'valid.npy': ofObjects })));
  expect(await sorts()).toEqual(['cat sketch-rnn']);
  put(name, pack(zipSync({ 'train.npy': ofBytes })));
  expect(await sorts()).toEqual(['cat bitmaps']);
});

it.each([
  ['cat.zip', { 'cat.npy': ofBytes }, 'cat bitmaps'],
  [
    'Archive.zip',
    { 'full/': new Uint8Array(0), 'full/cat.ndjson': entry, '__MACOSX/._cat': entry },
    'cat simplified',
  ],
  ['cat.zip', { 'arr_0.npy': ofBytes }, 'cat bitmaps'],
])('a .zip is of the class that the one file in it is called: %s', async (name, entries, sort) => {
  put(name, zipSync(entries as Zippable));
  expect(await sorts()).toEqual([sort]);
});

it('what is packed and cannot be told from its name or the one file in it is told to be unpacked', async () => {
  put('p.json.gz');
  put('two.zip', zipSync({ 'cat.npy': ofBytes, 'dog.npy': ofBytes }));
  put('torn.zip', zipSync({ 'cat.npy': ofBytes }).subarray(0, 100));
  put('robot/a.png');
  put('robot/more.rar');
  const { files, passedOver } = await listFolder(folder);
  expect([files, passedOver]).toEqual([
    [],
    ['p.json.gz', join('robot', 'more.rar'), 'torn.zip', 'two.zip'].map(
      (each) => `${each} (packed: unpack it)`,
    ),
  ]);
});

it('a folder of pictures is a class, whatever it begins with', async () => {
  for (const name of ['license plate', 'readme', '__MACOSX', '.git']) put(`${name}/a.png`);
  put('robot/a.png');
  put('robot/licences/a.txt');
  const { pictures, passedOver } = await listFolder(folder);
  expect(pictures.map(({ className }) => className)).toEqual(['license plate', 'readme', 'robot']);
  expect(passedOver).toEqual([join('robot', 'licences')]);
});

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
