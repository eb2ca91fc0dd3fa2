/** From the page to the site: what `/train/` saves becomes an experiment, in the three commands but the last. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDeclarations } from '../pipeline/declarations/load.ts';
import { ownDeclarations } from '../pipeline/experiments/own.ts';
import { parseNew, writeNew } from '../pipeline/newExperiment.ts';
import { lookIntoFolder, newWords } from '../pipeline/newFromFolder.ts';
import { EMPTY_PROJECT } from '../src/activities/train/changes.ts';
import { drawingsFolder } from '../src/activities/train/keep/drawings-folder.ts';
import { zip } from '../src/activities/train/keep/zip.ts';
import { parseResult } from '../src/core/results.ts';
import { madeUpClass } from './activities/train/keep/made-up-project.ts';
import { madeUpPixels, npyFile } from './dataset/bucket.ts';

const ROOT = resolve(import.meta.dirname, '..');

let top: string;
let data: string;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'pupils-'));
  data = await unpack('pupils', [
    ['my cat', 30],
    ["robot's friend", 25],
    ['spaceship', 40],
  ]);
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Saves made-up drawings as the page does, and unpacks what was saved. @returns the folder. */
async function unpack(name: string, counts: readonly (readonly [string, number])[]): Promise<string> {
  const classes = counts.map(([each, count], kind) => madeUpClass(each, count, kind));
  const archive = zip(await drawingsFolder({ ...EMPTY_PROJECT, name, classes }), new Date('2026-01-02'));
  const folder = join(top, name);
  for (const [path, bytes] of Object.entries(unzipSync(archive))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}
const look = (...argv: string[]) => {
  const asked = parseNew(argv, []);
  return lookIntoFolder({ ...asked, data: asked.data as string }, join(top, 'cache'));
};

describe('new --data', () => {
  it('takes classes and sizes from the folder, and tells how many drawings will be shown', async () => {
    const { wanted, shown } = await look('pupils', '--data', data);
    expect(wanted).toEqual({
      id: 'pupils',
      classes: ['my cat', "robot's friend", 'spaceship'],
      ownPerClass: 20,
    });
    expect(shown.map((each) => each.shown)).toEqual([6, 5, 8]);
    await writeNew(wanted, join(top, 'site'));
    const [loaded] = await loadDeclarations(ownDeclarations(join(top, 'site/pipeline/experiments/own')));
    expect(loaded?.declared).toMatchObject({
      classes: wanted.classes,
      exhibits: 'own',
      whenScarce: { folds: 5 },
      trainSizes: [30, 1875],
    });
  });

  it('takes some classes only, when they are named', async () => {
    const { wanted } = await look('two', '--data', data, '--classes', 'spaceship, my cat');
    expect(wanted).toEqual({ id: 'two', classes: ['spaceship', 'my cat'], ownPerClass: 24 });
  });

  it.each([
    ['--classes', 'spaceshp,my cat', /unknown class "spaceshp" in the folder .*did you mean/],
    ['--classes', 'my cat', /takes 2 to 50 classes, and --classes names 1/],
    ['--classes', 'my cat,my cat', /names a class twice/],
  ])('%s "%s" is refused with what to write instead', async (flag, classes, message) => {
    await expect(look('x', '--data', data, flag, classes)).rejects.toThrow(message);
  });

  it('says of a folder of one class that two are needed', async () => {
    const one = await unpack('one', [['my cat', 30]]);
    await expect(look('one', '--data', one)).rejects.toThrow(
      /takes 2 to 50 classes, and the folder .* has 1: two are needed for a model to tell apart\. Add the drawings of another class\.$/,
    );
  });

  it('refuses a copy of official files whose rows are all on show, with the reason', async () => {
    const folder = join(top, 'short');
    mkdirSync(folder);
    for (const name of ['cat', 'sheep'])
      writeFileSync(join(folder, `${name}.npy`), npyFile(madeUpPixels(60)));
    await expect(look('short', '--data', folder)).rejects.toThrow(
      /class "cat" has 0 usable drawings, expected at least 10\. .*cat\.npy has 60 rows, and the first 100 of every file are left out/,
    );
  });

  it('refuses what a run would refuse, ends with an error, and declares nothing', () => {
    const folder = join(top, 'odd');
    mkdirSync(folder);
    for (const [name, seed] of [
      ['unicorn', 1],
      ['griffin', 2],
    ] as const)
      writeFileSync(
        join(folder, `${name}.npy`),
        npyFile(madeUpPixels(40, seed).map((ink) => (ink > 215 ? 0 : 255))),
      );
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'pipeline/main.ts'), 'new', 'odd-unicorn', '--data', folder],
      { encoding: 'utf8', cwd: top },
    );
    expect(stderr).toMatch(/^pipeline: "griffin" \(.*griffin\.npy\): ink and paper are swapped/);
    expect(status).toBe(1);
    expect(existsSync(join(ROOT, 'pipeline/experiments/own/odd-unicorn.ts'))).toBe(false);
  });

  it('says with numbers when there are too few drawings', async () => {
    const few = await unpack('few', [
      ['my cat', 30],
      ['ufo', 9],
    ]);
    await expect(look('few', '--data', few)).rejects.toThrow(
      /too few different drawings of "ufo" \(9\): 15 of each/,
    );
  });
});

describe('new --data with the files of MNIST', () => {
  /** 40 made-up images of each of four digits, in turn. */
  function writeIdx(folder: string): void {
    const head = (...sizes: number[]) =>
      Buffer.from([0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, size >> 8, size & 255])]);
    const count = 160;
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'train-images-idx3-ubyte'),
      Buffer.concat([head(count, 28, 28), madeUpPixels(count)]),
    );
    const labels = Buffer.from(Array.from({ length: count }, (_, i) => [0, 7, 3, 8][i % 4] as number));
    writeFileSync(join(folder, 'train-labels-idx1-ubyte'), Buffer.concat([head(count), labels]));
  }

  it('makes an experiment on digits, of which a fifth is shown', async () => {
    const folder = join(top, 'digits');
    writeIdx(folder);
    const { wanted, shown } = await look('digits', '--data', folder, '--title', 'Digits');
    expect(wanted).toEqual({ id: 'digits', title: 'Digits', classes: ['0', '3', '7', '8'], ownPerClass: 32 });
    expect(shown.map((each) => each.shown)).toEqual([8, 8, 8, 8]);
    await writeNew(wanted, join(top, 'digits-site'));
    const [loaded] = await loadDeclarations(
      ownDeclarations(join(top, 'digits-site/pipeline/experiments/own')),
    );
    expect(loaded?.declared).toMatchObject({
      question: 'Which of 4 digits is it? How well do four models tell?',
      exhibits: 'own',
    });
  });
});

describe('what is said when an experiment was declared', () => {
  it('names the classes of which some drawings will be shown, or counts them where they are many', () => {
    const shown = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `c${i}`, shown: 5 }));
    const said = (count: number) => newWords(['a.ts'], { id: 'x', data: 'my data' }, shown(count));
    expect(said(2)).toContain('everybody will see some of these drawings: 5 of "c0" and 5 of "c1". Ask');
    expect(said(9)).toContain('everybody will see some of these drawings: 5 of each class. Ask');
    expect(said(2)).toContain("next: npm run pipeline -- x --data 'my data'   then: npm start");
  });
});

describe('the commands that the saved README tells', () => {
  let site: string;
  const pipeline = (...argv: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(site, 'pipeline/main.ts'), ...argv],
      {
        cwd: site,
        encoding: 'utf8',
      },
    );
    return { status, stdout, stderr };
  };
  const result = () => {
    const file = join(top, 'out/content/results/pupils.json');
    return parseResult(JSON.parse(readFileSync(file, 'utf8')), file);
  };
  beforeAll(() => {
    // A site of its own, so that `new` writes nothing into this one.
    site = join(top, 'copy');
    mkdirSync(site);
    for (const part of ['package.json', 'pipeline', 'src/core', 'src/learning', 'src/drawings'])
      cpSync(join(ROOT, part), join(site, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(site, 'node_modules'));
  });

  it('declare the experiment and its page, and train, measure and export the models', () => {
    const declared = pipeline('new', 'pupils', '--data', data);
    expect(declared.stderr).toBe('');
    expect(declared.stdout).toContain('everybody will see some of these drawings: 6 of "my cat"');
    expect(existsSync(join(site, 'src/pages/experiments/pupils.astro'))).toBe(true);
    const ran = pipeline('pupils', '--data', data, '--quick', '--out', join(top, 'out'));
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    const { dataset, models, exhibits } = result();
    expect(dataset.licence).toBe('all rights with those who drew them');
    expect(dataset.classes.map(({ name }) => name)).toEqual(['my cat', "robot's friend", 'spaceship']);
    expect(models.map(({ model }) => model)).toEqual(['forest', 'nearest', 'perceptron', 'convnet']);
    expect(exhibits.map(({ file, count, own }) => [file, count, own])).toEqual([
      ['exhibits/pupils/1-my-cat.png', 6, true],
      ['exhibits/pupils/2-robot-s-friend.png', 5, true],
      ['exhibits/pupils/3-spaceship.png', 8, true],
    ]);
    for (const { exhibits: judged, published } of models) {
      expect(Object.values(judged).map((rows) => rows.length)).toEqual([6, 5, 8]);
      expect(existsSync(join(top, 'out/public', published.file))).toBe(true);
    }
    const { width, height } = decode(readFileSync(join(top, 'out/public/exhibits/pupils/3-spaceship.png')));
    expect([width, height]).toEqual([280, 28]);
  });

  it('have nothing to do a second time', () => {
    const again = pipeline('pupils', '--data', data, '--quick', '--out', join(top, 'out'));
    expect(again.stdout).toContain('up to date');
  });

  it.each([
    [
      ['pupils', '--data', 'embedded'],
      /pupils is made of drawings that its author has collected: pass their folder/,
    ],
    [['cats-and-sheep', '--data'], /cats-and-sheep shows the drawings that come with npm ci/],
  ])('refuse what would show or learn from the wrong drawings: %j', (argv, message) => {
    const all = argv.at(-1) === '--data' ? [...argv, data] : argv;
    const { status, stderr } = pipeline(...all, '--quick', '--out', join(top, 'other'));
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  });
});
