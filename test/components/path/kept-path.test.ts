import { describe, expect, it } from 'vitest';
import { changePath, EMPTY_PATH, type Path, readPath } from '../../../src/components/path/kept-path.ts';

/** A storage in memory, which counts what is written. */
function memory(start: string | null = null) {
  const storage = {
    text: start,
    writes: 0,
    getItem: () => storage.text,
    setItem: (_: string, value: string) => {
      storage.text = value;
      storage.writes += 1;
    },
  };
  return storage;
}

const FULL: Path = {
  places: new Map([['2', { chapter: 'tuning', block: 7 }]]),
  read: new Set(['the-game']),
  seen: new Map([['tuning', '1101']]),
  tried: new Set(['draw', 'train/ruin-it']),
};

describe('the path', () => {
  it('is read as it was kept', () => {
    const kept = memory();
    changePath(
      () => kept,
      () => FULL,
    );
    expect(readPath(() => kept)).toEqual(FULL);
  });

  it('is changed as it is kept at that moment, so that a second tab loses nothing', () => {
    const kept = memory();
    const note = (id: string) =>
      changePath(
        () => kept,
        (path) => ({ ...path, tried: new Set([...path.tried, id]) }),
      );
    note('draw'); // in one tab
    note('quiz'); // in another
    expect([...readPath(() => kept).tried]).toEqual(['draw', 'quiz']);
  });

  it('is not written where nothing changes', () => {
    const kept = memory();
    changePath(
      () => kept,
      (path) => path,
    );
    expect(kept.writes).toBe(0);
  });

  it.each([
    null,
    '',
    'no JSON',
    '3',
    'null',
    '[]',
    '{}',
    '{"version":0,"read":["a"]}',
    '{"version":"1","read":["a"]}',
  ])('is empty where %j is kept', (text) => {
    expect(readPath(() => memory(text))).toEqual(EMPTY_PATH);
  });

  it('keeps of a spoilt one what can be true', () => {
    const text = JSON.stringify({
      version: 1,
      places: { 1: { chapter: 'the-line', block: -1 }, 2: { chapter: 'tuning', block: 3 }, 3: null },
      read: ['the-game', 7, null],
      seen: { tuning: '10', 'the-line': '12', mistakes: '' },
      tried: 'draw',
    });
    expect(readPath(() => memory(text))).toEqual({
      places: new Map([['2', { chapter: 'tuning', block: 3 }]]),
      read: new Set(['the-game']),
      seen: new Map([['tuning', '10']]),
      tried: new Set(),
    });
  });

  it('of a later version is left alone, and of an earlier one gives way', () => {
    const later = memory('{"version":2,"read":{"the-game":"2027-01-01"}}');
    const earlier = memory('{"version":0}');
    for (const kept of [later, earlier])
      changePath(
        () => kept,
        () => FULL,
      );
    expect([later.writes, earlier.writes]).toEqual([0, 1]);
    expect(readPath(() => later)).toEqual(EMPTY_PATH);
  });

  it('is empty and stays so where storage is barred, missing or full', () => {
    const barred = () => {
      throw new DOMException('barred', 'SecurityError');
    };
    const missing = () => null as never;
    const full = () => ({ getItem: () => null, setItem: barred });
    for (const storage of [barred, missing, full]) {
      expect(() => changePath(storage, () => FULL)).not.toThrow();
      expect(readPath(storage)).toEqual(EMPTY_PATH);
    }
  });
});
