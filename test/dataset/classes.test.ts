import { describe, expect, it } from 'vitest';
import {
  assertKnownClass,
  assertPlainName,
  nearestNames,
  officialClasses,
} from '../../pipeline/dataset/classes.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';

describe('officialClasses', () => {
  it('are the 345 of the game, in alphabetical order', () => {
    const names = officialClasses();
    expect(names).toHaveLength(345);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(expect.arrayContaining(['The Eiffel Tower', 'cat', 'hot air balloon', 'sheep']));
  });

  it('are all plain names', () => {
    for (const name of officialClasses()) expect(() => assertPlainName(name)).not.toThrow();
  });
});

describe('assertPlainName', () => {
  it.each([
    '',
    '.',
    '..',
    '../cat',
    'a/b',
    'a\\b',
    '/cat',
    'C:cat',
    'cat\0',
    'cat\n',
    '.cat',
    'cat.',
    ' cat',
    'cat ',
    'cat?',
    '*',
    'x'.repeat(101),
  ])('refuses %j', (name) => {
    expect(() => assertPlainName(name)).toThrow(DatasetError);
    expect(() => assertPlainName(name)).toThrow(/is not a plain name: expected one such as "cat"/);
  });
});

describe('nearestNames', () => {
  it.each([
    ['sheeps', 'sheep'],
    ['housee', 'house'],
    ['Cat', 'cat'],
    ['the eiffel tower', 'The Eiffel Tower'],
    ['sleping bag', 'sleeping bag'],
    ['balloon', 'hot air balloon'],
    ['eiffel', 'The Eiffel Tower'],
    ['octopuss', 'octopus'],
    ['sleeping', 'sleeping bag'],
  ])('finds for %j first %j', (name, expected) => {
    expect(nearestNames(name, officialClasses())[0]).toBe(expected);
  });

  it('finds none for what is like nothing', () => {
    expect(nearestNames('xqzvwkjy', officialClasses())).toEqual([]);
  });

  it('finds at most three', () => {
    expect(nearestNames('bat', officialClasses()).length).toBe(3);
  });
});

describe('assertKnownClass', () => {
  it('lets known names pass', () => {
    expect(() => assertKnownClass('cat', ['cat', 'dog'], 'here')).not.toThrow();
  });

  it('asks whether a near name was meant', () => {
    expect(() => assertKnownClass('dgo', ['cat', 'dog'], 'in the folder data')).toThrow(
      /^unknown class "dgo" in the folder data: did you mean "dog"\?$/,
    );
  });

  it('says how many there are when none is near', () => {
    expect(() => assertKnownClass('xqzvwkjy', ['cat', 'dog'], 'here')).toThrow(/one of its 2 classes/);
  });

  it('does not take names of object members for classes', () => {
    expect(() => assertKnownClass('constructor', ['cat'], 'here')).toThrow(/unknown class/);
  });
});
