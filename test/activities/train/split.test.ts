import { describe, expect, it } from 'vitest';
import type { Example, ExampleClass } from '../../../src/activities/train/project.ts';
import { heldOutCount, shifted, splitExamples } from '../../../src/activities/train/split.ts';

/** A class of `count` examples, each of one ink of its own. */
function classOf(name: string, count: number, ink = 1): ExampleClass {
  const examples = Array.from(
    { length: count },
    (_, i): Example => ({
      id: `${name} ${i}`,
      origin: 'word',
      pixels: new Uint8Array(784).fill((ink + i) % 256),
    }),
  );
  return { id: name, name, word: name, examples };
}

const SETTINGS = { seed: 1, heldOut: 0.2, perClass: null, wrongLabels: 0, shiftPx: 0 };
const classes = [classOf('cat', 80), classOf('sheep', 40), classOf('my own', 9)];

describe('how many are held out', () => {
  it.each([
    [80, 0.2, 16],
    [300, 0.5, 150],
    [20, 0.2, 5],
    [6, 0.2, 5],
    [7, 0.1, 5],
    [5, 0.2, 0],
    [0, 0.5, 0],
  ])('of %i with a share of %f: %i', (examples, share, expected) => {
    expect(heldOutCount(examples, share)).toBe(expected);
  });
});

describe('a split', () => {
  it('gives every example to one side, and its pixels with it', () => {
    const split = splitExamples(classes, SETTINGS);
    const testIds = split.test.map(({ exampleId }) => exampleId);
    expect(split.test.length).toBe(16 + 8 + 5);
    expect(new Set([...split.trainIds, ...testIds]).size).toBe(80 + 40 + 9);
    expect(split.trainIds.length + testIds.length).toBe(80 + 40 + 9);
    const pixelsOf = new Map(classes.flatMap(({ examples }) => examples.map((e) => [e.id, e.pixels])));
    split.trainIds.forEach((id, i) => {
      expect(split.trainPixels.subarray(784 * i, 784 * (i + 1))).toEqual(pixelsOf.get(id));
    });
    for (const { exampleId, pixels, label } of split.test) {
      expect(pixels).toEqual(pixelsOf.get(exampleId));
      expect(exampleId.startsWith(classes[label]?.name as string)).toBe(true);
    }
  });

  it('falls the same way whatever happens to the other classes', () => {
    const alone = splitExamples([classOf('sheep', 40), classOf('goat', 12)], SETTINGS);
    const ids = (split: typeof alone) =>
      split.test.flatMap(({ exampleId }) => (exampleId.startsWith('sheep') ? [exampleId] : []));
    expect(ids(alone)).toEqual(ids(splitExamples(classes, SETTINGS)));
  });

  it('of another seed is another one', () => {
    const other = splitExamples(classes, { ...SETTINGS, seed: 2 });
    expect(other.trainIds).not.toEqual(splitExamples(classes, SETTINGS).trainIds);
  });

  it('with fewer drawings to learn from tests on the same, and learns from some of the same', () => {
    const [few, many] = [5, 20].map((perClass) => splitExamples(classes, { ...SETTINGS, perClass }));
    expect(few?.test).toEqual(many?.test);
    expect(few?.trainIds).toHaveLength(5 + 5 + 4);
    for (const id of few?.trainIds ?? []) expect(many?.trainIds).toContain(id);
  });
});

describe('wrong labels', () => {
  const wrong = (wrongLabels: number) => {
    const right = splitExamples(classes, SETTINGS).trainLabels;
    const spoilt = splitExamples(classes, { ...SETTINGS, wrongLabels }).trainLabels;
    return [...spoilt].flatMap((label, i) => (label === right[i] ? [] : [i]));
  };

  it('are as many as asked for, all of them wrong, and never on the test drawings', () => {
    expect(wrong(0)).toEqual([]);
    expect(wrong(0.4)).toHaveLength(Math.round(0.4 * (64 + 32 + 4)));
    const { test } = splitExamples(classes, { ...SETTINGS, wrongLabels: 0.5 });
    expect(test).toEqual(splitExamples(classes, SETTINGS).test);
  });

  it('grow: the first ones stay wrong', () => {
    for (const i of wrong(0.1)) expect(wrong(0.4)).toContain(i);
  });

  it('of two classes are the other class', () => {
    const two = classes.slice(0, 2);
    const { trainLabels } = splitExamples(two, { ...SETTINGS, wrongLabels: 0.5 });
    expect(new Set(trainLabels)).toEqual(new Set([0, 1]));
  });
});

describe('a shift', () => {
  const dot = new Uint8Array(784);
  dot[28 * 3 + 5] = 200;
  dot[28 * 9 + 27] = 100;

  it('moves test drawings to the right, and what leaves the picture is lost', () => {
    const moved = shifted(dot, 2);
    expect(moved[28 * 3 + 7]).toBe(200);
    expect(moved.reduce((a, b) => a + b, 0)).toBe(200);
    expect(dot[28 * 3 + 5]).toBe(200);
  });

  it('leaves what is learnt from where it is', () => {
    const still = splitExamples(classes, SETTINGS);
    const moved = splitExamples(classes, { ...SETTINGS, shiftPx: 3 });
    expect(moved.trainPixels).toEqual(still.trainPixels);
    expect(moved.test.map(({ pixels }) => pixels[0])).toEqual(moved.test.map(() => 0));
  });
});
