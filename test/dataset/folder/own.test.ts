/** Drawings that are somebody's own: pictures, IDX files, projects of the page that trains. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSource } from '../../../pipeline/dataset/folder.ts';
import { EMPTY_PROJECT } from '../../../src/activities/train/changes.ts';
import { writeProjectFile } from '../../../src/activities/train/keep/project-file.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { madeUpClass } from '../../activities/train/keep/made-up-project.ts';
import { madeUpPixels } from '../bucket.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: Uint8Array | string) => {
  mkdirSync(dirname(join(folder, 'data', name)), { recursive: true });
  writeFileSync(join(folder, 'data', name), content);
};
const lines: string[] = [];
const open = (name = 'data') => {
  lines.length = 0;
  const log = (line: string) => lines.push(line);
  return folderSource(join(folder, name), { cacheDir: join(folder, 'cache'), log });
};

describe('pictures', () => {
  const svg = (shape: string, ink = 'black', paper = 'white') =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><rect width="120" height="120" fill="${paper}"/><g fill="none" stroke="${ink}" stroke-width="5">${shape}</g></svg>`;
  const bar = '<path d="M30 20 V100"/>';
  const circle = '<circle cx="60" cy="60" r="40"/>';
  const inkOf = (pixels: Uint8Array) => pixels.reduce((sum, ink) => sum + ink, 0);
  /** Whether the ink stands much higher than it is wide. */
  function isUpright(pixels: Uint8Array): boolean {
    const places = [...pixels.keys()].filter((i) => (pixels[i] as number) > 100);
    const extent = (values: number[]) => Math.max(...values) - Math.min(...values);
    return extent(places.map((i) => Math.floor(i / 28))) > 2 * extent(places.map((i) => i % 28));
  }

  it('of every kind, dark or light, are a class each folder, in the order of their names', async () => {
    put('robot/b.svg', svg(bar));
    put(
      'robot/a.png',
      await sharp(Buffer.from(svg(circle)))
        .png()
        .toBuffer(),
    );
    put(
      'robot/c.JPG',
      await sharp(Buffer.from(svg(bar, 'white', 'black')))
        .jpeg()
        .toBuffer(),
    );
    put(
      'robot/d.webp',
      await sharp(Buffer.from(svg(bar)))
        .resize(900)
        .webp()
        .toBuffer(),
    );
    put(
      'ufo/x.png',
      await sharp(Buffer.from(svg(circle)))
        .png()
        .toBuffer(),
    );
    const source = await open();
    expect([source.classes, source.isOwn]).toEqual([['robot', 'ufo'], true]);
    expect(await source.available('robot')).toBe(4);
    const { pixels } = await source.load('robot', 4);
    const rows = [0, 1, 2, 3].map((i) => pixels.slice(i * PIXELS, (i + 1) * PIXELS));
    expect(rows.map(isUpright)).toEqual([false, true, true, true]);
    for (const row of rows) expect(inkOf(row)).toBeGreaterThan(3000);
    expect(Buffer.from((await source.load('ufo', 1)).pixels).equals(rows[0] as Uint8Array)).toBe(true);
  });

  it('are turned as their camera says', async () => {
    const lying = await sharp(Buffer.from(svg('<path d="M20 60 H100"/>')))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    put('robot/a.jpg', lying);
    const { pixels } = await (await open()).load('robot', 1);
    expect(isUpright(pixels)).toBe(true);
  });

  it('without a line, and what is no picture, are passed over, and the log says which and where to look', async () => {
    put('robot/a.svg', svg(bar));
    put(
      'robot/empty.png',
      await sharp(Buffer.from(svg('')))
        .png()
        .toBuffer(),
    );
    put(
      'robot/torn.png',
      (
        await sharp(Buffer.from(svg(bar)))
          .png()
          .toBuffer()
      ).subarray(0, 90),
    );
    put('robot/text.svg', 'no picture');
    const source = await open();
    expect(await source.available('robot')).toBe(1);
    const told = lines.join();
    expect(told).toMatch(
      /1 pictures? taken as drawings of "robot", 3 passed over: empty\.png \(There is no line/,
    );
    expect(told).toMatch(/text\.svg \(it cannot be read as a picture.*torn\.png \(it cannot be read/);
    const sheet = /in (\S+\.png)$/.exec(told)?.[1] as string;
    expect((await sharp(sheet).metadata()).width).toBeGreaterThan(300);
  });

  it('that are pointers of Git LFS are passed over as such', async () => {
    put('robot/a.svg', svg(bar));
    put('robot/b.png', 'version https://git-lfs.github.com/spec/v1\noid');
    expect(await (await open()).available('robot')).toBe(1);
    expect(lines.join()).toMatch(/1 passed over: b\.png \(it is a pointer of Git LFS.*git lfs pull/);
  });

  it('are traced once, and anew when one has changed', async () => {
    put('robot/a.svg', svg(bar));
    put('robot/b.svg', svg(circle));
    const first = await (await open()).load('robot', 2);
    const again = await (await open()).load('robot', 2);
    expect([again.sha256, lines]).toEqual([first.sha256, []]);
    put('robot/a.svg', svg('<path d="M20 60 H100"/>'));
    expect((await (await open()).load('robot', 2)).sha256).not.toBe(first.sha256);
    expect(lines).toHaveLength(1);
  });

  it('of a word count from the first, since they are somebody’s own', async () => {
    put('cat/a.svg', svg(circle));
    expect(await (await open()).available('cat')).toBe(1);
  });

  it('beside a file of the same class are refused', async () => {
    put('robot/a.svg', svg(bar));
    put('robot.npy', 'x');
    await expect(open()).rejects.toThrow(/robot\.npy and .*robot are both "robot"/);
  });

  it('need no place to keep what is traced', async () => {
    put('robot/a.svg', svg(bar));
    writeFileSync(join(folder, 'cache'), 'a file where the folder would be');
    expect((await (await open()).load('robot', 1)).count).toBe(1);
    expect(lines.join()).toMatch(/could not be written/);
  });
});

describe('IDX files', () => {
  const images = (pixels: Uint8Array) => {
    const head = Buffer.alloc(16);
    head.set([0, 0, 8, 3]);
    head.writeUInt32BE(pixels.length / PIXELS, 4);
    head.writeUInt32BE(28, 8);
    head.writeUInt32BE(28, 12);
    return Buffer.concat([head, pixels]);
  };
  const labels = (values: readonly number[]) => {
    const head = Buffer.alloc(8);
    head.set([0, 0, 8, 1]);
    head.writeUInt32BE(values.length, 4);
    return Buffer.concat([head, Buffer.from(values)]);
  };
  const train = madeUpPixels(5);
  const test = madeUpPixels(3, 9);
  const row = (pixels: Uint8Array, i: number) => pixels.slice(i * PIXELS, (i + 1) * PIXELS);
  const put4 = (trained: readonly number[] = [7, 3, 7, 3, 3], tested: readonly number[] = [3, 7, 0]) => {
    put('train-images-idx3-ubyte', images(train));
    put('train-labels-idx1-ubyte', labels(trained));
    put('t10k-images-idx3-ubyte.gz', gzipSync(images(test)));
    put('t10k-labels.idx1-ubyte.gz', gzipSync(labels(tested)));
  };

  it('are classes by their labels, the test part behind the training part', async () => {
    put4();
    const source = await open();
    expect([source.classes, source.isOwn]).toEqual([['0', '3', '7'], true]);
    expect(await source.available('3')).toBe(4);
    const { pixels, pooled } = await source.load('3', 4);
    const expected = [row(train, 1), row(train, 3), row(train, 4), row(test, 0)];
    expect(Buffer.from(pixels).equals(Buffer.concat(expected))).toBe(true);
    expect(pooled).toBeUndefined();
    expect((await source.load('0', 1)).pixels).toEqual(row(test, 2));
  });

  it.each(['labels.txt', 'classes.txt'])('are called as %s says', async (name) => {
    put4();
    put(name, 'zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\n');
    expect((await open()).classes).toEqual(['seven', 'three', 'zero']);
  });

  it('whose labels begin at 1 take their names from the first line', async () => {
    put4([1, 2, 1, 2, 2], [2, 1, 3]);
    put('labels.txt', 'a\nb\nc');
    expect((await open()).classes).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['too few names', () => put('labels.txt', 'a\nb'), /labels\.txt: 2 names, expected 8, one a line/],
    [
      'a name twice',
      () => put('labels.txt', 'a\nb\na\nd\ne\nf\ng\nh'),
      /labels\.txt, line 3: "a" is there twice/,
    ],
    [
      'no labels',
      () => rmSync(join(folder, 'data/train-labels-idx1-ubyte')),
      /train-images-idx3-ubyte: its labels are not there/,
    ],
    [
      'two sets',
      () => put('emnist-train-labels-idx1-ubyte', labels([1])),
      /has IDX files of 2 sets: emnist, one without a name|has IDX files of 2 sets/,
    ],
    ['a part twice', () => put('train-labels.idx1-ubyte', labels([1])), /are the same labels/],
  ])('with %s are refused', async (_, spoil, message) => {
    put4();
    spoil();
    await expect(open()).rejects.toThrow(message);
  });

  it('that lie beside their .gz, as torchvision leaves them, are read unpacked, and the others told', async () => {
    put4();
    put('train-images-idx3-ubyte.gz', 'not looked at');
    put('train-labels-idx1-ubyte.gz', 'not looked at');
    const source = await open();
    expect(await source.available('3')).toBe(4);
    expect(Buffer.from((await source.load('3', 1)).pixels).equals(row(train, 1))).toBe(true);
    expect(source.notes.join()).toContain(
      'train-images-idx3-ubyte.gz is not read, since train-images-idx3-ubyte is the same unpacked',
    );
  });

  it('alone in a .zip that is called as they are or otherwise are read', async () => {
    put('train-images-idx3-ubyte.zip', zipSync({ 'train-images-idx3-ubyte': images(train) }));
    put(
      'labels (1).zip',
      zipSync({
        'raw/train-labels-idx1-ubyte': labels([7, 3, 7, 3, 3]),
        '__MACOSX/raw/._train': labels([1]),
      }),
    );
    const source = await open();
    expect([source.classes, source.passedOver]).toEqual([['3', '7'], []]);
    expect(Buffer.from((await source.load('3', 1)).pixels).equals(row(train, 1))).toBe(true);
  });

  it('that are pointers of Git LFS are refused, with what to do', async () => {
    put4();
    put('train-labels-idx1-ubyte', 'version https://git-lfs.github.com/spec/v1\noid');
    await expect(open()).rejects.toThrow(
      /train-labels-idx1-ubyte: a pointer of Git LFS.*, expected an IDX file\. Run "git lfs pull"/,
    );
  });

  it('with another number of images than labels are refused when they are read', async () => {
    put4([7, 3, 7, 3]);
    const source = await open();
    await expect(source.load('7', 1)).rejects.toThrow(/train-images-idx3-ubyte: 5 images, expected 4/);
  });
});

describe('a project of the page that trains', () => {
  const project = () =>
    writeProjectFile({
      ...EMPTY_PROJECT,
      name: 'pupils',
      classes: [madeUpClass('my cat', 12, 0), madeUpClass('ufo', 7, 1)],
    });

  it.each(['data/pupils.json', 'data'])('is read as %s', async (name) => {
    put('pupils.json', project());
    const source = await open(name);
    expect([source.classes, source.isOwn]).toEqual([['my cat', 'ufo'], true]);
    expect(await source.available('my cat')).toBe(12);
    const { pixels } = await source.load('ufo', 7);
    const expected = madeUpClass('ufo', 7, 1).examples.map((each) => each.pixels);
    expect(Buffer.from(pixels).equals(Buffer.concat(expected))).toBe(true);
  });

  it('that is damaged is refused, with its name', async () => {
    put('pupils.json', project().slice(0, 400));
    await expect(open()).rejects.toThrow(/pupils\.json: .*cut short or damaged/);
  });
});

it('what is converted is kept below the cache, and nothing beside the drawings', async () => {
  put(
    'robot/a.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><path d="M5 5 L45 45" stroke="black"/></svg>',
  );
  await (await open()).available('robot');
  expect(statSync(join(folder, 'cache/pictures')).isDirectory()).toBe(true);
});
