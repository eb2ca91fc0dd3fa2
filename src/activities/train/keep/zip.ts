import { zipSync } from 'fflate';

/**
 * One archive of several files; bitmaps shrink to a third, models hardly.
 * @param files by path.
 */
export function zip(files: ReadonlyMap<string, Uint8Array>, modified: Date): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, bytes]) => [
    path,
    [bytes, { level: path.endsWith('.onnx') ? 0 : 6 }],
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: modified }) as Uint8Array<ArrayBuffer>;
}
