import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../pipeline/arguments.ts';
import { ownExperiments } from '../pipeline/experiments/own.ts';
import { parseNew, writeNew } from '../pipeline/newExperiment.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const files = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

test.each([
  [[], /takes one name/],
  [['fruit'], /needs classes/],
  [['fruit', '--classes', 'aple,banana'], /unknown class "aple": did you mean "apple"/],
  [['fruit', '--classes', 'apple'], /two classes or more/],
  [['fruit', '--clases', 'apple,banana'], /unknown flag --clases of "new": did you mean "--classes"/],
  [['../fruit', '--classes', 'apple,banana'], /is no name for an experiment/],
  [['Fruit', '--classes', 'apple,banana'], /is no name for an experiment/],
  [['cats-and-sheep', '--classes', 'apple,banana'], /there is an experiment "cats-and-sheep" already/],
  [['all', '--classes', 'apple,banana'], /there is an experiment "all" already/],
])('new %j is refused with what to write instead', (argv, message) => {
  expect(() => parseNew(argv, ['cats-and-sheep'])).toThrow(UsageError);
  expect(() => parseNew(argv, ['cats-and-sheep'])).toThrow(message);
});

test('writes a declaration that the pipeline finds, and a page that shows its results', async () => {
  const wanted = parseNew(['hot-fruit', '--classes', 'apple, hot air balloon'], []);
  expect(await writeNew(wanted, root)).toEqual(files());
  const [declared] = await ownExperiments(join(root, 'pipeline/experiments/own'));
  expect(declared).toMatchObject({
    id: 'hot-fruit',
    kind: 'comparison',
    classes: ['apple', 'hot air balloon'],
  });
  const page = readFileSync(join(root, 'src/pages/experiments/hot-fruit.astro'), 'utf8');
  expect(page).toContain("const of = 'hot-fruit';");
  expect(page).toContain('<h1>Apple or hot air balloon?</h1>');
});

test('writes files that are formatted as the others are', async () => {
  for (const classes of ['apple,banana', 'dog,octopus,bee,hedgehog,giraffe'])
    await writeNew(parseNew([`of-${classes.length}`, '--classes', classes], []), root);
  const project = join(import.meta.dirname, '..');
  const biome = join(project, 'node_modules/.bin/biome');
  for (const file of files()) {
    const text = readFileSync(join(root, file), 'utf8');
    const formatted = execFileSync(biome, ['format', `--stdin-file-path=${file}`], {
      cwd: project,
      input: text,
      encoding: 'utf8',
    });
    expect(formatted).toBe(text);
  }
});

test('overwrites nothing, and then writes nothing at all', async () => {
  mkdirSync(join(root, 'src/pages/experiments'), { recursive: true });
  writeFileSync(join(root, 'src/pages/experiments/fruit.astro'), 'mine');
  await expect(writeNew({ id: 'fruit', classes: ['apple', 'banana'] }, root)).rejects.toThrow(
    /src\/pages\/experiments\/fruit\.astro exists/,
  );
  expect(files()).toEqual(['src/pages/experiments/fruit.astro']);
});

test('a file that declares no experiment of its name is an error that names it', async () => {
  writeFileSync(join(root, 'lost.ts'), "export const found = { id: 'found' };");
  await expect(ownExperiments(root)).rejects.toThrow(/lost\.ts exports no experiment with the id "lost"/);
});
