/**
 * Pages and stylesheets that name what belongs to them by where it lies beside them, so that they also read from a folder,
 * without a server. Addresses that scripts use stay as they are: scripts do not run there.
 */
import { posix } from 'node:path';

const ATTRIBUTE = /(<(?:a|link|script|img|source)\b[^>]*?\s(?:href|src)=")(\/(?!\/)[^"]*)(?=")/g;
const STYLE_URL = /(url\(["']?)(\/(?!\/)[^)"']*)/g;

/**
 * @param file where the page lies below the site, `draw/index.html`
 * @param base address at which the site begins, `/` or `/doodles/`
 * @returns the text with relative addresses; a folder's is that of its page
 */
export function relativeAddresses(text: string, file: string, base: string): string {
  const from = posix.dirname(file);
  const relative = (address: string): string => {
    if (!address.startsWith(base)) return address;
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(address.slice(base.length)) ?? [];
    const target = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    return posix.relative(from, target) + rest;
  };
  const written = text.replace(STYLE_URL, (_, before: string, address: string) => before + relative(address));
  if (!file.endsWith('.html')) return written;
  return written.replace(ATTRIBUTE, (_, before: string, address: string) => before + relative(address));
}
