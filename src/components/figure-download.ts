/** SVG and CSV downloads of a figure, made in the browser from what the figure shows. */
import { inlineStyles } from './inline-styles.ts';
import { layoutToSvg } from './layout-to-svg.ts';

/** Shows the download buttons of a figure (`[data-as=svg]`, `[data-as=csv]`) and makes them work. */
export function wireDownloads(figure: HTMLElement): void {
  const name = figure.dataset.frame ?? 'figure';
  const bar = figure.querySelector<HTMLElement>('.downloads');
  if (!bar) return;
  const svg = bar.querySelector<HTMLElement>('[data-as="svg"]');
  svg?.addEventListener('click', async () => save(`${name}.svg`, 'image/svg+xml', await figureToSvg(figure)));
  const csv = bar.querySelector<HTMLElement>('[data-as="csv"]');
  csv?.addEventListener('click', () => save(`${name}.csv`, 'text/csv;charset=utf-8', tablesToCsv(figure)));
  bar.hidden = false;
}

/** What stands between a figure's introduction and its caption; islands have no box of their own. */
const bodyOf = (figure: HTMLElement): HTMLElement[] =>
  [
    ...figure.querySelectorAll<HTMLElement>(
      ':scope > :not(.title, .look, figcaption, .more, astro-island), :scope > astro-island > *',
    ),
  ].filter((element) => element.getClientRects().length > 0);

/**
 * The visible charts of a figure side by side as one SVG document, with computed styles and the title; of a figure
 * without charts, all that it shows.
 */
export async function figureToSvg(figure: HTMLElement): Promise<string> {
  const gap = 24;
  const top = 40;
  const namespace = 'http://www.w3.org/2000/svg';
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('svg[data-download]')].filter(
    (svg) => svg.getClientRects().length > 0,
  );
  if (drawings.length === 0) drawings.push(await layoutToSvg(bodyOf(figure)));
  const sheet = document.createElementNS(namespace, 'svg');
  const paper = document.createElementNS(namespace, 'rect');
  const title = document.createElementNS(namespace, 'text');
  sheet.append(paper, title);
  let x = gap;
  let height = 0;
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true) as SVGSVGElement;
    if (drawing.isConnected) inlineStyles(drawing, copy);
    const { width: units, height: tall } = drawing.viewBox.baseVal;
    const w = Math.max(units, drawing.getBoundingClientRect().width); // of a bitmap a unit is one of its squares
    const h = (w / units) * tall;
    for (const [key, value] of Object.entries({ x, y: top + gap, width: w, height: h, overflow: 'visible' }))
      copy.setAttribute(key, String(value));
    sheet.append(copy);
    x += w + gap;
    height = Math.max(height, h);
  }
  const look = getComputedStyle(figure);
  title.textContent = figure.querySelector('.title')?.textContent ?? '';
  title.setAttribute('x', String(gap));
  title.setAttribute('y', String(gap + 12));
  title.setAttribute(
    'style',
    `font-family:${look.fontFamily.replaceAll('"', "'")};font-size:18px;font-weight:700;fill:${look.color}`,
  );
  const size = [x, height + top + 2 * gap];
  sheet.setAttribute('xmlns', namespace);
  sheet.setAttribute('viewBox', `0 0 ${size.join(' ')}`);
  sheet.setAttribute('width', String(size[0]));
  sheet.setAttribute('height', String(size[1]));
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  return new XMLSerializer().serializeToString(sheet);
}

/** Every table of the figure's text alternative as RFC 4180 CSV, an empty line between two. */
export function tablesToCsv(figure: HTMLElement): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const tables = [...figure.querySelectorAll<HTMLTableElement>('.more details table')].map((table) =>
    [...table.rows]
      .map((row) => [...row.cells].map((cell) => quote(cell.textContent?.trim() ?? '')).join(','))
      .join('\r\n'),
  );
  return `${tables.join('\r\n\r\n')}\r\n`;
}

function save(file: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
