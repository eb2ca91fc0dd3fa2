/** Contact sheets: small drawings in lines, each line with its name, as a PNG to look at. */
import path from 'node:path';
import sharp from 'sharp';
import { SIDE_PX } from '../src/core/bitmap-size.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import { writeWhole } from './dataset/writeWhole.ts';

/** A picture of a line, as grey 0..255 of `sidePx` by `sidePx`. */
export type Cell = Uint8Array;

export interface SheetLine {
  readonly label: string;
  readonly cells: readonly Cell[];
}

const GAP_PX = 4;
const LABEL_PX = 190;
const LETTER_PX = 15;
const MOST_LABEL = 24;
/** Taller sheets stand in columns. */
const MOST_LINES = 60;
const PAPER = 255;
const GROUND = 225;

/** Ink 0..255 [784] as black on white, every pixel `scale` times as wide and high. */
export function cellOf(ink: Uint8Array, scale: number): Cell {
  const side = SIDE_PX * scale;
  const cell = new Uint8Array(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      cell[y * side + x] = PAPER - (ink[Math.floor(y / scale) * SIDE_PX + Math.floor(x / scale)] as number);
  return cell;
}

/**
 * Writes the sheet.
 * @param sidePx of every cell.
 * @throws WriteError
 */
export async function drawSheet(file: string, lines: readonly SheetLine[], sidePx: number): Promise<void> {
  const columns = Math.max(1, Math.ceil(lines.length / MOST_LINES));
  const perColumn = Math.ceil(lines.length / columns);
  const most = Math.max(1, ...lines.map(({ cells }) => cells.length));
  const step = sidePx + GAP_PX;
  const lineHeight = Math.max(step, LETTER_PX + GAP_PX);
  const columnWidth = LABEL_PX + most * step + GAP_PX;
  const width = columns * columnWidth + GAP_PX;
  const height = Math.max(1, perColumn) * lineHeight + GAP_PX;
  const grey = new Uint8Array(width * height).fill(GROUND);
  const labels: string[] = [];
  for (const [i, { label, cells }] of lines.entries()) {
    const left = Math.floor(i / perColumn) * columnWidth + GAP_PX;
    const top = (i % perColumn) * lineHeight + GAP_PX;
    for (const [c, cell] of cells.entries()) {
      const x = left + LABEL_PX + c * step;
      for (let y = 0; y < sidePx; y++)
        grey.set(cell.subarray(y * sidePx, (y + 1) * sidePx), (top + y) * width + x);
    }
    labels.push(
      `<text x="${left + 2}" y="${top + sidePx / 2 + LETTER_PX / 3}">${escaped(cut(label))}</text>`,
    );
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g font-family="sans-serif" font-size="${LETTER_PX}">${labels.join('')}</g></svg>`;
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .composite([{ input: Buffer.from(svg) }])
    .toColourspace('b-w')
    .png()
    .toBuffer();
  makeFolder(path.dirname(file));
  await writeWhole(file, png);
}

const cut = (label: string) => (label.length > MOST_LABEL ? `${label.slice(0, MOST_LABEL - 1)}…` : label);

const escaped = (text: string) =>
  text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
