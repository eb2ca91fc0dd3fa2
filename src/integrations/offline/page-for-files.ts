/**
 * A page as it goes into the ZIP: it reads from a folder, without a server, where a browser lets no script and no mask of
 * another file in; and behind a server it is the page that it was.
 */
import { createHash } from 'node:crypto';
import { relativeAddresses } from './relative-addresses.ts';

/** No script is let in from a file: without this each would tell of its failure where the reader cannot mend it. */
const GUARD = `if (location.protocol === 'file:') {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'content-security-policy';
  policy.content = "script-src 'none'";
  document.head.append(policy);
  document.documentElement.dataset.fromFile = '';
}`;
const GUARD_HASH = `'sha256-${createHash('sha256').update(GUARD).digest('base64')}'`;
const STYLE =
  ':root:not([data-from-file]) .from-file { display: none } .from-file-note { margin: 0; padding: 0.8rem var(--edge); background: var(--paper-sunken); font: 0.95rem/1.5 var(--sans) }';

/** Of a drawing in a sheet of drawings, which is a mask. */
const SHEET = /url\((\/[^)"']*\.png)\)/g;

/**
 * @param file where the page lies below the site, `draw/index.html`
 * @param base address at which the site begins
 * @param read bytes of the file that lies below the site at a path
 */
export function pageForFiles(
  html: string,
  file: string,
  base: string,
  read: (path: string) => Uint8Array,
): string {
  const sheets = new Map<string, string>();
  const withSheets = html.replace(SHEET, (_, address: string) => {
    const name = sheets.get(address) ?? `--sheet-${sheets.size + 1}`;
    sheets.set(address, name);
    return `var(${name})`;
  });
  const rules = [...sheets].map(([address, name]) => {
    const bytes = Buffer.from(read(address.slice(base.length)));
    return `${name}: url(data:image/png;base64,${bytes.toString('base64')});`;
  });
  const style = `<style>${STYLE}${rules.length > 0 ? ` :root { ${rules.join(' ')} }` : ''}</style>`;
  const offline = relativeAddresses(`<a href="${base}offline/#zip">`, file, base);
  const note = `<aside class="from-file from-file-note" aria-label="Opened from a file">You have opened this from a file. The page reads; drawing, playing and training need a web server. ${offline}A small one will do.</a></aside>`;
  return relativeAddresses(withSheets, file, base)
    .replace(/(content="[^"]*script-src 'self')/, `$1 ${GUARD_HASH}`)
    .replace('</title>', `</title>${style}<script>${GUARD}</script>`)
    .replace(/<body[^>]*>/, (body) => body + note)
    .replace(
      /<noscript>([\s\S]*?)<\/noscript>/g,
      (noscript, inside: string) => `${noscript}<div class="from-file">${inside}</div>`,
    );
}
