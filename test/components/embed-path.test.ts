import { expect, it } from 'vitest';
import { embedPath } from '../../src/components/embed-path.ts';

it.each([
  ['', 'threshold', 'embed/threshold/'],
  ['part-2/', 'errors', 'embed/part-2/errors/'],
  ['experiments/fruit/', 'errors', 'embed/fruit/errors/'],
])('of the page "%s" the figure %s stands alone at %s', (page, id, path) => {
  expect(embedPath(page, id)).toBe(path);
});
