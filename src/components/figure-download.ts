/** SVG and CSV downloads of a figure; the SVG is made in the browser from what the figure shows. */
import { figureCsv } from './figure-table.ts';
import { inlineStyles } from './inline-styles.ts';
import { layoutToSvg } from './layout-to-svg.ts';

/** Shows the button of a figure's SVG (`[data-as=svg]`), and makes the CSV's link work where there is no file behind it. */
export function wireDownloads(figure: HTMLElement): void {
  const name = figure.dataset.frame ?? 'figure';
  const bar = figure.querySelector<HTMLElement>('.downloads');
  if (!bar) return;
  const svg = bar.querySelector<HTMLElement>('[data-as="svg"]');
  svg?.addEventListener('click', async () => save(`${name}.svg`, 'image/svg+xml', await figureToSvg(figure)));
  if (svg) svg.hidden = false;
  if (figure.querySelector('script[type="text/csv"]') === null) return;
  bar.querySelector('[data-as="csv"]')?.addEventListener('click', async (event) => {
    event.preventDefault();
    save(`${name}.csv`, 'text/csv;charset=utf-8', await figureCsv(figure));
  });
}

/** What stands between a figure's introduction and its note; islands have no box of their own. */
const bodyOf = (figure: HTMLElement): HTMLElement[] =>
  [
    ...figure.querySelectorAll<HTMLElement>(
      ':scope > :not(figcaption, .note, .more, astro-island), :scope > astro-island > *',
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

function save(file: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
