import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../pipeline/arguments.ts';
import { officialClasses } from '../pipeline/dataset/classes.ts';
import { loadDeclarations } from '../pipeline/declarations/load.ts';
import { ownDeclarations } from '../pipeline/experiments/own.ts';
import { NEW_USAGE, parseNew, writeNew } from '../pipeline/newExperiment.ts';

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
  [['all', '--classes', 'apple,banana'], /"all" cannot be the name of an experiment/],
  [['index', '--classes', 'apple,banana'], /"index" cannot be the name/],
  [['look', '--classes', 'apple,banana'], /"look" cannot be the name/],
  [['nul', '--classes', 'apple,banana'], /"nul" cannot be the name/],
  [['fruit', '--classes', 'apple,banana', '--title', ''], /--title takes a value, got an empty one/],
  [['fruit', '--classes', 'apple,banana', '--title', 'a\nb'], /--title takes a line/],
  [['fruit', '--classes', 'apple,apple'], /names a class twice/],
  [['fruit', '--classes', 'apple,banana', '--classes', 'bread,cake'], /--classes is there twice/],
  [['fruit', 'more', '--classes', 'apple,banana'], /takes one name/],
  [
    ['fruit', '--classes', 'unicorn,banana'],
    /unknown class "unicorn": .* of your own: npm run pipeline -- new NAME --data DIR/,
  ],
  [['fruit', '--classes', officialClasses().slice(0, 51).join(',')], /at most 50 classes, got 51/],
])('new %j is refused with what to write instead', (argv, message) => {
  expect(() => parseNew(argv, ['cats-and-sheep'])).toThrow(UsageError);
  expect(() => parseNew(argv, ['cats-and-sheep'])).toThrow(message);
});

/** What the pipeline makes of the declarations that were written. */
const declared = async () =>
  (await loadDeclarations(ownDeclarations(join(root, 'pipeline/experiments/own')))).map(
    (each) => each.declared,
  );

test('writes a declaration that the pipeline finds, and a page that shows its results', async () => {
  const wanted = parseNew(['hot-fruit', '--classes', 'apple, hot air balloon,'], []);
  expect(await writeNew(wanted, root)).toEqual(files());
  expect(await declared()).toMatchObject([
    {
      id: 'hot-fruit',
      kind: 'comparison',
      title: 'Hot fruit',
      question: 'An apple or a hot air balloon? How well do four models tell?',
      classes: ['apple', 'hot air balloon'],
    },
  ]);
  const page = readFileSync(join(root, 'src/pages/experiments/hot-fruit.astro'), 'utf8');
  expect(page).toContain('<OwnExperiment of="hot-fruit" />');
});

test.each([
  ['class', 'apple,banana', 'It\'s "fruit"'],
  ['new-york', 'The Eiffel Tower,The Mona Lisa,scissors', 'C:\\dir'],
  ['six', 'apple,banana,blackberry,blueberry,grapes,pineapple', '2 + 2'],
  ['fifty', officialClasses().slice(0, 50).join(','), undefined],
])('what is written for "%s" is sound and formatted as the others are', async (id, classes, title) => {
  await writeNew(parseNew([id, '--classes', classes, ...(title ? ['--title', title] : [])], []), root);
  expect(await declared()).toMatchObject([{ id, classes: classes.split(','), ...(title && { title }) }]);
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

test('the help text names every flag', () => {
  for (const flag of ['--classes', '--data', '--title', '--verbose', '--help'])
    expect(NEW_USAGE).toContain(flag);
});

test('overwrites nothing, and then writes nothing at all', async () => {
  mkdirSync(join(root, 'src/pages/experiments'), { recursive: true });
  writeFileSync(join(root, 'src/pages/experiments/fruit.astro'), 'mine');
  await expect(writeNew({ id: 'fruit', classes: ['apple', 'banana'] }, root)).rejects.toThrow(
    /src\/pages\/experiments\/fruit\.astro exists/,
  );
  expect(files()).toEqual(['src/pages/experiments/fruit.astro']);
});
