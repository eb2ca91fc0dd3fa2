/** The examples as a folder that the pipeline reads: what is in it, by path. */
import type { Stroke } from '../../../core/strokes.ts';
import { writeNpy } from '../../../drawings/write-npy.ts';
import { PIXELS } from '../../../learning/classifier.ts';
import type { ExampleClass, Project } from '../project.ts';
import { folderReadme } from './folder-readme.ts';
import { hasAllStrokes } from './has-all-strokes.ts';

/**
 * Says to the pipeline that the files begin with their first drawing: those of the official data set begin with a hundred
 * that the site shows.
 */
const ROWS =
  'Made on the page that trains: every row is a drawing of these classes. Rows 0-99 of the official files are left out, so none is to be passed over.';

/** SHA-256 in hexadecimal; null where the browser has none to give, as on pages that are not secure. */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<string | null>;

export const webDigest: Digest = async (bytes) => {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) return null;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** One drawing a line, as in the official simplified files. */
function ndjson({ name, examples }: ExampleClass): string {
  return examples
    .map(({ strokes = [] }, row) => {
      const drawing = (strokes as readonly Stroke[]).map(([x, y]) => [Array.from(x), Array.from(y)]);
      return `${JSON.stringify({ word: name, key_id: String(row + 1), recognized: true, drawing })}\n`;
    })
    .join('');
}

/** Classes without a drawing are left out. @returns bytes by path. */
export async function drawingsFolder(
  project: Project,
  digest: Digest = webDigest,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const text = new TextEncoder();
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const listed: Record<string, object> = {};
  const classes = project.classes.filter(({ examples }) => examples.length > 0);
  for (const each of classes) {
    const rows = each.examples.map(({ pixels }) => pixels);
    const bitmaps = writeNpy('|u1', PIXELS, rows);
    files.set(`full/numpy_bitmap/${each.name}.npy`, bitmaps);
    const vectors = hasAllStrokes(each) ? text.encode(ndjson(each)) : null;
    if (vectors !== null) files.set(`full/simplified/${each.name}.ndjson`, vectors);
    const sums = { bitmaps: await digest(bitmaps), vectors: vectors && (await digest(vectors)) };
    listed[each.name] = {
      bitmaps: each.examples.length,
      ...(vectors && { vectors: each.examples.length }),
      ...(sums.bitmaps && { numpy_bitmap_sha256: sums.bitmaps }),
      ...(sums.vectors && { simplified_sha256: sums.vectors }),
    };
  }
  files.set(
    'dataset.json',
    text.encode(`${JSON.stringify({ drawings: 'own', rows: ROWS, classes: listed }, null, 1)}\n`),
  );
  files.set('README.txt', text.encode(folderReadme({ ...project, classes })));
  return files;
}
