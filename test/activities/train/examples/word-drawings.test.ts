import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchDrawings, newDrawings } from '../../../../src/activities/train/examples/word-drawings.ts';
import { readSprite } from '../../../../src/core/read-sprite.ts';

const png = readFileSync('public/exhibits/cat.png');
const cat = { word: 'cat', file: 'exhibits/cat.png', count: 100, blocked: [3, 99] };
const fetched = () => fetchDrawings(cat, '/doodles/', async () => new Response(png));

describe('fetchDrawings', () => {
  it('gives the pixels of every drawing that is not blocked, to the byte', async () => {
    const drawings = await fetched();
    const cells = readSprite(png, 100, 'cat');
    expect(drawings).toHaveLength(98);
    expect(drawings[3]?.id).toBe('word:cat:4');
    expect(drawings[3]?.origin).toBe('word');
    expect([...(drawings[3]?.pixels ?? [])]).toEqual(
      Array.from(cells[4] ?? [], (ink) => Math.round(255 * ink)),
    );
  });

  it('asks below the base of the site', async () => {
    let asked = '';
    await fetchDrawings(cat, '/doodles/', (async (url: string) => {
      asked = url;
      return new Response(png);
    }) as typeof fetch);
    expect(asked).toBe('/doodles/exhibits/cat.png');
  });

  it.each([
    ['nobody answers', () => Promise.reject(new TypeError('failed')), /“cat”.*Is there a connection/],
    ['the server refuses', async () => new Response('', { status: 503 }), /“cat”.*answers 503/],
    ['a login page comes instead', async () => new Response('<html>'), /“cat” is damaged/],
    ['half of it comes', async () => new Response(png.subarray(0, 5000)), /“cat” is damaged/],
  ])('says so when %s', async (_, get, message) => {
    await expect(fetchDrawings(cat, '/', get as typeof fetch)).rejects.toThrow(message);
  });
});

describe('newDrawings', () => {
  it('takes the first that the project does not have', async () => {
    const drawings = await fetched();
    const taken = new Set(drawings.slice(0, 5).map(({ id }) => id));
    expect(newDrawings(drawings, 20, taken)).toEqual(drawings.slice(5, 25));
    expect(newDrawings(drawings, null, taken)).toHaveLength(93);
    expect(newDrawings(drawings, 5, new Set(drawings.map(({ id }) => id)))).toEqual([]);
  });
});
