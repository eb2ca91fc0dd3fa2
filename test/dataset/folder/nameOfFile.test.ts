import { expect, it } from 'vitest';
import { classOfName, nameOfFile } from '../../../pipeline/dataset/folder/nameOfFile.ts';

it.each([
  ['cat.npy', 'cat', 'npy', undefined],
  ['Cat.NPY', 'cat', 'npy', undefined],
  ['alarm_clock.npy', 'alarm clock', 'npy', undefined],
  ['alarm%20clock.npy', 'alarm clock', 'npy', undefined],
  ['Alarm Clock.ndjson', 'alarm clock', 'ndjson', undefined],
  ['full_numpy_bitmap_cat.npy', 'cat', 'npy', undefined],
  ['full%2Fnumpy_bitmap%2Falarm+clock.npy', 'alarm clock', 'npy', undefined],
  ['quickdraw_dataset_full_simplified_cat.ndjson', 'cat', 'ndjson', undefined],
  ['full_binary_hot air balloon.bin', 'hot air balloon', 'bin', undefined],
  ['sketchrnn_cat.npz', 'cat', 'npz', undefined],
  ['sketchrnn_cat.full.npz', 'cat', 'npz', undefined],
  ['cat.full.npz', 'cat', 'npz', undefined],
  ['cat.npy.gz', 'cat', 'npy', 'gz'],
  ['cat.csv.zip', 'cat', 'csv', 'zip'],
  ['cat (1).npy', 'cat', 'npy', undefined],
  ['the_eiffel_tower.npy', 'The Eiffel Tower', 'npy', undefined],
  ['t-shirt.npy', 't-shirt', 'npy', undefined],
  ['my_cat.npy', 'my_cat', 'npy', undefined],
  ['100%.npy', '100%', 'npy', undefined],
  ['full_numpy_bitmap_my_cat.npy', 'my cat', 'npy', undefined],
])('%s is of %s', (file, className, ending, packed) => {
  expect(nameOfFile(file)).toMatchObject({ className, ending, packed });
});

it.each(['notes.txt', 'cat.png', '.npy', 'dataset.json', 'cat.npy.bz2'])(
  '%s is no file of a class',
  (file) => {
    expect(nameOfFile(file)).toBeUndefined();
  },
);

it('a folder of pictures is called as its class is', () => {
  expect([classOfName('Alarm_clock'), classOfName('my robot')]).toEqual(['alarm clock', 'my robot']);
});

it('strokes as they were drawn are told by the name of their download', () => {
  expect(nameOfFile('full_raw_cat.ndjson')?.isRaw).toBe(true);
  expect(nameOfFile('full_simplified_cat.ndjson')?.isRaw).toBe(false);
});
