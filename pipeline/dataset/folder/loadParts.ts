import { PIXELS } from '../../../src/learning/classifier.ts';
import type { ListedRows } from './listedRows.ts';

/**
 * The first drawings of several files one after the other. [count, 784]
 * @param counts how many of each file count; together at least `count`
 * @param onBytes told how far it is, and how far it goes
 */
export async function loadParts(
  parts: readonly ListedRows[],
  counts: readonly number[],
  count: number,
  onBytes: (bytes: number, totalBytes: number) => void,
): Promise<Uint8Array> {
  let pixels: Uint8Array = new Uint8Array(0);
  let filled = 0; // drawings
  let passed = 0; // bytes
  for (const [i, part] of parts.entries()) {
    const wanted = Math.min(count - filled, counts[i] as number);
    if (wanted === 0) continue;
    const left = (count - filled - wanted) * PIXELS;
    // Of bitmaps only the rows are read, unless the whole file is read for its checksum.
    let size = wanted * PIXELS;
    let isRead = false;
    const tell = (bytes: number) => onBytes(passed + bytes, passed + size + left);
    await part.verify((bytes, fileBytes) => {
      if (part.rows.form === 'vectors') return;
      isRead = true;
      size = fileBytes;
      if (bytes < fileBytes) tell(bytes);
    });
    const rows = await part.read(wanted, (drawn) => {
      if (!isRead && drawn < wanted) tell(drawn * PIXELS);
    });
    // Of one part its own memory serves, unless that is part of a larger one.
    if (wanted === count && rows.byteLength === rows.buffer.byteLength) pixels = rows;
    else {
      if (pixels.length === 0) pixels = new Uint8Array(count * PIXELS);
      pixels.set(rows, filled * PIXELS);
    }
    filled += wanted;
    tell(size);
    passed += size;
  }
  return pixels;
}
