/** The tables of a figure's data, made in the browser when they are opened: most never are, and they are long. */
import { readCsv, type Table } from './csv.ts';

/**
 * The CSV of a figure's data: the file that its link leads to, or, before there is a build, what the page itself holds.
 * @throws Error when the file cannot be had.
 */
export async function figureCsv(figure: HTMLElement): Promise<string> {
  const held = [...figure.querySelectorAll<HTMLScriptElement>('script[type="text/csv"]')];
  if (held.length > 0) return held.map((script) => script.textContent.replaceAll('<\\/', '</')).join('\r\n');
  const link = figure.querySelector<HTMLAnchorElement>('[data-as="csv"]');
  const response = link ? await fetch(link.href) : null;
  if (!response?.ok) throw new Error(`${link?.href}: status ${response?.status}`);
  return response.text();
}

/** Makes the tables of a figure when its `details` are opened for the first time. */
export function wireTables(figure: HTMLElement): void {
  const details = figure.querySelector<HTMLDetailsElement>('.more details');
  const place = details?.querySelector<HTMLElement>('.scroll');
  if (!details || !place) return;
  const captions = [...place.querySelectorAll<HTMLElement>('[data-caption]')].map(
    ({ dataset }) => dataset.caption ?? '',
  );
  const fill = async () => {
    if (!details.open || place.querySelector('table')) return;
    try {
      const tables = readCsv(await figureCsv(figure));
      place.replaceChildren(...tables.map((table, i) => htmlTable(captions[i] ?? '', table)));
    } catch {
      place.textContent = 'The numbers did not come. Close this and open it again, or take the CSV.';
    }
  };
  details.addEventListener('toggle', fill);
  void fill();
}

function htmlTable(caption: string, [columns = [], ...rows]: Table): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'data-table';
  table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  for (const column of columns) head.append(headCell('col', column));
  const body = table.createTBody();
  for (const [first = '', ...cells] of rows) {
    const row = body.insertRow();
    row.append(headCell('row', first));
    for (const cell of cells) row.insertCell().textContent = shownCell(cell);
  }
  return table;
}

/** A cell of the CSV as a reader sees it: a file has the minus sign that programs read, a page the one that people do. */
export const shownCell = (cell: string): string => cell.replace(/^-(?=\d)/, '−');

function headCell(scope: string, text: string): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
