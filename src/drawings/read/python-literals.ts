/** Texts as protocol 0 of Python's pickles writes them, in a line each. */
import { latin1 } from './latin1.ts';

const ESCAPED: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, '\\': 92, "'": 39, '"': 34 };

/** A `str` of Python 2, in quotes, with \x.. for bytes. @returns undefined for anything else. */
export function pythonString(line: Uint8Array): Uint8Array | undefined {
  const quote = line[0];
  if (line.length < 2 || (quote !== 39 && quote !== 34) || line.at(-1) !== quote) return undefined;
  const bytes = new Uint8Array(line.length - 2);
  let length = 0;
  for (let i = 1; i < line.length - 1; i++) {
    if (line[i] !== 92) {
      bytes[length++] = line[i] as number;
      continue;
    }
    const letter = String.fromCharCode(line[++i] as number);
    const hex = letter === 'x' ? String.fromCharCode(...line.subarray(i + 1, i + 3)) : '';
    const value = letter === 'x' && /^[\da-f]{2}$/i.test(hex) ? Number.parseInt(hex, 16) : ESCAPED[letter];
    if (value === undefined || i >= line.length - 1) return undefined;
    bytes[length++] = value;
    i += hex.length;
  }
  return bytes.subarray(0, length);
}

/** A `unicode` of Python 2 or a `str` of Python 3: Latin-1, with \u.... for the rest. */
export const rawUnicode = (line: Uint8Array): string =>
  latin1(line).replace(/\\u([\da-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
