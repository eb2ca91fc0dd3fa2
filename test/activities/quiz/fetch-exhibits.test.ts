import { expect, test } from 'vitest';
import { fetchExhibits } from '../../../src/activities/quiz/fetch-exhibits.ts';

const set = { classes: [{ name: 'cat' }, { name: 'sheep' }], decimals: 5, shares: {} };

test('the drawings come as they are', async () => {
  expect(await fetchExhibits('x.json', async () => Response.json(set))).toEqual(set);
});

test.each([
  ['nobody answers', () => Promise.reject(new TypeError('failed')), /Is there a connection/],
  ['the server refuses', async () => new Response('', { status: 404 }), /answers 404/],
  ['a login page comes instead', async () => new Response('<html>'), /not a set of drawings/],
  ['something else comes', async () => Response.json({ classes: [] }), /not a set of drawings/],
  ['nothing comes', async () => Response.json(null), /not a set of drawings/],
])('it is told when %s', async (_, get, message) => {
  await expect(fetchExhibits('x.json', get as typeof fetch)).rejects.toThrow(message);
});
