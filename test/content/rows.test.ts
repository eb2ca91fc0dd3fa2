/** The lists of drawings that are published are those that the results name, and of the drawings that these are about. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../pipeline/dataset/bitmaps.ts';
import { parseAnyResult } from '../../src/core/results.ts';
import { parseRowManifest } from '../../src/core/row-manifest.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PUBLIC = join(ROOT, 'public');
const results = readdirSync(join(ROOT, 'content/results'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => parseAnyResult(JSON.parse(readFileSync(join(ROOT, 'content/results', file), 'utf8')), file));

test('every published list is named by the results of its experiment, and every one that is named is there', () => {
  const there = existsSync(join(PUBLIC, 'rows')) ? readdirSync(join(PUBLIC, 'rows')) : [];
  const named = results.flatMap(({ dataset }) => dataset.rows?.file ?? []);
  expect(there.map((file) => `rows/${file}`).sort()).toEqual(named.sort());
});

test('a list is, to the byte, what the results say, and names the drawings that they are about', () => {
  for (const { experiment, dataset } of results) {
    if (dataset.rows === undefined) continue;
    const { file, bytes, sha256: expected } = dataset.rows;
    const content = readFileSync(join(PUBLIC, file));
    expect([file, sha256(content)]).toEqual([`rows/${experiment}.json`, expected]);
    expect(content.length).toBe(bytes);
    const { classes, ...list } = parseRowManifest(JSON.parse(content.toString()), file);
    expect([list.experiment, list.source]).toEqual([experiment, dataset.source]);
    const about = ({ name, available, sha256: sum }: (typeof dataset.classes)[number]) => [
      name,
      available,
      sum,
    ];
    expect(classes.map(({ name, available, sha256: sum }) => [name, available, sum])).toEqual(
      dataset.classes.map(about),
    );
  }
});
