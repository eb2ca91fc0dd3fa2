/**
 * What can be taken away of a figure: SVG and PNG, made in the browser from what it shows; the CSV, a file; and the lines
 * that put it, as it stands, into another page. The code for pictures comes when one is asked for.
 */
import { figureAddress } from './figure-address.ts';
import { controlsOf } from './figure-controls.ts';
import { changedState, initialState } from './figure-state.ts';
import { figureCsv } from './figure-table.ts';
import { frameSnippet } from './frame-snippet.ts';
import { saveFile } from './save-file.ts';
import { wireCopy } from './wire-copy.ts';

/** Widths of the pictures: for a slide, and for print. */
const PNG_PX = [1600, 3200] as const;
/** Of the line below a figure that stands alone, in pixels. */
const CREDIT_PX = 72;

/** Puts the buttons into a figure's row of downloads, and makes the CSV's link work where there is no file behind it. */
export function wireDownloads(figure: HTMLElement): void {
  const name = figure.dataset.frame ?? 'figure';
  const bar = figure.querySelector<HTMLElement>('.downloads');
  if (!bar) return;
  const csv = bar.querySelector<HTMLElement>('[data-as="csv"]');
  const said = document.createElement('span');
  said.className = 'outcome';
  said.setAttribute('role', 'status');
  /** Only the last one has its outcome told. */
  let presses = 0;
  const offer = (as: string, label: string, make: () => Promise<string>) => {
    const pressed = button(label);
    pressed.dataset.as = as;
    pressed.addEventListener('click', async () => {
      presses += 1;
      const press = presses;
      said.textContent = '';
      const outcome = await make().catch(
        (error) => `No ${label}: ${error instanceof Error ? error.message : error}.`,
      );
      if (press === presses) said.textContent = outcome;
    });
    bar.insertBefore(pressed, csv);
  };
  offer('svg', 'SVG', async () => {
    const { figureSheet, svgText } = await import('./figure-svg.ts');
    const svg = svgText(await figureSheet(figure));
    saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
    return '';
  });
  for (const wanted of PNG_PX)
    offer(`png-${wanted}`, `PNG ${wanted} px`, async () => {
      said.textContent = 'Making the picture.';
      const [{ figureSheet }, { figurePng }] = await Promise.all([
        import('./figure-svg.ts'),
        import('./figure-png.ts'),
      ]);
      const { file, width, height } = await figurePng(await figureSheet(figure), wanted);
      saveFile(file, `${name}-${width}.png`);
      return `${width} × ${height} pixels.`;
    });
  bar.append(copyButton(figure), said);
  if (csv === null || figure.querySelector('script[type="text/csv"]') === null) return;
  csv.addEventListener('click', async (event) => {
    event.preventDefault();
    saveFile(new Blob([await figureCsv(figure)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  });
}

/** Copies the lines for a frame that shows the figure as it then stands. */
function copyButton(figure: HTMLElement): HTMLElement {
  const initial = initialState(controlsOf(figure));
  const title = figure.querySelector('.title')?.textContent?.trim() ?? '';
  const copy = button('');
  const words = document.createElement('span');
  words.dataset.said = '';
  words.textContent = 'Copy embed code';
  copy.append(words);
  copy.hidden = true;
  copy.dataset.as = 'frame';
  copy.addEventListener(
    'click',
    () => {
      const src = figureAddress(figure).alone;
      src.search = stateQuery(figure, initial);
      const height = `${Math.ceil(figure.offsetHeight + CREDIT_PX)}px`;
      copy.dataset.copy = frameSnippet({ src: src.href, title, height });
    },
    true,
  );
  wireCopy(copy);
  return copy;
}

/** What was chosen: the parameters that the figure itself keeps in the address of its page, and its controls. */
function stateQuery(figure: HTMLElement, initial: ReadonlyMap<string, string>): string {
  const page = new URLSearchParams(location.search);
  const kept = (figure.dataset.keeps ?? '').split(' ').flatMap((key): [string, string][] => {
    const value = page.get(key);
    return value === null ? [] : [[key, value]];
  });
  return new URLSearchParams([...kept, ...changedState(controlsOf(figure), initial)]).toString();
}

function button(label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  return made;
}
