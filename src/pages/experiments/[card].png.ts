/** What links to an experiment of the author's own are shown with: its drawings, at `/experiments/<id>.png`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';
import { ownComparisons } from '../../components/own-experiments.ts';
import { drawingSheet } from '../../core/drawing-sheet.ts';
import type { ExperimentResult } from '../../core/results.ts';
import { exhibitPixels } from '../../figures/HowModelsLook/exhibit-pixels.ts';
import { CARD_COLUMNS, cardCells } from './_card-cells.ts';

interface Props {
  readonly [name: string]: unknown;
  readonly result: ExperimentResult;
}

/** Of the picture, as networks of people ask for it, and of one doodle's side. */
const [WIDTH_PX, HEIGHT_PX] = [1200, 630];
const CELL_PX = 112;

export const getStaticPaths = (async () =>
  (await ownComparisons()).map((result) => ({
    params: { card: result.experiment },
    props: { result },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { result } }) => {
  const classes = result.exhibits.map((each) => ({ ...each, name: each.class }));
  const ink = new Map(classes.map(({ name }) => [name, exhibitPixels(result, name)]));
  const cells = cardCells(classes).map(({ class: name, row }) => ink.get(name)?.[row] ?? []);
  const sheet = await sharp(drawingSheet(cells, CARD_COLUMNS))
    .resize(CARD_COLUMNS * CELL_PX, Math.ceil(cells.length / CARD_COLUMNS) * CELL_PX, {
      kernel: sharp.kernel.nearest,
    })
    .png()
    .toBuffer();
  const card = await sharp({
    create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background: '#fdfcf9' },
  })
    .composite([{ input: sheet }])
    .png({ palette: true })
    .toBuffer();
  return new Response(Uint8Array.from(card));
};
