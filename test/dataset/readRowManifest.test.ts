import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRowManifest } from '../../pipeline/dataset/readRowManifest.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['that is not there', undefined, /it cannot be read: ENOENT/],
  ['of half a list', '{"kind": "rows", ', /not JSON/],
  ['that is a page', '<!doctype html>', /not JSON/],
  ['of results', '{"kind": "comparison"}', /is no list of drawings.*: kind: /],
])('a file %s is refused with what to do', async (_, text, message) => {
  const file = join(folder, 'x.json');
  if (text !== undefined) writeFileSync(file, text);
  const attempt = readRowManifest(file);
  await expect(attempt).rejects.toThrow(DatasetError);
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toThrow(/^--rows .*x\.json.* The page Results of the site has such a file/s);
});
