import { describe, expect, it } from 'vitest';
import { officialNpyHeader } from '../../pipeline/dataset/officialNpyHeader.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { madeUpPixels, npyFile } from './bucket.ts';

describe('officialNpyHeader', () => {
  const pixels = madeUpPixels(3);
  const read = (fields: Parameters<typeof npyFile>[1]) => () =>
    officialNpyHeader(npyFile(pixels, fields), 'x.npy');

  it.each([[{}], [{ descr: "'<u1'" }], [{ version: 3 }]] as const)('reads bytes of N x 784: %j', (fields) => {
    expect(read(fields)()).toMatchObject({ rows: 3, isPlain: true });
  });

  it.each([
    ['float32', { descr: "'<f4'" }, /x\.npy: dtype <f4, expected '\|u1'.*--data DIR/],
    ['signed bytes', { descr: "'|i1'" }, /dtype \|i1/],
    ['records', { descr: "[('a', '|u1')]" }, /dtype \[\('a'/],
    ['Fortran order', { order: 'True' }, /Fortran order, expected C order/],
    ['one dimension', { shape: '(2352,)' }, /shape \(2352\), expected \(N, 784\)/],
    ['three dimensions', { shape: '(3, 28, 28)' }, /shape \(3, 28, 28\)/],
    ['other columns', { shape: '(3, 783)' }, /shape \(3, 783\)/],
  ])('refuses %s, of which no rows could be fetched', (_, fields, message) => {
    expect(read(fields)).toThrow(DatasetError);
    expect(read(fields)).toThrow(message);
  });
});
