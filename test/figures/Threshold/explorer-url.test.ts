import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../../src/core/models.ts';
import {
  type ExplorerState,
  readExplorerState,
  writeExplorerState,
} from '../../../src/figures/Threshold/explorer-url.ts';

const classes = ['cat', 'sheep'] as const;
const start: ExplorerState = { model: 'convnet', threshold: 0.5, cell: null };
const read = (search: string) => readExplorerState(search, start, MODEL_IDS, classes);

describe('the threshold figure in the address', () => {
  it.each<[string, ExplorerState]>([
    ['?model=forest', { ...start, model: 'forest' }],
    ['?threshold=0.62', { ...start, threshold: 0.62 }],
    ['?threshold=0', { ...start, threshold: 0 }],
    ['?cell=cat-sheep', { ...start, cell: { truth: 0, called: 1 } }],
    [
      '?model=nearest&threshold=0.9987&cell=sheep-sheep',
      { model: 'nearest', threshold: 0.9987, cell: { truth: 1, called: 1 } },
    ],
  ])('reads %s and writes it again', (search, state) => {
    expect(read(search)).toEqual(state);
    expect(writeExplorerState('', state, start, classes)).toBe(search);
  });

  it.each([
    '?model=oracle',
    '?threshold=2',
    '?threshold=-1',
    '?threshold=NaN',
    '?threshold=1e-3x',
    '?threshold=',
    '?threshold=Infinity',
    '?cell=dog-cat',
    '?cell=cat',
    '',
  ])('falls back to the start for %s', (search) => {
    expect(read(search)).toEqual(start);
  });

  it('keeps what others wrote into the address and leaves defaults out', () => {
    expect(writeExplorerState('?a=b&model=forest&threshold=0.1&cell=cat-cat', start, start, classes)).toBe(
      '?a=b',
    );
    expect(writeExplorerState('?a=b', { ...start, model: 'forest' }, start, classes)).toBe(
      '?a=b&model=forest',
    );
  });

  it('understands classes with hyphens and spaces in their names', () => {
    const names = ['t-shirt', 'The Eiffel Tower'] as const;
    const state: ExplorerState = { ...start, cell: { truth: 1, called: 0 } };
    const search = writeExplorerState('', state, start, names);
    expect(readExplorerState(search, start, MODEL_IDS, names)).toEqual(state);
  });
});
