/** `npm run pipeline -- look DIR`: what it tells of a folder, and the sheet. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../pipeline/arguments.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { look } from '../../pipeline/look/look.ts';
import { lookInto } from '../../pipeline/look/lookInto.ts';
import { nameFor } from '../../pipeline/look/lookWords.ts';
import { parseLook } from '../../pipeline/look/parseLook.ts';
import { createRandom } from '../../src/core/random.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { npyFile } from '../dataset/bucket.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: Uint8Array | string) => {
  mkdirSync(dirname(join(folder, 'my drawings', name)), { recursive: true });
  writeFileSync(join(folder, 'my drawings', name), content);
};
/** Drawings of three strokes each, no two alike. */
function drawings(count: number, seed: string): Uint8Array {
  const random = createRandom(seed);
  const point = () => Math.floor(random.next() * 256);
  return Buffer.concat(
    Array.from({ length: count }, () =>
      rasterize(
        [0, 1, 2].map((): [number[], number[]] => [
          [0, point(), point(), 255],
          [point(), 0, 255, point()],
        ]),
      ),
    ),
  );
}
const data = () => join(folder, 'my drawings');
const run = (more: { out?: string; json?: boolean } = {}) =>
  look({ folder: data(), cache: join(folder, 'cache'), out: undefined, json: false, ...more });

describe('a look', () => {
  it('tells forms, counts and the next command, and writes the sheet', async () => {
    put('robot.npy', npyFile(drawings(30, 'a')));
    put('ufo.npy', npyFile(drawings(40, 'b')));
    put('notes.txt', 'x');
    const text = await run();
    expect(text).toContain(`${data()}: 70 drawings in 2 classes (bitmaps), all of which count`);
    expect(text).toMatch(/robot +30 +30 +\d+\.\d +bitmaps/);
    expect(text).toContain('passed over notes.txt');
    expect(text).toContain(
      `Next: npm run pipeline -- new my-drawings --data '${data()}'   (a fifth of each class, at most 100, will be shown to everybody)`,
    );
    const sheet = join(folder, 'cache/look/my-drawings.png');
    expect(text).toContain(`Look at ${sheet}`);
    const { width, height } = await sharp(sheet).metadata();
    expect([width > 600, height]).toEqual([true, 4 + 2 * 60]);
  });

  it('tells which rows do not count, and why', async () => {
    put('cat.npy', npyFile(drawings(130, 'a')));
    put('sheep.npy', npyFile(drawings(60, 'b')));
    const text = await run();
    expect(text).toContain('190 drawings in 2 classes (bitmaps), 30 of which count: rows 0-99');
    expect(text).toContain(
      '"sheep": none of its 60 drawings counts: the first 100 of a word of Quick, Draw!',
    );
    expect(text).toContain('at least two classes of 15 drawings that count are needed, and there is one');
  });

  it('tells what a run would refuse, and says to mend that first', async () => {
    put('robot.npy', npyFile(drawings(30, 'a').map((ink) => 255 - ink)));
    put('ufo.npy', npyFile(drawings(30, 'b')));
    const text = await run();
    expect(text).toMatch(/"robot" \(.*robot\.npy\): ink and paper are swapped/);
    expect(text).toContain('Next: mend "robot", which a run refuses');
  });

  it('goes on where one file cannot be read, and does not take that into the next command', async () => {
    put('robot.npy', npyFile(drawings(30, 'a')));
    put('ufo.npy', 'version https://git-lfs.github.com/spec/v1\noid');
    const text = await run();
    expect(text).toMatch(/"ufo" cannot be read: .*git lfs pull/);
    expect(text).toContain('Next: mend "ufo" (see above), then look again.');
    put('yak.npy', npyFile(drawings(30, 'b')));
    expect(await run()).toContain(` --classes robot,yak   (others cannot be read)`);
  });

  it('where nothing can be read says to mend that', async () => {
    put('robot.npy', 'version https://git-lfs.github.com/spec/v1\noid');
    put('ufo.npy', 'version https://git-lfs.github.com/spec/v1\noid');
    const text = await run();
    expect(text).toContain(`${data()}: no drawing that can be read\n`);
    expect(text).toContain('Next: mend 2 files that cannot be read (see above), then look again.');
  });

  it('tells of one class under two names, which a run refuses, be they own drawings or not', async () => {
    for (const name of ['cat.npy', 'sheep.npy']) put(name, npyFile(drawings(150, 'a')));
    const text = await run();
    expect(text).toContain('have the same drawings');
    expect(text).toMatch(/Next: mend the classes that have drawings in common, which a run refuses/);
    expect(JSON.parse(await run({ json: true }))).toMatchObject({ isRefused: true, isOwn: false });
    rmSync(data(), { recursive: true });
    for (const name of ['robot.npy', 'ufo.npy']) put(name, npyFile(drawings(50, 'a')));
    expect(await run()).toMatch(
      /"ufo": about 0 of its 50 drawings are neither blank nor copies [^]*Next: mend "ufo", which a run refuses/,
    );
    expect(JSON.parse(await run({ json: true }))).toMatchObject({
      classes: [{ isRefused: false }, { isRefused: true }],
    });
  });

  it('lets own drawings of which half are copies or blank go on', async () => {
    put('robot.npy', npyFile(Buffer.concat([drawings(50, 'a'), drawings(50, 'a')])));
    put('ufo.npy', npyFile(Buffer.concat([drawings(50, 'b'), new Uint8Array(60 * 784)])));
    const text = await run();
    expect(text).toMatch(/stand there more than once[^]*60 of 110 drawings are blank/);
    expect(text).toContain('Next: npm run pipeline -- new my-drawings');
  });

  it('gives no command that a shell would take for another', async () => {
    put('$(id).npy', npyFile(drawings(30, 'a')));
    put("o'hare.npy", npyFile(drawings(30, 'b')));
    put('few.npy', npyFile(drawings(3, 'c')));
    expect(await run()).toContain(` --classes '$(id),o'\\''hare'   (others have fewer than 15 that count)`);
  });

  it('says of a name with a comma that it cannot be chosen', async () => {
    put('cats, black.npy', npyFile(drawings(30, 'a')));
    put('robot.npy', npyFile(drawings(30, 'b')));
    expect(await run()).not.toContain('--classes');
    put('few.npy', npyFile(drawings(3, 'c')));
    expect(await run()).toContain(
      'Next: "cats, black" cannot stand in --classes, where a comma parts two names: rename the file, then look again.',
    );
    put('ufo.npy', npyFile(drawings(30, 'd')));
    expect(await run()).toContain(
      ` --classes robot,ufo   ("cats, black" cannot stand in --classes, where a comma parts two names: rename the file; others have`,
    );
  });

  it('tells of pictures that are no drawings, and of the sheet before and after', async () => {
    const svg = (shape: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="white"/>${shape}</svg>`;
    put('robot/a.svg', svg('<path d="M9 9 L80 80" stroke="black" stroke-width="4"/>'));
    put('robot/b.svg', svg(''));
    const { classes } = await lookInto(data(), join(folder, 'cache'));
    expect(classes).toMatchObject([{ name: 'robot', forms: ['pictures'], rows: 1, usable: 1 }]);
    expect(classes[0]?.doubts.join()).toMatch(
      /1 of 2 pictures passed over: b\.svg \(.*before and after: .*\.png/,
    );
  });

  it('is one object with --json', async () => {
    put('robot.npy', npyFile(drawings(30, 'a')));
    const sheet = join(folder, 'sheet.png');
    const found = JSON.parse(await run({ json: true, out: sheet }));
    expect(found).toMatchObject({
      folder: data(),
      isOwn: true,
      sheet,
      classes: [{ name: 'robot', rows: 30, usable: 30, sampled: 30, isRefused: false }],
    });
    expect((await sharp(sheet).metadata()).format).toBe('png');
  });

  it('samples the end of a large file as well as its beginning', async () => {
    const many = new Uint8Array(2000 * 784);
    many.set(drawings(1000, 'a'));
    put('robot.npy', npyFile(many));
    const { classes } = await lookInto(data(), join(folder, 'cache'));
    expect(classes[0]?.sampled).toBe(600);
    expect(classes[0]?.doubts.join()).toMatch(/300 of 600 drawings are blank/);
  });

  it('at an empty folder says what could be in it', async () => {
    mkdirSync(data());
    await expect(run()).rejects.toThrow(DatasetError);
    await expect(run()).rejects.toThrow(/holds no class; expected in it/);
  });
});

describe('the command line of a look', () => {
  it('takes one folder', () => {
    expect(parseLook(['DIR', '--json'])).toEqual({
      folder: 'DIR',
      out: undefined,
      cache: '.cache',
      json: true,
    });
  });

  it.each([
    [[], /takes one folder, got 0/],
    [['a', 'b'], /takes one folder, got 2/],
    [['a', '--out', 'x.jpg'], /--out takes the name of a PNG file.*got "x\.jpg"/],
    [['a', '--jsn'], /unknown flag --jsn of "look": did you mean "--json"\?/],
  ])('%j is refused with what to write instead', (argv, message) => {
    expect(() => parseLook(argv)).toThrow(UsageError);
    expect(() => parseLook(argv)).toThrow(message);
  });

  it.each([
    ['../My Pupils (2026)', 'my-pupils-2026'],
    ['/data/mnist/', 'mnist'],
    ['x/project.json', 'project'],
    ['/2017', 'my-experiment'],
  ])('names an experiment for %s', (path, name) => {
    expect(nameFor(path)).toBe(name);
  });
});
