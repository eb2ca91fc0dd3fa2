import { embedPath } from './embed-path.ts';
import { sitePath } from './site-path.ts';

/**
 * Where a figure stands: `alone`, for a frame, and at `home`, in its page. Whole addresses: those of the published site, or,
 * where the build knew none, those of this copy. A page that shows a figure of another one says so in `data-page`.
 */
export function figureAddress(figure: HTMLElement): { readonly alone: URL; readonly home: URL } {
  const site = new URL(sitePath(), import.meta.env.SITE || location.origin);
  const here = location.pathname.slice(sitePath().length).replace(/index\.html$/, '');
  const page = figure.dataset.page ?? here;
  return {
    alone: new URL(embedPath(page, figure.id), site),
    home: new URL(`${page}#${figure.id}`, site),
  };
}
