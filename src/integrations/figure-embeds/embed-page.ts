/** The page of a figure that stands alone: the shell of such pages with the figure in it, and what it needs of its own page. */
import { endOfFigure, type FoundFigure } from './figures-in.ts';

const LINK = /<link rel="stylesheet" href="[^"]+">/g;
const STYLE = /<style>[^<]*<\/style>/g;
/** By which islands wake; scripts of modules come with the shell. */
const WAKING = /<script>(?=(?:(?!<\/script>)[\s\S])*astro[:-])[\s\S]*?<\/script>/g;

export interface HomePage {
  readonly html: string;
  /** Path below the site: `''`, `part-2/`. */
  readonly path: string;
}

/**
 * @param shell a built page with one figure, in whose place the figure comes, and the words `%title%` and `%home%`
 * @param base address at which the site begins, with a slash at its end
 */
export function embedPage(shell: string, home: HomePage, figure: FoundFigure, base: string): string {
  const known = new Set(shell.match(LINK));
  const styles = [...new Set([...(home.html.match(LINK) ?? []), ...(home.html.match(STYLE) ?? [])])];
  const needed = styles.filter((each) => !known.has(each)).join('');
  const waking = [...new Set(home.html.match(WAKING))].join('');
  const start = shell.search(/<figure\b[^>]* data-frame="/);
  return (shell.slice(0, start) + waking + alone(home, figure, base) + shell.slice(endOfFigure(shell, start)))
    .replace('</head>', () => `${needed}</head>`)
    .replaceAll('%title%', () => figure.title)
    .replaceAll('%home%', () => `${base}${home.path}#${figure.id}`);
}

/** The figure as the only thing on its page: its heading is the page's, and its links open elsewhere. */
function alone({ path }: HomePage, { html }: FoundFigure, base: string): string {
  const isInside = (id: string) => html.includes(` id="${id}"`);
  return html
    .replace(WAKING, '')
    .replace(/<script type="module"[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(STYLE, '')
    .replace(/ data-frame="/, ` data-page="${path}" data-frame="`)
    .replace(/<(h\d)(\b[^>]* id="[^"]*-title"[^>]*>[\s\S]*?)<\/\1>/, '<h1$2</h1>')
    .replace(/<a\b[^>]*>/g, (link) => linkFrom(link, `${base}${path}`, isInside));
}

/** A link of a page at `address`, as it must be elsewhere; those to what is in the figure itself stay. */
function linkFrom(link: string, address: string, isInside: (id: string) => boolean): string {
  const href = / href="([^"]*)"/.exec(link)?.[1] ?? '';
  if (href.startsWith('#') && isInside(href.slice(1))) return link;
  const isWhole = /^([a-z]+:|\/)/.test(href);
  const moved = isWhole ? link : link.replace(` href="${href}"`, ` href="${address}${href}"`);
  return / (download|target)\b/.test(moved) ? moved : moved.replace(/>$/, ' target="_blank" rel="noopener">');
}
