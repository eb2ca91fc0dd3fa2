/** Which form a file has: by its bytes, and by its name only where those do not tell. */
import { foreignBytes } from './foreign-bytes.ts';
import { isGzip } from './gunzip.ts';
import { idxHeader } from './idx.ts';
import { isNpy } from './npy-fields.ts';
import { PROJECT_FORMAT } from './project-format.ts';
import { beginsAsQuickdrawBin } from './quickdraw-bin.ts';
import { isZip } from './zip.ts';

export type FileForm =
  | 'npy'
  /** A zip; NumPy's .npz is one. */
  | 'zip'
  | 'gzip'
  | 'idx-images'
  | 'idx-labels'
  | 'quickdraw-bin'
  | 'ndjson'
  | 'kaggle-csv'
  /** A project of the page /train/, with drawings of several classes. */
  | 'project';

/** Text that is looked at. */
const TEXT_BYTES = 4096;

/**
 * @param bytes of the whole file.
 * @param name its last part, in any case; endings of packed files may stand behind its own (cat.npy.gz).
 * @returns undefined where neither tells.
 */
export function sniff(bytes: Uint8Array, name: string): FileForm | undefined {
  if (isNpy(bytes)) return 'npy';
  if (isZip(bytes)) return 'zip';
  if (isGzip(bytes)) return 'gzip';
  const idx = idxHeader(bytes);
  const fromName = byName(name);
  if (idx !== undefined && (idx.fileBytes === bytes.length || fromName?.startsWith('idx')))
    return idx.shape.length === 1 ? 'idx-labels' : 'idx-images';
  const told = byText(bytes) ?? (beginsAsQuickdrawBin(bytes) ? 'quickdraw-bin' : undefined);
  return told ?? (foreignBytes(bytes) === undefined ? fromName : undefined);
}

function byText(bytes: Uint8Array): FileForm | undefined {
  const text = new TextDecoder().decode(bytes.subarray(0, TEXT_BYTES)).trimStart(); // without a byte order mark
  if (text.startsWith('{'))
    return new RegExp(`^\\{[^{}[\\]]*"format"\\s*:\\s*"${PROJECT_FORMAT}"`).test(text) ? 'project' : 'ndjson';
  const columns = /^[^\r\n]*/
    .exec(text)?.[0]
    .split(',')
    .map((column) => column.replaceAll('"', '').trim());
  return columns !== undefined && columns.length > 1 && columns.includes('drawing')
    ? 'kaggle-csv'
    : undefined;
}

const NAMES: readonly (readonly [RegExp, FileForm])[] = [
  [/\.npy$/i, 'npy'],
  [/\.(npz|zip)$/i, 'zip'],
  [/\.gz$/i, 'gzip'],
  [/idx1[-.]ubyte$/i, 'idx-labels'],
  [/idx\d?[-.]ubyte$|\.idx$/i, 'idx-images'],
  [/\.bin$/i, 'quickdraw-bin'],
  [/\.(ndjson|jsonl)$/i, 'ndjson'],
  [/\.csv$/i, 'kaggle-csv'],
];

/** By its ending alone. */
export const byName = (name: string): FileForm | undefined =>
  NAMES.find(([pattern]) => pattern.test(name))?.[1];
