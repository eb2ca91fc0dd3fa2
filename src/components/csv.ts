/** Tables as CSV (RFC 4180), an empty line between two: what a figure's data is served as, and read back from. */

/** Rows of cells, the first row names the columns. */
export type Table = readonly (readonly string[])[];

/** @param tables without a row whose only cell is empty: it would part the table in two. */
export function writeCsv(tables: readonly Table[]): string {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = (table: Table) => table.map((row) => row.map(quote).join(',')).join('\r\n');
  return `${tables.map(lines).join('\r\n\r\n')}\r\n`;
}

/** The tables of a text that `writeCsv` has written. */
export function readCsv(text: string): string[][][] {
  const tables: string[][][] = [[]];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === '' && row.length === 0 && !quoted && !plain) break;
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (row.length === 1 && row[0] === '') tables.push([]);
    else tables.at(-1)?.push(row);
    row = [];
  }
  return tables.filter((table) => table.length > 0);
}
