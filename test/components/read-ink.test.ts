import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readInk } from '../../src/components/read-ink.ts';
import { readSprite } from '../../src/core/read-sprite.ts';

const CAT = readFileSync('public/exhibits/cat.png');
afterEach(() => vi.unstubAllGlobals());

/** Serves the cats; there is no canvas here, nor any other part of a browser. */
function serve(status = 200): () => number {
  let requests = 0;
  vi.stubGlobal('fetch', async () => {
    requests += 1;
    return new Response(new Uint8Array(CAT), { status });
  });
  return () => requests;
}

describe('readInk', () => {
  it('reads every drawing of a sprite byte for byte, without a canvas, and fetches the file once', async () => {
    const requests = serve();
    const wanted = readSprite(CAT, 100, 'cat.png').map((ink) => Array.from(ink, (share) => 255 * share));
    for (const [index, ink] of wanted.entries()) {
      const got = await readInk('/once.png', index, 100);
      expect(Array.from(got)).toEqual(ink.map(Math.round));
    }
    expect(requests()).toBe(1);
  });

  it('rejects for a file that does not come, and tries again', async () => {
    serve(404);
    await expect(readInk('/late.png', 0, 100)).rejects.toThrow('answered 404 for /late.png');
    serve();
    await expect(readInk('/late.png', 0, 100)).resolves.toHaveLength(784);
  });

  it('rejects for a drawing that is not in it', async () => {
    serve();
    await expect(readInk('/few.png', 100, 100)).rejects.toThrow('holds 100 drawings, not 101');
    await expect(readInk('/small.png', 0, 1000)).rejects.toThrow('too small for 1000 drawings');
  });
});
