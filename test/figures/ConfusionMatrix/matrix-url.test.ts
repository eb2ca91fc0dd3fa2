import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../../src/core/models.ts';
import {
  type MatrixState,
  readMatrixState,
  writeMatrixState,
} from '../../../src/figures/ConfusionMatrix/matrix-url.ts';

const classes = ['dog', 'octopus', 'bee', 't-shirt'];
const start: MatrixState = { model: 'convnet', cell: null };
const read = (search: string) => readMatrixState(search, start, MODEL_IDS, classes);

describe('the matrix figure in the address', () => {
  it.each<[string, MatrixState]>([
    ['', start],
    ['?matrix-model=convnet-plus', { ...start, model: 'convnet-plus' }],
    ['?matrix-cell=dog-bee', { ...start, cell: { truth: 0, called: 2 } }],
    ['?matrix-model=forest&matrix-cell=t-shirt-octopus', { model: 'forest', cell: { truth: 3, called: 1 } }],
  ])('reads "%s" and writes it again', (search, state) => {
    expect(read(search)).toEqual(state);
    expect(writeMatrixState('', state, start, classes)).toBe(search);
  });

  it.each([['?matrix-model=oracle&matrix-cell=dog-cow'], ['?model=forest&cell=dog-bee&threshold=0.9']])(
    'takes the defaults for %s, which says nothing about it',
    (search) => {
      expect(read(search)).toEqual(start);
    },
  );

  it("leaves the threshold figure's parameters and any others alone", () => {
    const state: MatrixState = { model: 'forest', cell: { truth: 0, called: 1 } };
    expect(writeMatrixState('?model=nearest&kept=1', state, start, classes)).toBe(
      '?model=nearest&kept=1&matrix-model=forest&matrix-cell=dog-octopus',
    );
    expect(writeMatrixState('?model=nearest&matrix-model=forest', start, start, classes)).toBe(
      '?model=nearest',
    );
  });

  it('remembers that the cell which is open at first was closed', () => {
    const open: MatrixState = { model: 'convnet', cell: { truth: 0, called: 2 } };
    const search = writeMatrixState('', start, open, classes);
    expect(search).toBe('?matrix-cell=');
    expect(readMatrixState(search, open, MODEL_IDS, classes)).toEqual(start);
    expect(readMatrixState('', open, MODEL_IDS, classes)).toEqual(open);
  });
});
