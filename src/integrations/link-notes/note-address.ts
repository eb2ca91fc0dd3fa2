/** Stands for the site's own host where it is not known. */
const UNKNOWN = 'http://site.invalid';

/**
 * Address of a link as paper shows it, in HTML; null for what leads nowhere on paper: a place on the same page, or what is
 * no web address.
 * @param href as the page has it, entities and all
 * @param page address of the page, whole, or from `/` on: then links within the site begin so too
 */
export function noteAddress(href: string, page: string): string | null {
  const here = new URL(page, UNKNOWN);
  const given = href.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
  if (!URL.canParse(given, here)) return null;
  const there = new URL(given, here);
  if (!/^https?:$/.test(there.protocol)) return null;
  if (there.origin === here.origin && there.pathname === here.pathname && there.search === here.search)
    return null;
  const address = there.origin === UNKNOWN ? there.href.slice(UNKNOWN.length) : there.href;
  return address.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
