/** Puts what a download weighs into a page, where it says `<data value="0" data-weight="site line">`. */
import { formatBytes } from '../../components/format.ts';

const PLACE = /<data\b[^>]*\sdata-weight="(\w+) (\w+)"[^>]*>[^<]*<\/data>/g;

/**
 * @param bytes by part and by what is counted, such as `site line`
 * @throws Error for a place that nothing is known of
 */
export function fillWeights(html: string, bytes: Readonly<Record<string, number>>): string {
  return html.replace(PLACE, (_, part: string, what: string) => {
    const count = bytes[`${part} ${what}`];
    if (count === undefined) throw new Error(`nothing weighs "${part} ${what}"`);
    return `<data value="${count}" data-weight="${part} ${what}">${formatBytes(count)}</data>`;
  });
}
