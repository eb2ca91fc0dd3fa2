import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../pipeline/arguments.ts';
import { officialClasses } from '../pipeline/dataset/classes.ts';
import { inColumns, parseWords, WORDS_USAGE, wordList } from '../pipeline/wordsCommand.ts';

const MAIN = resolve(import.meta.dirname, '../pipeline/main.ts');
const text = { json: false };

test('piped, the list is one word a line, and as an array with --json', () => {
  const run = (...argv: string[]) =>
    execFileSync(process.execPath, [MAIN, 'words', ...argv], { encoding: 'utf8' });
  expect(run().trimEnd().split('\n')).toEqual(officialClasses());
  expect(JSON.parse(run('--json'))).toEqual(officialClasses());
});

test('a terminal has the words in columns that fit into it, all of them', () => {
  const lines = wordList(text, { isTTY: true, columns: 80 }).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(lines.length).toBeLessThan(officialClasses().length / 2);
  const words = lines.flatMap((line) => line.split(/ {2,}/)).sort();
  expect(words).toEqual([...officialClasses()].sort());
});

test.each([
  [6, 'a   c\nbb  dd'],
  [5, 'a\nbb\nc\ndd'],
  [1, 'a\nbb\nc\ndd'],
  [undefined, 'a\nbb\nc\ndd'],
])('columns of %s characters go downwards first', (width, shown) => {
  expect(inColumns(['a', 'bb', 'c', 'dd'], width)).toBe(shown);
});

test.each([
  [['cat'], /"words" takes no "cat": write npm run pipeline -- words/],
  [['--jsn'], /unknown flag --jsn of "words": did you mean "--json"/],
])('words %j is refused with what to write instead', (argv, message) => {
  expect(() => parseWords(argv)).toThrow(UsageError);
  expect(() => parseWords(argv)).toThrow(message);
});

test('drawing them is asked for, and the help text names every flag', () => {
  expect(parseWords([])).toEqual({ draw: false, json: false });
  expect(parseWords(['--draw'])).toEqual({ draw: true, json: false });
  for (const flag of ['--draw', '--json', '--verbose', '--help']) expect(WORDS_USAGE).toContain(flag);
});
