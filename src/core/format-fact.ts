/** Facts as readers see them. */
import { formatDate } from './format-date.ts';
import type { Fact } from './lookup.ts';

export const FACT_FORMATS = [
  'percent',
  'points',
  'number',
  'count',
  'seconds',
  'bytes',
  'pValue',
  'interval',
  'range',
  'date',
  'text',
] as const;
export type FactFormat = (typeof FACT_FORMATS)[number];

/** Between a number and its unit: narrow, and never the end of a line. */
const SPACE = '\u202f';
const NATURAL = {
  share: 'percent',
  points: 'points',
  count: 'count',
  number: 'number',
  bytes: 'bytes',
  seconds: 'seconds',
  pValue: 'pValue',
  date: 'date',
  text: 'text',
} as const;

const SIGNS: Partial<Record<Fact['unit'], string>> = { share: `${SPACE}%`, points: `${SPACE}points` };

/**
 * `percent` "93.1 %", `points` "2.4 points" for a difference of shares, `count` "1,297", `number` "0.957",
 * `seconds` "42 s", "12 min" or "0.02 s", `bytes` "243 kB", `pValue` "0.003" or "below 0.001", `interval`
 * "93.1 % (91.0 to 95.0)", `range` "91.0 to 95.0 %", `date` "3 November 2026". Left out: what the fact's unit asks for.
 * @param digits after the point; 1 for shares, 3 for plain numbers unless given.
 * @throws Error when the fact is text but a number is asked for, or has no interval but one is asked for.
 */
export function formatFact(fact: Fact, format: FactFormat = NATURAL[fact.unit], digits?: number): string {
  const { value, low, high } = fact;
  if (format === 'text') return String(value);
  if (format === 'date') {
    if (fact.unit !== 'date') throw new Error(`${value} is no date and cannot be shown as one`);
    return formatDate(String(value));
  }
  if (typeof value === 'string') throw new Error(`"${value}" is text and cannot be shown as ${format}`);
  if (format === 'interval' || format === 'range') {
    if (low === undefined || high === undefined)
      throw new Error(`${value} has no interval and cannot be shown as ${format}`);
    const [l, h] = [bare(low, fact.unit, digits), bare(high, fact.unit, digits)];
    const sign = SIGNS[fact.unit] ?? '';
    return format === 'range'
      ? `${l} to ${h}${sign}`
      : `${bare(value, fact.unit, digits)}${sign} (${l} to ${h})`;
  }
  switch (format) {
    case 'percent':
      return `${bare(value, 'share', digits)}${SPACE}%`;
    case 'points':
      return `${bare(value, 'share', digits)}${SPACE}points`;
    case 'count':
      return grouped(value, 0);
    case 'number':
      return fact.unit === 'number' && Number.isInteger(value) && digits === undefined
        ? grouped(value, 0)
        : grouped(value, digits ?? 3);
    case 'seconds':
      if (value >= 120) return `${grouped(value / 60, digits ?? 0)}${SPACE}min`;
      return `${grouped(value, digits ?? secondsDigits(value))}${SPACE}s`;
    case 'pValue':
      if (value < 0.001) return 'below 0.001';
      return value > 0.995 ? '1' : grouped(value, digits ?? (value < 0.1 ? 3 : 2));
    case 'bytes':
      if (value >= 1e9) return `${grouped(value / 1e9, digits ?? 1)}${SPACE}GB`;
      if (value >= 1e6) return `${grouped(value / 1e6, digits ?? 1)}${SPACE}MB`;
      return `${grouped(value / 1e3, digits ?? 0)}${SPACE}kB`;
  }
}

function bare(value: number, unit: Fact['unit'], digits?: number): string {
  if (unit === 'share' || unit === 'points') return grouped(value * 100, digits ?? 1);
  return grouped(value, digits ?? (unit === 'number' ? 3 : 0));
}

/** Two significant digits for the short times, whole seconds for the long ones. */
const secondsDigits = (seconds: number): number =>
  seconds >= 10 ? 0 : seconds >= 1 || seconds === 0 ? 1 : seconds >= 0.1 ? 2 : 3;

/** Commas between thousands, and a fixed number of digits after the point. */
function grouped(value: number, digits: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const sign = value < 0 ? '−' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`;
}
