/** Fills the page that lists all figures: what it says of one page and one figure is said again for each. */
import { embedPath } from '../../components/embed-path.ts';
import { frameSnippet } from '../../components/frame-snippet.ts';
import type { FoundFigure } from './figures-in.ts';

export interface ListedPage {
  /** Path below the site. */
  readonly path: string;
  /** Its heading, as HTML without tags. */
  readonly title: string;
  readonly figures: readonly FoundFigure[];
}

const EACH_PAGE = /<!--page-->([\s\S]*?)<!--\/page-->/;
const EACH_FIGURE = /<!--figure-->([\s\S]*?)<!--\/figure-->/;
const CSV = /<!--csv-->([\s\S]*?)<!--\/csv-->/g;

/**
 * @param list the built page, with its words for one page between `<!--page-->` and `<!--/page-->`, in it those for one
 *   figure, in these those for its numbers, and `%names%` for what changes
 * @param base address at which the site begins, with a slash at its end
 * @param origin of the published site, or an example
 * @throws Error where the page has no such words
 */
export function listPage(list: string, pages: readonly ListedPage[], base: string, origin: string): string {
  const page = EACH_PAGE.exec(list)?.[1];
  const figure = page && EACH_FIGURE.exec(page)?.[1];
  if (!page || !figure) throw new Error('the list of figures has no words for one: expected <!--figure-->');
  const all = pages.map(({ path, title, figures }) => {
    const entries = figures.map((each) => {
      const address = `${base}${embedPath(path, each.id)}`;
      const snippet = frameSnippet({ src: `${origin}${address}`, title: plain(each.title), height: '46rem' });
      return fill(figure.replace(CSV, each.csv === null ? '' : '$1'), {
        id: `${embedPath(path, each.id)
          .replace(/^embed\/|\/$/g, '')
          .replaceAll('/', '-')}`,
        title: each.title,
        look: each.look,
        alone: address,
        home: `${base}${path}#${each.id}`,
        csv: each.csv === null ? '' : `${base}${path}${each.csv}`,
        snippet: escaped(snippet),
      });
    });
    const heading = fill(page, { page: `${base}${path}`, pageTitle: title });
    return heading.replace(EACH_FIGURE, () => entries.join(''));
  });
  return list.replace(EACH_PAGE, () => all.join(''));
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/%(\w+)%/g, (whole, name: string) => values[name] ?? whole);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The text that HTML without tags stands for. */
const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
