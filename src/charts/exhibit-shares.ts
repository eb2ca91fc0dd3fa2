/**
 * Probabilities as text, small enough for an attribute of a page: whole units in base 64, a fixed number of
 * characters each. Rounding never moves a drawing from one class to another.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Decimals that are kept: five where a threshold must part the drawings exactly, three where only bars are drawn. */
export type Decimals = 3 | 5;
const WIDTH: Readonly<Record<Decimals, number>> = { 3: 2, 5: 3 };

/**
 * @param rows probabilities, [drawings][k]
 * @returns k codes for every drawing, one after the other
 */
export function packShares(rows: readonly (readonly number[])[], decimals: Decimals): string {
  return rows
    .flatMap((row) => toUnits(row, 10 ** decimals))
    .map((unit) => encode(unit, WIDTH[decimals]))
    .join('');
}

/** The probabilities of drawing `index`, [k]; NaN beyond the last drawing. */
export function unpackShares(packed: string, decimals: Decimals, k: number, index: number): number[] {
  const width = WIDTH[decimals];
  return Array.from({ length: k }, (_, column) => {
    const from = (index * k + column) * width;
    let unit = from + width > packed.length ? Number.NaN : 0;
    for (const character of packed.slice(from, from + width))
      unit = unit * 64 + (VALUE_OF.get(character) ?? Number.NaN);
    return unit / 10 ** decimals;
  });
}

/** Index of the greatest share, the first of equals: the class that a model calls a drawing. */
export function greatest(shares: readonly number[]): number {
  return shares.reduce((best, share, i) => (share > (shares[best] as number) ? i : best), 0);
}

/**
 * Rounded down like the thresholds of `packRoc`, but never to nothing or to certainty what is neither. Where the
 * greatest share would lose its rank by that, it gets as much as it takes to keep it.
 */
function toUnits(row: readonly number[], scale: number): number[] {
  const units = row.map((share) => {
    const unit = Math.floor(share * scale + 1e-6);
    return share > 0 && unit === 0 && scale < 1e5 ? 1 : unit;
  });
  const called = greatest(row);
  if (row.length > 0 && greatest(units) !== called) units[called] = (units[greatest(units)] as number) + 1;
  return units;
}

function encode(unit: number, width: number): string {
  let text = '';
  for (let i = 0, rest = unit; i < width; i++, rest = Math.floor(rest / 64))
    text = ALPHABET.charAt(rest % 64) + text;
  return text;
}
