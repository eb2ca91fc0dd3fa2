import { DatasetError } from '../source.ts';
import { classOfName } from './nameOfFile.ts';

/**
 * @param row of the drawing in its file, from 0.
 * @throws DatasetError where a drawing says that it is of another class than its file.
 */
export function assertWord(
  { word }: { readonly word?: string },
  className: string,
  file: string,
  row: number,
): void {
  if (word !== undefined && word !== className && classOfName(word) !== className)
    throw new DatasetError(
      `${file}: drawing ${row + 1} is of "${word}", expected "${className}" as the file is called (the first drawing is 1, blank lines do not count). Take it out; if all are of "${word}", give the file that name.`,
    );
}
