/** Everything may be read; where the site knows its own address, this is where search engines find the list of its pages. */
import type { APIRoute } from 'astro';
import { sitePath } from '../components/site-path.ts';

export const GET: APIRoute = ({ site }) => {
  const lines = ['User-agent: *', 'Allow: /'];
  if (site) lines.push(`Sitemap: ${new URL(sitePath('sitemap-index.xml'), site)}`);
  return new Response(`${lines.join('\n')}\n`);
};
