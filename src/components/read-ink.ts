/** Sprites that have been read, by their address. */
const sprites = new Map<string, Promise<Float32Array[]>>();

/**
 * Ink of one drawing of a sprite, 0..255 in rows from the top [784]. The PNG is decoded here and not by a canvas, since
 * some browsers falsify what pages read from those. Rejects when the file does not come or is too small.
 * @param index of the drawing, from 0
 * @param count drawings in the sprite
 */
export async function readInk(url: string, index: number, count: number): Promise<Uint8Array> {
  let sprite = sprites.get(url);
  if (sprite === undefined) {
    sprite = fetchSprite(url, count);
    sprites.set(url, sprite);
    sprite.catch(() => sprites.delete(url));
  }
  const ink = (await sprite)[index];
  if (ink === undefined) throw new RangeError(`${url} holds ${count} drawings, not ${index + 1}`);
  return Uint8Array.from(ink, (share) => Math.round(255 * share));
}

async function fetchSprite(url: string, count: number): Promise<Float32Array[]> {
  const [response, { readSprite }] = await Promise.all([fetch(url), import('../core/read-sprite.ts')]);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
  return readSprite(new Uint8Array(await response.arrayBuffer()), count, url);
}
