/**
 * Records of a table of comma-separated values, as RFC 4180 has them: fields may stand in quotes, and then hold commas, line
 * ends, and quotes that are doubled. One pass over the bytes; only the record that is handed out is decoded.
 * https://www.rfc-editor.org/rfc/rfc4180
 */

/** No record of a drawing comes near it. */
const MAX_RECORD_BYTES = 4 * 2 ** 20;

const QUOTE = 0x22;
const COMMA = ',';
const LINE_END = 0x0a;

export interface CsvRecord {
  /** Of its beginning, from 1. */
  readonly line: number;
  /** Undefined where it is no record: text beside quotes, a quote that never ends, or longer than 4 MiB. */
  readonly fields: readonly string[] | undefined;
}

/**
 * Blank lines and a byte order mark are passed over; CRLF is a line end too. After what is no record, reading goes on with
 * the next line, so that a quote too many costs no more than its line.
 */
export function* csvRecords(bytes: Uint8Array): Generator<CsvRecord> {
  const decoder = new TextDecoder();
  let line = 1;
  let at = 0;
  while (at < bytes.length) {
    const end = endOfRecord(bytes, at);
    const fields = end === undefined ? undefined : fieldsOf(decoder.decode(bytes.subarray(at, end)));
    const next = fields === undefined ? endOfLine(bytes, at) : (end as number);
    if (fields === undefined || fields.length > 1 || (fields[0] as string).trim() !== '')
      yield { line, fields };
    line += linesIn(bytes, at, next) + 1;
    at = next + 1;
  }
}

/** Where the line ends that is in no quotes; undefined where none is within reach. */
function endOfRecord(bytes: Uint8Array, from: number): number | undefined {
  const last = Math.min(bytes.length, from + MAX_RECORD_BYTES);
  let isQuoted = false;
  for (let i = from; i < last; i++) {
    if (bytes[i] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[i] === LINE_END && !isQuoted) return i;
  }
  return last === bytes.length && !isQuoted ? last : undefined;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LINE_END, from);
  return end === -1 ? bytes.length : end;
}

function linesIn(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = bytes.indexOf(LINE_END, from); i !== -1 && i < to; i = bytes.indexOf(LINE_END, i + 1)) count++;
  return count;
}

/** Fields of one record; undefined where text stands beside quotes. */
function fieldsOf(record: string): string[] | undefined {
  const text = record.replace(/\r$/, '');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field: string;
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end === -1) return undefined;
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      if (at < text.length && text[at] !== COMMA) return undefined;
    } else {
      const comma = text.indexOf(COMMA, at);
      field = text.slice(at, comma === -1 ? text.length : comma);
      if (field.includes('"')) return undefined;
      at += field.length;
    }
    fields.push(field);
    if (at >= text.length) return fields;
    at++; // the comma
  }
}
