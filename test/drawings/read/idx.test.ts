import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readIdxImages, readIdxLabels } from '../../../src/drawings/read/idx.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { madeUpPixels } from '../../dataset/bucket.ts';
import { idxFile } from './idx-file.ts';

const PIXELS = madeUpPixels(3);
const IMAGES = idxFile([3, 28, 28], PIXELS);
const LABELS = idxFile([5], Uint8Array.of(7, 2, 1, 0, 4));

describe('readIdxImages', () => {
  it.each([
    ['train-images-idx3-ubyte', 'train-images-idx3-ubyte'],
    ['a file of any name', 'pictures'],
  ])('reads %s', (_, name) => {
    expect(readDrawings(IMAGES, name)).toEqual({
      kind: 'bitmaps',
      pixels: PIXELS,
      passedOver: { count: 0, examples: [] },
    });
  });

  it.each([
    ['rows of 784', [3, 784]],
    ['a channel', [3, 1, 28, 28]],
  ])('reads %s', (_, shape) => {
    expect(readIdxImages(idxFile(shape, PIXELS), 'x').pixels).toEqual(PIXELS);
  });

  it.each([
    [
      'another size',
      idxFile([3, 32, 32], new Uint8Array(3072)),
      /x: IDX of 3 x 32 x 32, expected N x 28 x 28.*as pictures/,
    ],
    ['labels', LABELS, /IDX of one dimension, which are labels, expected images/],
    ['signed bytes', idxFile([3, 28, 28], PIXELS, 9), /IDX of signed bytes, expected unsigned bytes/],
    ['floats', idxFile([1, 28, 28], new Uint8Array(4 * 784), 13), /IDX of floats of 4 bytes/],
    ['numbers of 4 bytes', idxFile([1, 28, 28], new Uint8Array(4 * 784), 12), /whole numbers of 4 bytes/],
    [
      'an unknown type',
      idxFile([3, 28, 28], PIXELS, 10),
      /not an IDX file \(it begins with the bytes 0, 0, 10, 3\)/,
    ],
    [
      'a file cut short',
      IMAGES.subarray(0, 2000),
      /too short: 2000 bytes, expected 2368 for the 3 x 28 x 28/,
    ],
    ['a file that goes on', Buffer.concat([IMAGES, LABELS]), /too long: 2381 bytes, expected 2368/],
    ['a claim', idxFile([2 ** 32 - 1, 28, 28], PIXELS), /too short: 2368 bytes, expected 3367254359296 for/],
    ['nothing', new Uint8Array(0), /begins with the bytes of nothing/],
  ])('refuses %s', (_, file, message) => {
    expect(() => readIdxImages(file, 'x')).toThrow(DatasetError);
    expect(() => readIdxImages(file, 'x')).toThrow(message);
  });
});

describe('readIdxLabels', () => {
  it('reads a label for each image', () => {
    expect(readIdxLabels(LABELS, 'train-labels-idx1-ubyte')).toEqual(Uint8Array.of(7, 2, 1, 0, 4));
  });

  it('refuses images', () => {
    expect(() => readIdxLabels(IMAGES, 'x')).toThrow(
      /x: IDX of 3 x 28 x 28, expected labels in one dimension/,
    );
  });

  it('are no drawings by themselves', () => {
    expect(() => readDrawings(LABELS, 'labels')).toThrow(
      /labels: 5 labels, expected images\. Give it together/,
    );
  });
});
