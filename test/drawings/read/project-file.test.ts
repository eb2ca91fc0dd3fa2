import { describe, expect, it } from 'vitest';
import { writeProjectFile } from '../../../src/activities/train/keep/project-file.ts';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readProjectFile } from '../../../src/drawings/read/project-file.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { madeUpClass, trainedProject } from '../../activities/train/keep/made-up-project.ts';

type Json = { classes: { name: unknown; examples: { pixels: unknown }[] }[]; [field: string]: unknown };

const PROJECT = trainedProject();
const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const FILE = bytesOf(writeProjectFile(PROJECT));
const read = (bytes: Uint8Array) => readProjectFile(bytes, 'fruit.json');
/** The file with one thing changed. */
function changed(change: (file: Json) => void): Uint8Array {
  const file = JSON.parse(writeProjectFile(PROJECT)) as Json;
  change(file);
  return bytesOf(file);
}

describe('readProjectFile', () => {
  it('gives the drawings of every class that the page saves', () => {
    expect(PROJECT.classes.length).toBeGreaterThan(1);
    expect(read(FILE)).toEqual(
      PROJECT.classes.map(({ name, examples }) => ({
        name,
        drawings: {
          kind: 'bitmaps',
          pixels: new Uint8Array(Buffer.concat(examples.map(({ pixels }) => pixels))),
          passedOver: { count: 0, examples: [] },
        },
      })),
    );
  });

  it('reads a project that somebody has laid out over many lines', () => {
    const spread = bytesOf(JSON.stringify(JSON.parse(writeProjectFile(PROJECT)), null, 2));
    expect(read(spread)).toEqual(read(FILE));
  });

  it('leaves out classes without a drawing', () => {
    const classes = [...PROJECT.classes, madeUpClass('new', 0)];
    expect(read(bytesOf(writeProjectFile({ ...PROJECT, classes })))).toEqual(read(FILE));
  });

  it.each([
    [
      'cut short',
      FILE.subarray(0, 5000),
      /^fruit\.json: not JSON, or JSON that is cut short or damaged: it has 5000 bytes/,
    ],
    [
      'of another program',
      bytesOf({ format: 'other' }),
      /its "format" is “other”, expected "doodles-project"/,
    ],
    [
      'a list',
      bytesOf([1]),
      /^fruit\.json: the file: got a list of 1, expected an object\. Save the project again/,
    ],
    [
      'of another version',
      changed((file) => {
        file.version = 2;
      }),
      /a project of version 2, expected 1/,
    ],
    [
      'without classes',
      changed((file) => {
        delete (file as Record<string, unknown>).classes;
      }),
      /classes: got nothing, expected a list/,
    ],
    [
      'without a drawing',
      changed((file) => {
        for (const each of file.classes) each.examples = [];
      }),
      /without a drawing, expected drawings/,
    ],
    [
      'with half a drawing',
      changed((file) => {
        (file.classes[0]?.examples[1] as { pixels: unknown }).pixels = 'AAAA';
      }),
      /classes\[0\]\.examples\[1\]\.pixels: got 3 bytes, expected 784 bytes/,
    ],
    [
      'with pixels as numbers',
      changed((file) => {
        (file.classes[0]?.examples[0] as { pixels: unknown }).pixels = [1, 2];
      }),
      /examples\[0\]\.pixels: got a list of 2/,
    ],
    [
      'of a version that is nested 200,000 deep',
      bytesOf(`{"format":"doodles-project","version":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
      /a project of version a list of 1, expected 1/,
    ],
    [
      'larger than any',
      new Uint8Array(100 * 2 ** 20 + 1),
      /a project of 104857601 bytes, expected at most 104857600/,
    ],
    [
      'with two classes of a name',
      changed((file) => {
        for (const each of file.classes) each.name = 'same';
      }),
      /two classes are called "same"/,
    ],
  ])('refuses a project %s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(DatasetError);
    expect(() => read(bytes)).toThrow(message);
  });
});

describe('readDrawings of a project', () => {
  it('reads that of one class, and names the classes of others', () => {
    const one = bytesOf(
      writeProjectFile({ ...PROJECT, classes: PROJECT.classes.slice(0, 1), outcome: null }),
    );
    expect(readDrawings(one, 'cat.json')).toEqual(read(FILE)[0]?.drawings);
    expect(() => readDrawings(FILE, 'fruit.json')).toThrow(
      new RegExp(
        `fruit\\.json: a project of \\d classes \\(${PROJECT.classes.map(({ name }) => name).join(', ')}\\)`,
      ),
    );
  });
});
