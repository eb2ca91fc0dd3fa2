import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readNpz } from '../../../src/drawings/read/npz.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const npz = (arrays: Record<string, Uint8Array>) =>
  zipSync(Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])));
const images = (count: number) => npyFile(madeUpPixels(count), { shape: `(${count}, 28, 28)` });
const labels = npyFile(new Uint8Array(5), { shape: '(5,)' });

describe('readNpz', () => {
  it('reads the one array, whatever it is called', () => {
    expect(readNpz(npz({ drawings: images(4) }), 'cat.npz')).toMatchObject({
      kind: 'bitmaps',
      pixels: madeUpPixels(4),
    });
  });

  it.each([
    [
      'several arrays, of which one could be meant',
      npz({ x: images(5), y: labels }),
      /^cat\.npz: 2 arrays: x \(5, 28, 28\) of \|u1; y \(5\) of \|u1\. Expected one\. x could be meant: save it alone, one class a file, with numpy\.save\("cat\.npy", arrays\["x"\]\)/,
    ],
    [
      "MNIST as Keras has it, whose arrays are all classes'",
      npz({ x_test: images(2), x_train: images(5), y_test: labels, y_train: labels }),
      /x_test or x_train could be meant/,
    ],
    [
      'several arrays of something else',
      npz({ a: labels, b: labels }),
      /None of these has the shape of drawings/,
    ],
    ['one array of something else', npz({ y: labels }), /^cat\.npz, y in it: shape \(5\), expected/],
    [
      'an array of objects',
      npz({ a: npyFile(new Uint8Array(9), { descr: "'|O'", shape: '(1,)' }) }),
      /Python objects/,
    ],
    [
      'the parts of sketch-rnn as bitmaps',
      npz({ train: images(3), test: images(2) }),
      /2 arrays: train .*; test /,
    ],
    [
      'a whole data set',
      npz(Object.fromEntries(Array.from({ length: 345 }, (_, i) => [`class ${i}`, images(1)]))),
      /345 arrays: class 0 \(1, 28, 28\) of \|u1; .*; and 337 more\. Expected one/,
    ],
    ['no array', zipSync({ 'a.txt': new Uint8Array(3) }), /a \.npz without an array \(1 other files\)/],
    ['an array that is none', npz({ a: new Uint8Array(40) }), /^cat\.npz, a in it: not a \.npy file/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readNpz(bytes, 'cat.npz')).toThrow(DatasetError);
    expect(() => readNpz(bytes, 'cat.npz')).toThrow(message);
  });
});
