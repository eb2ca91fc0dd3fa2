/** The first drawings of a class as a picture of their own: a tenth of all its exhibits. */
import { basename } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { visibleRows } from '../../../charts/exhibit-set.ts';
import { loadResult } from '../../../components/load-result.ts';
import { exhibitPixels } from '../../../figures/HowModelsLook/exhibit-pixels.ts';
import { firstSheet } from '../../../figures/SampleDrawings/first-sheet.ts';

/** The experiment whose drawings the article shows first. */
const EXPERIMENT = 'cats-and-sheep';

export const getStaticPaths = (async () => {
  const { exhibits } = await loadResult(EXPERIMENT);
  return exhibits.map(({ class: name, file }) => ({
    params: { sheet: basename(file, '.png') },
    props: { name },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ name: string }> = async ({ props }) => {
  const result = await loadResult(EXPERIMENT);
  const exhibit = result.exhibits.find((each) => each.class === props.name);
  const rows = exhibit === undefined ? [] : visibleRows({ ...exhibit, name: props.name });
  return new Response(firstSheet(exhibitPixels(result, props.name), rows));
};
