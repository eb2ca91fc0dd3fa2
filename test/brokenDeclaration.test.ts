/** A declaration with a mistake in it breaks itself alone: what a run of the whole program says of it, and of the others. */
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
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

let site: string;
beforeAll(() => {
  // A site of its own, so that nothing is written into this one.
  site = mkdtempSync(join(tmpdir(), 'broken-'));
  for (const part of ['package.json', 'pipeline', 'src/core', 'src/learning', 'src/drawings'])
    cpSync(join(ROOT, part), join(site, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(site, 'node_modules'));
});
afterAll(() => rmSync(site, { recursive: true, force: true }));

function pipeline(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(site, 'pipeline/main.ts'), ...argv], {
    cwd: site,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const file = () => join(site, 'pipeline/experiments/own/fruit.ts');
const spoil = (from: string, to: string) => {
  const text = readFileSync(file(), 'utf8');
  expect(text).toContain(from);
  writeFileSync(file(), text.replace(from, to));
};
/** Of the text that `new` writes, anew. */
function declareFruit(): void {
  rmSync(file(), { force: true });
  rmSync(join(site, 'src/pages'), { recursive: true, force: true });
  mkdirSync(join(site, 'src/pages'), { recursive: true });
  expect(pipeline('new', 'fruit', '--classes', 'apple,banana')).toMatchObject({ status: 0, stderr: '' });
}

describe('a slip of the pen', () => {
  it.each([
    [
      'seeds: [1, 2, 3],',
      'seeds: [1, 2, 3',
      /^pipeline: pipeline\/experiments\/own\/fruit\.ts:\d+: Expected.*\n {2}/,
    ],
    [
      'seeds: [1, 2, 3],',
      'seeds: SEEDS,',
      /^pipeline: pipeline\/experiments\/own\/fruit\.ts:\d+: SEEDS is not defined\n$/,
    ],
    [
      "from '../experiment.ts';",
      "from '../experiment.ts';\nimport { seeds } from './seeds.ts';\nexport { seeds };",
      /own\/seeds\.ts/,
    ],
    [
      'trees: 100',
      'trees: 0',
      /^pipeline: pipeline\/experiments\/own\/fruit\.ts:\d+: models\.forest\.hyperparameters\.trees: /,
    ],
  ])(
    '%s as %s is told with its place, without a stack, where that experiment is asked for',
    (from, to, message) => {
      declareFruit();
      spoil(from, to);
      const { status, stderr } = pipeline('fruit', '--data', 'embedded', '--out', 'out');
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/node:internal|at async/);
      expect(status).toBe(1);
    },
  );

  it('leaves help, other experiments and `new` as they are, and can be removed', () => {
    declareFruit();
    spoil('seeds: [1, 2, 3],', 'seeds: [1, 2, 3');
    const help = pipeline('--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(
      / {2}fruit {2}cannot be run:\n {4}pipeline\/experiments\/own\/fruit\.ts:\d+: Expected/,
    );
    expect(pipeline('nearest-k', '--data', 'embedded', '--dry-run')).toMatchObject({ status: 0, stderr: '' });
    const both = pipeline('nearest-k', 'fruit', '--data', 'embedded', '--dry-run');
    expect(both.stdout).toMatch(/nearest-k: /);
    expect(both.stdout).toMatch(/fruit: not done\. pipeline\/experiments\/own\/fruit\.ts/);
    expect(both.stderr).toMatch(/^pipeline: 1 of 2 experiments were not done: fruit\./);
    expect(both.status).toBe(1);
    expect(pipeline('new', 'other', '--classes', 'apple,banana').status).toBe(0);
    expect(pipeline('remove', 'fruit')).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(file())).toBe(false);
  });

  it('in one of the article takes those that build on it, and no others', () => {
    const shared = join(site, 'pipeline/experiments/tuning.ts');
    const text = readFileSync(shared, 'utf8');
    writeFileSync(shared, text.replace('trainSizes: [2000],', 'trainSizes: [2000]'));
    const help = pipeline('--help');
    writeFileSync(shared, text);
    expect(help.status).toBe(0);
    expect(help.stdout).toMatch(/ {2}cats-and-sheep  +Cat or sheep/);
    expect(help.stdout).toMatch(
      / {2}nearest-k {2}cannot be run:\n {4}pipeline\/experiments\/tuning\.ts:\d+: /,
    );
  });
});

describe('words that are commands', () => {
  it.each([
    [['new', '--help'], /usage: npm run pipeline -- new NAME/],
    [['remove', '-h'], /usage: npm run pipeline -- remove NAME/],
    [['help'], /usage: npm run pipeline -- EXPERIMENT/],
  ])('%j tell their use', (argv, text) => {
    const { status, stdout } = pipeline(...argv);
    expect(stdout).toMatch(text);
    expect(status).toBe(0);
  });
});
