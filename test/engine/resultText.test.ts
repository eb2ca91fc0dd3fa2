import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resultText } from '../../pipeline/engine/resultText.ts';
import { parseAnyResult } from '../../src/core/results.ts';

const FOLDER = join(import.meta.dirname, '../../content/results');

test('lists of numbers stand in one line each, everything else in a line of its own', () => {
  expect(resultText({ a: [1, 2.5, null], b: [[1], [2, 3]], c: { d: 'x' } })).toBe(
    '{\n "a": [1,2.5,null],\n "b": [\n  [1],\n  [2,3]\n ],\n "c": {\n  "d": "x"\n }\n}\n',
  );
});

test('texts are left as they are, whatever they hold', () => {
  const texts = ['[1, 2]', '[\n 1\n]', 'a  b', '{"a": [ ]}'];
  expect(JSON.parse(resultText({ texts, empty: [] }))).toEqual({ texts, empty: [] });
});

test('numbers have nine digits, those of 32 bits all that they have, and never change places', () => {
  expect(resultText([0.1 + 0.2, 1 / 3, 1e-12])).toBe('[0.3,0.333333333,1e-12]\n');
  for (const value of [0.1, 0.123456789, 0.99999994, 5e-8].map(Math.fround))
    expect(Math.fround(Number(resultText(value)))).toBe(value);
  const [low, high] = JSON.parse(resultText([0.1234567891, 0.1234567892])) as [number, number];
  expect(low).toBeLessThanOrEqual(high);
});

test('lists of many classes are not indented, and nothing else is changed', () => {
  const classes = Array.from({ length: 11 }, (_, c) => ({ name: `c${c} [\n 1\n]` }));
  const many = { kind: 'comparison', dataset: { classes }, exhibits: { c0: [[1, 0], [0.5]], c1: [[]] } };
  const text = resultText(many);
  expect(text).toContain('"c0": [\n[1,0],\n[0.5]\n  ]');
  expect(JSON.parse(text)).toEqual(many);
  const few = { ...many, dataset: { classes: classes.slice(1) } };
  expect(resultText(few)).toContain('"c0": [\n   [1,0],\n   [0.5]\n  ]');
});

test('the committed results are written as they are', () => {
  const same = readdirSync(FOLDER).filter((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return resultText(JSON.parse(text)) === text;
  });
  expect(same).toEqual(readdirSync(FOLDER));
});

test.each(readdirSync(FOLDER))('%s is read as the same results, from half the bytes', (file) => {
  const before = readFileSync(join(FOLDER, file), 'utf8');
  const text = resultText(JSON.parse(before));
  expect(text.length).toBeLessThanOrEqual(before.length);
  const [old, now] = [before, text].map((json) => parseAnyResult(JSON.parse(json), file));
  expect(resultText(now)).toBe(resultText(old));
});
