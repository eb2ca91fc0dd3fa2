import { checksumsOf, type RowsOfClass } from '../../src/core/row-manifest.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { rowChecksum } from './rowChecksums.ts';

/** A search for the drawings of a class that a list names. */
export interface ListedSearch {
  /** Those found so far, in the order of the list. [count, 784] */
  readonly pixels: Uint8Array;
  /** How many are not found yet. */
  missing(): number;
  /**
   * Looks at drawings; of two that are the same the first serves.
   * @param drawings ink 0..255. [n, 784]
   * @returns the places in the list of what was found, by its row.
   */
  lookAmong(drawings: Uint8Array): ReadonlyMap<number, readonly number[]>;
}

export function listedSearch(rows: RowsOfClass): ListedSearch {
  const pixels = new Uint8Array(rows.count * PIXELS);
  const places = new Map<string, number[]>(); // a drawing that is listed twice has two
  for (const [place, checksum] of checksumsOf(rows).entries()) {
    const before = places.get(checksum);
    if (before === undefined) places.set(checksum, [place]);
    else before.push(place);
  }
  let left = rows.count;
  return {
    pixels,
    missing: () => left,
    lookAmong(drawings) {
      const found = new Map<number, readonly number[]>();
      for (let row = 0; left > 0 && row < drawings.length / PIXELS; row++) {
        const checksum = rowChecksum(drawings, row);
        const own = places.get(checksum);
        if (own === undefined) continue;
        const drawing = drawings.subarray(row * PIXELS, (row + 1) * PIXELS);
        for (const place of own) pixels.set(drawing, place * PIXELS);
        places.delete(checksum);
        left -= own.length;
        found.set(row, own);
      }
      return found;
    },
  };
}
