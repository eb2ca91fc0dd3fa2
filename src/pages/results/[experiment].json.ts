/** The results files themselves, byte for byte, at `/results/<experiment>.json`. */
import type { APIRoute } from 'astro';
import { type ResultFile, resultFiles } from '../../components/Results/result-file.ts';

export async function getStaticPaths() {
  return (await resultFiles()).map((file) => ({ params: { experiment: file.experiment }, props: file }));
}

export const GET: APIRoute<ResultFile> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': 'application/json' } });
