/** The command line as a person uses it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TRAINABLE_IDS } from '../src/core/models.ts';
import { parseAnyResult, parseResult } from '../src/core/results.ts';
import { bestKernelSet } from '../src/learning/kernels/kernelSet.ts';
import { type Bucket, madeUpPixels, npyFile, startBucket } from './dataset/bucket.ts';

const ROOT = resolve(import.meta.dirname, '..');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the pipeline; `onOutput` sees all of stdout so far. */
function pipeline(argv: readonly string[], onOutput?: (stdout: string, child: ChildProcess) => void) {
  const child = spawn(process.execPath, [join(ROOT, 'pipeline/main.ts'), ...argv], { cwd: folder });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    onOutput?.(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise<Ended>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      settle({ code, stdout, stderr });
    });
  });
}

/** Every file below a folder, with the SHA-256 of its bytes. */
const filesBelow = (top: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(top.length + 1), sha256(readFileSync(file))]),
  );

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what cannot be run', () => {
  test('--help lists every flag and experiment, and ends well', async () => {
    const { code, stdout, stderr } = await pipeline(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const word of [
      'cats-and-sheep',
      'look DIR',
      '--data',
      '--out',
      '--quick',
      '--base-url',
      '--verbose',
    ])
      expect(stdout).toContain(word);
  });

  test.each(['look', 'new', 'remove'])('%s --help tells of that command alone', async (command) => {
    const { code, stdout, stderr } = await pipeline([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`usage: npm run pipeline -- ${command} `);
  });

  test.each([
    [['look'], 2, /^pipeline: "look" takes one folder, got 0/],
    [['look', 'no/such'], 1, /^pipeline: data folder "no\/such": no such folder; expected in it/],
    [[], 2, /^pipeline: name an experiment: cats-and-sheep/],
    [['cats-and-sheep', '--dta', 'x'], 2, /^pipeline: unknown flag --dta: did you mean "--data"\?/],
    [['cats-and-shep'], 2, /^pipeline: unknown experiment "cats-and-shep": did you mean "cats-and-sheep"\?/],
    [['cats-and-sheep', '--data', '--out', 'x'], 2, /^pipeline: .*--data/],
    [['cats-and-sheep', '--data', 'embedded'], 2, /^pipeline: the embedded drawings .* pass --out DIR/],
    [['cats-and-sheep', '--data', 'no/such'], 1, /^pipeline: --data no\/such: no such folder; expected auto/],
    [
      ['cats-and-sheep', '--data', 'embedded', '--out', join(ROOT, 'package.json')],
      1,
      /^pipeline: .*package\.json.* cannot be written: .* choose another folder/,
    ],
  ])('%j ends with one line that says what to do', async (argv, exitCode, message) => {
    const { code, stdout, stderr } = await pipeline(argv);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });

  test('--verbose shows where an error came from', async () => {
    const { stderr } = await pipeline(['cats-and-sheep', '--data', 'no/such', '--verbose']);
    expect(stderr).toMatch(/no such folder.*\n\s+at openSource/);
  });
});

describe('a quick run on the embedded drawings', () => {
  const argv = ['cats-and-sheep', '--data', 'embedded', '--out', 'out', '--cache', 'cache', '--quick'];
  const out = () => join(folder, 'out');
  const result = () => {
    const file = join(out(), 'content/results/cats-and-sheep.json');
    return parseResult(JSON.parse(readFileSync(file, 'utf8')), file);
  };

  test('writes results that may not be published, four models that they describe, and the exhibits', async () => {
    const inRepository = filesBelow(join(ROOT, 'public'));
    const { code, stdout, stderr } = await pipeline(argv);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('training on 160 with 1 seed');
    const fits = [...stdout.matchAll(/^fit (\d+) of (\d+): /gm)];
    expect(new Set(fits.map(([, , total]) => total))).toEqual(new Set([`${fits.length}`]));
    expect(stdout).toMatch(/^nearest: .* of 40 test drawings; the form that is published [\d.]+ % .*ONNX$/m);
    expect(stdout).toMatch(/^convnet: [\d.]+ % \(.*\) of 40 test drawings, \d+ bytes of ONNX$/m);
    const { dataset, models, exhibits, split, kernels } = result();
    expect(kernels).toBe(bestKernelSet());
    expect(dataset).toMatchObject({ source: 'embedded', publishable: false });
    expect(split.seeds).toEqual([1]);
    expect(models.map(({ model }) => model)).toEqual([...TRAINABLE_IDS]);
    for (const { published, accuracy } of models) {
      const bytes = readFileSync(join(out(), 'public', published.file));
      expect([bytes.length, sha256(bytes)]).toEqual([published.bytes, published.sha256]);
      expect(accuracy.value).toBeGreaterThan(0.6); // well above chance on 40 test drawings
    }
    expect(Object.keys(filesBelow(out())).sort()).toEqual(
      [
        'content/results/cats-and-sheep.json',
        ...models.map(({ published }) => `public/${published.file}`),
        ...exhibits.map(({ file }) => `public/${file}`),
      ].sort(),
    );
    expect(readdirSync(folder).sort()).toEqual(['cache', 'out']);
    expect(filesBelow(join(ROOT, 'public'))).toEqual(inRepository);
  });

  test('run again, has nothing to do and says so', async () => {
    const before = filesBelow(out());
    const { code, stdout } = await pipeline([...argv, '--workers', '1']);
    expect(code).toBe(0);
    expect(stdout).toContain('cats-and-sheep: up to date, nothing to do');
    expect(stdout).toMatch(/nothing to do: every result is up to date/);
    expect(stdout).toMatch(/To look at it: SITE_RUN=\S+ npm start\n$/);
    expect(filesBelow(out())).toEqual(before);
  });

  test('run again after a file was lost, takes every fit from the cache and gives the same models and numbers', async () => {
    const before = filesBelow(out());
    const { date: _, timings: __, ...numbers } = result();
    rmSync(join(out(), 'public/models/cats-and-sheep-forest.onnx'));
    const { code, stdout } = await pipeline([...argv, '--workers', '1']);
    expect(code).toBe(0);
    const [, cached, all] = /(\d+) of (\d+) fits were taken from the cache/.exec(stdout) ?? [];
    expect([cached, Number(all) > 0]).toEqual([all, true]);
    const { date: ___, timings: ____, ...again } = result();
    expect(again).toEqual(numbers);
    const changes = (files: Record<string, string>) =>
      Object.entries(files).filter(([name]) => !name.endsWith('.json'));
    expect(changes(filesBelow(out()))).toEqual(changes(before));
  });
});

test('a sweep writes one file with every variant and the tests between them', async () => {
  const argv = ['forest-features', '--data', 'embedded', '--out', 'swept', '--cache', 'cache', '--quick'];
  const { code, stderr, stdout } = await pipeline(argv);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('4 variants in 2 folds, 160 training drawings');
  const file = join(folder, 'swept/content/results/forest-features.json');
  const swept = parseAnyResult(JSON.parse(readFileSync(file, 'utf8')), file);
  if (swept.kind !== 'sweep') throw new Error(`expected a sweep, got a ${swept.kind}`);
  expect(swept.variants.map(({ id }) => id)).toEqual(['15', '28', '50', '100']);
  expect(swept.mcnemar).toHaveLength(6);
  for (const { accuracy, byFold, size } of swept.variants) {
    expect(byFold).toHaveLength(2);
    expect(accuracy.value).toBeGreaterThan(0.6);
    expect(size?.count).toBeGreaterThan(100);
  }
  expect(Object.keys(filesBelow(join(folder, 'swept')))).toEqual(['content/results/forest-features.json']);
});

test('scarce drawings are cross-validated: every one is tested once, and all train the published model', async () => {
  const argv = [
    'five-animals',
    '--data',
    'embedded',
    '--out',
    'five',
    '--cache',
    'cache',
    '--models',
    'forest',
  ];
  const { code, stderr } = await pipeline(argv);
  expect([code, stderr]).toEqual([0, '']);
  const file = join(folder, 'five/content/results/five-animals.json');
  const { split, models } = parseResult(JSON.parse(readFileSync(file, 'utf8')), file);
  expect(split).toMatchObject({ method: 'cross-validation', folds: 5, testPerClass: 100, trainPerClass: 80 });
  const [forest] = models;
  expect(forest).toMatchObject({ trainDrawings: 400, testDrawings: 500 });
  expect(forest?.published.trainDrawings).toBe(500);
  expect(forest?.confusion.counts.map((row) => row.reduce((a, b) => a + b))).toEqual(Array(5).fill(100));
  expect(forest?.roc.map(({ positiveClass }) => positiveClass)).toEqual(
    forest?.classScores.map((c) => c.class),
  );
});

test('Ctrl-C, even twice, ends a run with exit code 130, and the next one goes on from the finished fits', async () => {
  const argv = ['cats-and-sheep', '--data', 'embedded', '--out', 'stopped', '--cache', 'stopped-cache'];
  const stopped = await pipeline([...argv, '--models', 'forest'], (stdout, child) => {
    if (!stdout.includes('fit 2 of')) return;
    child.kill('SIGINT');
    child.kill('SIGINT');
  });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toBe(
    'pipeline: stopped. Finished fits and downloads are kept in stopped-cache: the same command goes on from there.\n',
  );
  expect(existsSync(join(folder, 'stopped/content/results/cats-and-sheep.json'))).toBe(false);
  const next = await pipeline([...argv, '--models', 'forest']);
  expect(next.code).toBe(0);
  expect(Number(/(\d+) of \d+ fits were taken from the cache/.exec(next.stdout)?.[1])).toBeGreaterThan(1);
});

describe('drawings from elsewhere', () => {
  let bucket: Bucket;
  beforeAll(async () => {
    bucket = await startBucket();
    bucket.files.set('/full/numpy_bitmap/cat.npy', npyFile(madeUpPixels(160, 1)));
    bucket.files.set('/full/numpy_bitmap/sheep.npy', npyFile(madeUpPixels(150, 2)));
  });
  afterAll(() => bucket.close());

  test('a mirror of the bucket serves a whole run, and the next one asks it for no drawings', async () => {
    const argv = ['cats-and-sheep', '--quick', '--models', 'forest', '--data', 'official'];
    const from = ['--base-url', bucket.baseUrl, '--out', 'mirrored', '--cache', 'mirror-cache'];
    const first = await pipeline([...argv, ...from]);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const { dataset } = JSON.parse(
      readFileSync(join(folder, 'mirrored/content/results/cats-and-sheep.json'), 'utf8'),
    );
    expect(dataset).toMatchObject({
      source: 'official',
      publishable: true,
      classes: [
        { name: 'cat', available: 60, sha256: sha256(madeUpPixels(160, 1).subarray(100 * 784)) },
        { name: 'sheep', available: 50, sha256: sha256(madeUpPixels(150, 2).subarray(100 * 784)) },
      ],
    });
    const asked = bucket.requests.length;
    expect((await pipeline([...argv, ...from])).code).toBe(0);
    expect(bucket.requests.length).toBe(asked);
  });

  test('a mirror that was named and cannot be reached is an error that names it, and nothing takes its place', async () => {
    const gone = await startBucket();
    await gone.close();
    const argv = ['cats-and-sheep', '--quick', '--models', 'forest', '--base-url', gone.baseUrl];
    const { code, stderr } = await pipeline([...argv, '--out', 'offline', '--cache', 'offline-cache']);
    expect(stderr).toMatch(
      /^pipeline: http:\S+(cat|sheep)\.npy: .*ECONNREFUSED.*, after 5 attempts\. .*--data embedded/,
    );
    expect(code).toBe(1);
  });

  test('a cache that cannot be one is refused before anything is loaded', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const argv = ['cats-and-sheep', '--data', 'embedded', '--out', 'unmade', '--cache', 'a-file'];
    const { code, stdout, stderr } = await pipeline(argv);
    expect(stderr).toMatch(/^pipeline: \S+a-file cannot be written: .*choose another folder\.\n$/);
    expect([code, stdout]).toEqual([1, '']);
    rmSync(join(folder, 'a-file'));
  });

  test.each([
    ['a page instead of a file', '<!doctype html><title>Sign in</title>', /cat\.npy: HTML or XML instead/],
    ['complex numbers', npyFile(madeUpPixels(10), { descr: "'<c16'" }), /cat\.npy: .*<c16/],
    ['a truncated file', npyFile(madeUpPixels(200)).subarray(0, 9999), /cat\.npy: too short: 9999 bytes/],
    ['one class alone', npyFile(madeUpPixels(200)), /expected .*sheep\.npy\. Download that file to there/],
  ])('a folder with %s is refused in one line', async (name, content, message) => {
    const data = mkdtempSync(join(tmpdir(), 'pipeline-data-'));
    try {
      for (const part of ['full', 'full/numpy_bitmap']) mkdirSync(join(data, part));
      writeFileSync(join(data, 'full/numpy_bitmap/cat.npy'), content);
      if (name !== 'one class alone')
        writeFileSync(join(data, 'full/numpy_bitmap/sheep.npy'), npyFile(madeUpPixels(200)));
      const argv = ['cats-and-sheep', '--data', data, '--out', 'refused', '--cache', 'refused-cache'];
      const { code, stderr } = await pipeline(argv);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(code).toBe(1);
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});
