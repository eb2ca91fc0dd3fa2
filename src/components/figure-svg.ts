/** What a figure shows, as one SVG document: for a download, and for the pictures made of it. */
import { figureAddress } from './figure-address.ts';
import { inlineStyles } from './inline-styles.ts';
import { layoutToSvg } from './layout-to-svg.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';
const GAP = 24;
/** Where the drawings begin. */
const TOP = 64;
/** Drawings stand side by side up to this width, and then in rows of as many as can be alike. */
const MOST_ACROSS = 1400;
const TITLE = { size: 18, weight: 700, letter: 0.6 };
const SOURCE = { size: 11, weight: 400, letter: 0.55 };

/** What stands between a figure's introduction and its note; islands have no box of their own. */
const bodyOf = (figure: HTMLElement): HTMLElement[] =>
  [
    ...figure.querySelectorAll<HTMLElement>(
      ':scope > :not(figcaption, .note, .more, astro-island), :scope > astro-island > *',
    ),
  ].filter((element) => element.getClientRects().length > 0);

/**
 * The visible charts of a figure side by side, with computed styles, a title and a line that says where it is from; of a
 * figure without charts, all that it shows.
 *
 * @throws Error when a picture in it cannot be fetched once more.
 */
export async function figureSheet(figure: HTMLElement): Promise<SVGSVGElement> {
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('svg[data-download]')].filter(
    (svg) => svg.getClientRects().length > 0,
  );
  if (drawings.length === 0) drawings.push(await layoutToSvg(bodyOf(figure)));
  const sheet = document.createElementNS(NAMESPACE, 'svg');
  const paper = document.createElementNS(NAMESPACE, 'rect');
  sheet.append(paper);
  const sized = drawings.map((drawing) => {
    const { width: units, height: tall } = drawing.viewBox.baseVal;
    const width = Math.max(units, drawing.getBoundingClientRect().width); // of a bitmap a unit is one of its squares
    return { drawing, width, height: (width / units) * tall };
  });
  const across = sized.reduce((sum, { width }) => sum + width + GAP, 0);
  const inRow = Math.ceil(sized.length / Math.ceil(across / MOST_ACROSS));
  let wide = 0;
  let y = TOP;
  for (let first = 0; first < sized.length; first += inRow) {
    const row = sized.slice(first, first + inRow);
    let x = GAP;
    for (const { drawing, width, height } of row) {
      const copy = drawing.cloneNode(true) as SVGSVGElement;
      if (drawing.isConnected) inlineStyles(drawing, copy);
      for (const [key, value] of Object.entries({ x, y, width, height, overflow: 'visible' }))
        copy.setAttribute(key, String(value));
      sheet.append(copy);
      x += width + GAP;
    }
    wide = Math.max(wide, x);
    y += Math.max(...row.map(({ height }) => height)) + GAP;
  }
  const look = getComputedStyle(figure);
  const write = (text: string, at: number, { size, weight, letter }: typeof TITLE) => {
    const line = document.createElementNS(NAMESPACE, 'text');
    line.textContent = text;
    line.setAttribute('x', String(GAP));
    line.setAttribute('y', String(at));
    line.setAttribute(
      'style',
      `font-family:${look.fontFamily.replaceAll('"', "'")};font-size:${size}px;font-weight:${weight};fill:${look.color}`,
    );
    wide = Math.max(wide, 2 * GAP + letter * size * text.length); // no line is cut off
    sheet.append(line);
  };
  write(figure.querySelector('.title')?.textContent?.trim() ?? '', 36, TITLE);
  write(figureAddress(figure).home.href, y + SOURCE.size, SOURCE);
  write('Drawings: Quick, Draw! by Google, CC BY 4.0', y + 2.4 * SOURCE.size, SOURCE);
  const size = [Math.ceil(wide), Math.ceil(y + 2.4 * SOURCE.size + GAP)];
  sheet.setAttribute('xmlns', NAMESPACE);
  sheet.setAttribute('viewBox', `0 0 ${size.join(' ')}`);
  sheet.setAttribute('width', String(size[0]));
  sheet.setAttribute('height', String(size[1]));
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  return sheet;
}

export const svgText = (sheet: SVGSVGElement): string => new XMLSerializer().serializeToString(sheet);
