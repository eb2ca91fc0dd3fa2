/**
 * What the bitmaps of a class look like in figures, cheap enough to be taken of all that is loaded: of at most 10 drawings,
 * spread over all, how the ink lies; of every drawing whether it is blank; and of one in 16, chosen by what it holds, so
 * that equal drawings are chosen together, whether an equal one came before. What the figures should be: `faultsOf`.
 */
import { PIXELS } from '../core/bitmap-pixels.ts';
import { SIDE_PX } from '../core/bitmap-size.ts';

/** Four pixels each. */
const WORDS = PIXELS / Uint32Array.BYTES_PER_ELEMENT;
/** Drawings whose pixels are all looked at. */
const SAMPLE = 10;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Pixels of the outermost ring. */
const RING = ringOf(SIDE_PX);
/** An outermost ring of at least this mean ink is paper: no line of an official drawing runs along all of it. */
const PAPER_INK = 200;
/** Of the drawings one in so many is chosen, by what the row in its middle holds; of few drawings all are. */
const CHOSEN = 16;
const FEW = 256;
const MIDDLE_FROM = (SIDE_PX / 2) * (SIDE_PX / 4);
const MIDDLE_TO = (SIDE_PX / 2 + 1) * (SIDE_PX / 4);

export interface LookOfBitmaps {
  readonly count: number;
  /** Largest ink of the sample, 0..255. */
  readonly largest: number;
  /** Mean ink of the sample, 0..255. */
  readonly meanInk: number;
  /** Share of the sample whose edge is as light as paper, so that ink and paper are probably swapped. */
  readonly inverted: number;
  /** Share of the sample whose largest ink is 1. */
  readonly binary: number;
  /** Share of the ink that lies on the outermost ring of pixels. */
  readonly edgeInk: number;
  /** Mean difference of neighbouring pixels, as a share of the mean ink: lines have some, noise and scrambled rows more. */
  readonly roughness: number;
  /** Share of the inked pixels that are neither 0 nor 255. */
  readonly grey: number;
  /** Share of all drawings without any ink. */
  readonly blank: number;
  /** Share of the chosen drawings that equal an earlier one. */
  readonly repeated: number;
  /** Whether all drawings are chosen, since they are few. */
  readonly allChosen: boolean;
  /** Numbers of the chosen drawings, which equal ones have in common; even for those chosen of many, too. */
  readonly marks: ReadonlySet<number>;
}

/** @param pixels ink 0..255. [n, 784], n > 0 */
export function lookOfBitmaps(pixels: Uint8Array): LookOfBitmaps {
  const count = pixels.length / PIXELS;
  if (!Number.isInteger(count) || count === 0)
    throw new RangeError(`${pixels.length} bytes are no bitmaps: expected a multiple of ${PIXELS}, above 0`);
  return { count, ...sampled(pixels, count), ...counted(pixels, count) };
}

function sampled(pixels: Uint8Array, count: number) {
  const taken = Math.min(SAMPLE, count);
  let largest = 0;
  let ink = 0;
  let inked = 0;
  let grey = 0;
  let edge = 0;
  let differences = 0;
  let inverted = 0;
  let binary = 0;
  for (let s = 0; s < taken; s++) {
    const from = placeOf(s, taken, count) * PIXELS;
    const end = from + PIXELS;
    let most = 0;
    for (let i = from; i < end; i++) {
      const value = pixels[i] as number;
      // To the next pixel of the row, and of the column; what wraps is paper in a sound drawing.
      const right = i + 1 < end ? (pixels[i + 1] as number) : 0;
      const below = i + SIDE_PX < end ? (pixels[i + SIDE_PX] as number) : 0;
      if (value !== right) differences += value > right ? value - right : right - value;
      if (value !== below) differences += value > below ? value - below : below - value;
      if (value === 0) continue;
      ink += value;
      inked++;
      if (value < 255) grey++;
      if (value > most) most = value;
    }
    if (most > largest) largest = most;
    if (most === 1) binary++;
    let ring = 0;
    for (const at of RING) ring += pixels[from + at] as number;
    edge += ring;
    if (ring >= PAPER_INK * RING.length) inverted++;
  }
  return {
    largest,
    meanInk: ink / (taken * PIXELS),
    inverted: inverted / taken,
    binary: binary / taken,
    edgeInk: ink > 0 ? edge / ink : 0,
    roughness: ink > 0 ? differences / (2 * ink) : 0,
    grey: inked > 0 ? grey / inked : 0,
  };
}

/** Spread over all, and in no step: what every other drawing has, half of the sample has. */
const placeOf = (s: number, taken: number, count: number): number =>
  taken === count ? s : Math.floor(((s * GOLDEN) % 1) * count);

function counted(pixels: Uint8Array, count: number) {
  const isAligned = pixels.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
  const bytes = isAligned ? pixels : pixels.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, count * WORDS); // [count, 196]
  const marks = new Set<number>();
  const allChosen = count <= FEW;
  let blank = 0;
  let chosen = 0;
  for (let row = 0; row < count; row++) {
    const from = row * WORDS;
    let key = 0;
    for (let at = from + MIDDLE_FROM; at < from + MIDDLE_TO; at++)
      key = Math.imul(key ^ (words[at] as number), 0x5bd1e995);
    key ^= key >>> 15;
    const isChosen = key % CHOSEN === 0; // as a blank one is
    if (!isChosen && !allChosen) continue;
    const mark = markOf(words, from);
    if (mark === undefined) {
      blank++;
      continue;
    }
    chosen++;
    marks.add(2 * mark + (isChosen ? 0 : 1));
  }
  const repeated = chosen > 0 ? 1 - marks.size / chosen : 0;
  return { blank: blank / count, repeated, allChosen, marks };
}

/** A number of 29 bits from where the ink begins and from every fifth word after it; undefined for a blank drawing. */
function markOf(words: Uint32Array, from: number): number | undefined {
  const end = from + WORDS;
  let first = from;
  while (first < end && words[first] === 0) first++;
  if (first === end) return undefined;
  let mark = first - from;
  for (let i = first; i < end; i += 5) {
    mark = Math.imul(mark ^ (words[i] as number), 0x5bd1e995);
    mark ^= mark >>> 15;
  }
  return mark & 0x1fffffff; // so that twice as much is a small integer, which a set holds without a box
}

function ringOf(side: number): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < side; i++) places.push(i, (side - 1) * side + i);
  for (let i = 1; i < side - 1; i++) places.push(i * side, i * side + side - 1);
  return places;
}
