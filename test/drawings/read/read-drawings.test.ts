import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';
import { idxFile } from './idx-file.ts';
import { quickdrawBinFile } from './quickdraw-bin-file.ts';

const PIXELS = madeUpPixels(4);
const STROKES: [number[], number[]][] = [
  [
    [0, 255, 128],
    [0, 10, 240],
  ],
];
const text = (lines: string) => new TextEncoder().encode(lines);
const NDJSON = text(`${JSON.stringify({ word: 'cat', key_id: '7', drawing: STROKES })}\n`);
const CSV = text(
  `countrycode,drawing,key_id,recognized,timestamp,word\nCH,"${JSON.stringify(STROKES)}",7,True,2017-03-01,cat\n`,
);
const BIN = quickdrawBinFile([{ strokes: STROKES, keyId: 7n }]);
const NPY = npyFile(PIXELS);
const NPZ = zipSync({ 'arr_0.npy': NPY });
const IDX = idxFile([4, 28, 28], PIXELS);

describe('readDrawings', () => {
  const wrappings = [
    ['as it is', (bytes: Uint8Array, name: string) => [bytes, name]],
    ['under a name that does not tell', (bytes: Uint8Array) => [bytes, 'drawings']],
    ['as .gz', (bytes: Uint8Array, name: string) => [new Uint8Array(gzipSync(bytes)), `${name}.gz`]],
    ['as .zip', (bytes: Uint8Array, name: string) => [zipSync({ [`x/${name}`]: bytes }), `${name}.zip`]],
    [
      'as .gz in a .zip',
      (bytes: Uint8Array, name: string) => [
        zipSync({ [`${name}.gz`]: new Uint8Array(gzipSync(bytes)) }),
        'x.zip',
      ],
    ],
  ] as const;
  const bitmaps = [
    ['.npy', NPY, 'cat.npy'],
    ['.npz', NPZ, 'cat.npz'],
    ['IDX', IDX, 'train-images-idx3-ubyte'],
  ] as const;
  const strokes = [
    ['.ndjson', NDJSON, 'cat.ndjson'],
    ['.csv', CSV, 'cat.csv'],
    ['.bin', BIN, 'cat.bin'],
  ] as const;

  describe.each(wrappings)('%s', (_, wrap) => {
    it.each(bitmaps)('reads %s', (_, file, name) => {
      const [bytes, called] = wrap(file, name) as [Uint8Array, string];
      const read = readDrawings(bytes, called);
      expect(read.kind === 'bitmaps' && Buffer.from(read.pixels).equals(PIXELS)).toBe(true);
    });

    it.each(strokes)('reads %s', (_, file, name) => {
      const [bytes, called] = wrap(file, name) as [Uint8Array, string];
      expect(readDrawings(bytes, called)).toMatchObject({
        kind: 'strokes',
        drawings: [{ strokes: STROKES, keyId: '7' }],
      });
    });
  });

  it('takes the bytes for true, whatever the name says', () => {
    expect(readDrawings(NPY, 'cat.ndjson')).toMatchObject({ kind: 'bitmaps' });
    expect(readDrawings(NDJSON, 'cat.npy')).toMatchObject({ kind: 'strokes' });
    expect(readDrawings(BIN, 'cat.csv')).toMatchObject({ kind: 'strokes' });
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>';
  it.each([
    [
      'a pointer of Git LFS',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'),
      'cat.npy',
      /^cat\.npy: a pointer of Git LFS instead of the file.*Run "git lfs pull"/,
    ],
    [
      'a pointer of Git LFS',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'),
      'cat.ndjson',
      /Run "git lfs pull"/,
    ],
    [
      'HTML',
      text('<!DOCTYPE html><title>Sign in</title>'),
      'cat.npy',
      /HTML or XML instead of data.*look at the address in a browser/,
    ],
    [
      'an error of a bucket',
      text("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"),
      'cat.bin',
      /HTML or XML instead of data/,
    ],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      'cat.npy',
      /a picture \(PNG\), not a file of drawings/,
    ],
    ['a photograph', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'cat.bin', /a picture \(JPEG\)/],
    ['a drawing as SVG', text(svg), 'cat.svg', /a picture \(SVG\)/],
    [
      'a pickle',
      Uint8Array.of(0x80, 4, 0x95, 0, 0, 0),
      'cat.npy',
      /a Python pickle, expected .*may hold programs/,
    ],
    ['an HDF5 file', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'cat.h5', /an HDF5 file.*numpy\.save/],
    [
      'an archive that is not unpacked here',
      Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
      'cat.7z',
      /a 7z archive.*Unpack it first/,
    ],
    ['a list in JSON', text('[{"drawing": []}]'), 'cat.json', /a list in JSON.*one a line/],
    [
      'text in UTF-16',
      Buffer.from('\ufeff{"drawing": []}', 'utf16le'),
      'cat.ndjson',
      /text in UTF-16.*Save it as UTF-8/,
    ],
    [
      'a tar archive',
      Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0')]),
      'cats.tar',
      /a tar archive/,
    ],
    ['no bytes', new Uint8Array(0), 'cat', /^cat: empty: 0 bytes, expected drawings/],
    [
      'anything else',
      text('Drawn by class 4b'),
      'notes',
      /no drawings that can be read: it begins "Drawn by class 4b", expected \.npy or \.npz/,
    ],
    [
      'a .npy that is cut short, packed',
      gzipSync(NPY.subarray(0, 500)),
      'cat.npy.gz',
      /^cat\.npy\.gz: too short: 500 bytes/,
    ],
    [
      'HTML in a zip',
      zipSync({ 'cat.npy': text('<html>') }),
      'cats.zip',
      /^cats\.zip, cat in it: HTML or XML/,
    ],
  ])('tells what it has instead: %s', (_, bytes, name, message) => {
    expect(() => readDrawings(new Uint8Array(bytes), name)).toThrow(DatasetError);
    expect(() => readDrawings(new Uint8Array(bytes), name)).toThrow(message);
  });
});
