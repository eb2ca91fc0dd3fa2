import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../src/activities/train/changes.ts';
import { roleText } from '../../../../src/activities/train/examples/role-text.ts';
import { rolesOf } from '../../../../src/activities/train/examples/roles.ts';
import type { ExampleClass } from '../../../../src/activities/train/project.ts';
import { splitExamples } from '../../../../src/activities/train/split.ts';

const classOf = (name: string, count: number): ExampleClass => ({
  id: name,
  name,
  word: null,
  examples: Array.from({ length: count }, (_, i) => ({
    id: `${name} ${i}`,
    origin: 'drawn',
    pixels: new Uint8Array(784),
  })),
});
const classes = [classOf('cat', 20), classOf('sheep', 30), classOf('few', 3)];

describe('rolesOf', () => {
  it('says of each example what the split makes of it', () => {
    const settings = { ...DEFAULT_SETTINGS, heldOut: 0.3, perClass: 10, shiftPx: 3 };
    const roles = rolesOf(classes, settings);
    const split = splitExamples(classes, settings);
    expect(roles.size).toBe(53);
    const ids = (use: string) =>
      [...roles]
        .filter(([, role]) => role.use === use)
        .map(([id]) => id)
        .sort();
    expect(ids('test')).toEqual(split.test.map(({ exampleId }) => exampleId).sort());
    expect(ids('train')).toEqual([...split.trainIds].sort());
    expect(ids('rest')).toHaveLength(53 - split.test.length - split.trainIds.length);
    expect([...roles.values()].every(({ mislabelled }) => mislabelled === null)).toBe(true);
  });

  it('names the wrong label of those that get one, and only of those', () => {
    const settings = { ...DEFAULT_SETTINGS, wrongLabels: 0.4 };
    const wrong = [...rolesOf(classes, settings)].filter(([, { mislabelled }]) => mislabelled !== null);
    const { trainIds } = splitExamples(classes, settings);
    expect(wrong).toHaveLength(Math.round(0.4 * trainIds.length));
    for (const [id, { use, mislabelled }] of wrong) {
      expect(use).toBe('train');
      expect(id.startsWith(`${mislabelled} `)).toBe(false);
    }
  });
});

describe('roleText', () => {
  it.each([
    [undefined, ''],
    [{ use: 'train', mislabelled: null }, ''],
    [{ use: 'test', mislabelled: null }, ', held out for the test'],
    [{ use: 'rest', mislabelled: null }, ', put aside'],
    [{ use: 'train', mislabelled: 'sheep' }, ', learnt as “sheep”, which is wrong'],
  ] as const)('of %o', (role, expected) => {
    expect(roleText(role)).toBe(expected);
  });
});
