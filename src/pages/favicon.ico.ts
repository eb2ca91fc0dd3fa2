/** For who asks for `/favicon.ico` without having read a page: old browsers, feed readers, previews of links. */
import type { APIRoute } from 'astro';
import { icoFile } from '../components/ico-file.ts';
import { paintIcon } from '../components/paint-icon.ts';

const SIDES_PX = [16, 32, 48];

export const GET: APIRoute = async () => {
  const pictures = SIDES_PX.map(async (sidePx) => ({
    sidePx,
    png: await paintIcon({ sidePx, margin: 0.03, palette: false }),
  }));
  return new Response(icoFile(await Promise.all(pictures)));
};
