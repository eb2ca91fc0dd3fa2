/** What a file is that holds no drawings in a form that is read here, told by its first bytes. */
import { pictureHeader } from '../picture-kind.ts';
import { latin1 } from './latin1.ts';

export interface Foreign {
  /** E.g. "a picture (PNG)". */
  readonly is: string;
  /** What to do about it: one sentence. */
  readonly advice: string;
}

/** By first bytes, as letters of Latin-1; archives and files of other programs. */
const BEGINNINGS: readonly (readonly [start: string, is: string, advice: string])[] = [
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive', 'Unpack it first.'],
  ['Rar!\x1a\x07', 'a RAR archive', 'Unpack it first.'],
  ['BZh', 'a bzip2 archive', 'Unpack it first.'],
  ['\xfd7zXZ\0', 'an xz archive', 'Unpack it first.'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive', 'Unpack it first.'],
  ['\x89HDF\r\n', 'an HDF5 file', 'Save its array with numpy.save.'],
  ['PAR1', 'a Parquet file', 'Save its drawings with numpy.save, or one a line as JSON.'],
  ['MATLAB 5.0', 'a MATLAB file', 'Save its array with numpy.save(name, array).'],
  ['SQLite format 3\0', 'an SQLite database', 'Save its drawings with numpy.save, or one a line as JSON.'],
  ['\xff\xfe', 'text in UTF-16', 'Save it as UTF-8.'],
  ['\xfe\xff', 'text in UTF-16', 'Save it as UTF-8.'],
  ['%PDF-', 'a PDF document', 'Give the drawings as pictures (PNG or JPEG), in a folder a class.'],
  [
    '\x80\x02',
    'a Python pickle',
    'It is not read, since it may hold programs: save the array with numpy.save.',
  ],
  [
    '\x80\x03',
    'a Python pickle',
    'It is not read, since it may hold programs: save the array with numpy.save.',
  ],
  [
    '\x80\x04',
    'a Python pickle',
    'It is not read, since it may hold programs: save the array with numpy.save.',
  ],
  [
    '\x80\x05',
    'a Python pickle',
    'It is not read, since it may hold programs: save the array with numpy.save.',
  ],
];

/** @returns undefined where the bytes are nothing that is known here. */
export function foreignBytes(bytes: Uint8Array): Foreign | undefined {
  const text = latin1(bytes.subarray(0, 200));
  if (text.startsWith('version https://git-lfs'))
    return {
      is: 'a pointer of Git LFS instead of the file (the file itself was left on the server)',
      advice: 'Run "git lfs pull" in the repository that it came with.',
    };
  const picture = pictureHeader(bytes.subarray(0, 4096));
  if (picture !== undefined)
    return {
      is: `a picture (${picture.kind.toUpperCase()}), not a file of drawings`,
      advice:
        'Pictures are read from a folder a class: put it with the others of its class into a folder of that name.',
    };
  if (/^(\xef\xbb\xbf)?\s*</.test(text))
    return {
      is: `HTML or XML instead of data (it begins ${JSON.stringify(text.trimStart().slice(0, 60))})`,
      advice: "Something on the way answers in the server's place: look at the address in a browser.",
    };
  if (/^(\xef\xbb\xbf)?\s*\[/.test(text))
    return {
      is: 'a list in JSON',
      advice: "Write its drawings one a line, as in the official .ndjson files: jq -c '.[]' FILE.",
    };
  if (latin1(bytes.subarray(257, 262)) === 'ustar')
    return { is: 'a tar archive', advice: 'Unpack it first.' };
  const found = BEGINNINGS.find(([start]) => text.startsWith(start));
  return found && { is: found[1], advice: found[2] };
}
