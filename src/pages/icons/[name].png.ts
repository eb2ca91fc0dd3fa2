/** The site's mark on its paper, in the sizes that devices ask for. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { type Icon, paintIcon } from '../../components/paint-icon.ts';

const ICONS: Readonly<Record<string, Icon>> = {
  '192': { sidePx: 192, margin: 0.08, palette: true },
  '512': { sidePx: 512, margin: 0.08, palette: true },
  'apple-touch': { sidePx: 180, margin: 0.12, palette: true },
  'maskable-512': { sidePx: 512, margin: 0.22, palette: true },
};

export const getStaticPaths = (() =>
  Object.entries(ICONS).map(([name, props]) => ({ params: { name }, props }))) satisfies GetStaticPaths;

export const GET: APIRoute<Icon> = async ({ props }) => new Response(await paintIcon(props));
