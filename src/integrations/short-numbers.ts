/**
 * Shortens the numbers that charts are drawn by: `224.85714285714286` is `224.857`. A thousandth of a unit of any drawing
 * here is less than a tenth of a pixel, and the digits behind it are the part of a page that compresses least.
 */
import type { AstroIntegration } from 'astro';
import { changePages } from './change-pages.ts';

const DIGITS = 3;
const GEOMETRY = / (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|d|points|transform)="[^"]*"/g;
/** Without an exponent, and with something between it and the next number: `1.23456.7` is two. */
const LONG = /-?\d*\.\d{4,}(?!\d*[e.])/g;

/** @returns the page with places and lengths of at most three decimals; what scales a drawing keeps all of them. */
export function shortNumbers(html: string): string {
  return html.replace(GEOMETRY, (attribute) =>
    /scale|matrix/.test(attribute)
      ? attribute
      : attribute.replace(LONG, (number) => String(Number(Number(number).toFixed(DIGITS)))),
  );
}

/** To be listed before what compresses pages. */
export default function shortNumbersIntegration(): AstroIntegration {
  return {
    name: 'short-numbers',
    hooks: { 'astro:build:done': ({ dir }) => changePages(dir, shortNumbers) },
  };
}
