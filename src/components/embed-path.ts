/**
 * Path below the site at which a figure stands alone, for a frame on somebody else's page. The front page's figures are
 * `embed/<id>/`; those of any other page have its last name before theirs, since ids are once a page, not once a site:
 * `part-2/` and `errors` make `embed/part-2/errors/`.
 *
 * @param page path of the figure's page below the site: `''`, `part-2/`
 * @param id of the figure
 */
export function embedPath(page: string, id: string): string {
  const name = page.split('/').filter(Boolean).at(-1);
  return ['embed', ...(name === undefined ? [] : [name]), id, ''].join('/');
}
