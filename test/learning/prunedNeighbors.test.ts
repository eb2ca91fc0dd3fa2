/** The search that passes over most drawings, against the one that compares all, in exact numbers. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { noNeighbors } from '../../src/learning/neighbors.ts';
import { basisStages, createBasisSearch } from '../../src/learning/pixelBasis.ts';
import {
  emptyCodes,
  encodeStage,
  HEAD,
  type PixelCodes,
  reach,
  TAIL,
} from '../../src/learning/pixelCodes.ts';
import { createPrunedSearch } from '../../src/learning/prunedNeighbors.ts';
import { doStages } from '../../src/learning/stages.ts';
import { wholeNeighbors } from '../../src/learning/wholeNeighbors.ts';

/** Some strokes each, of which many drawings share most: 28x28, in ink of every grey. */
function strokes(count: number, seed: string): Uint8Array {
  const random = createRandom(seed);
  const pixels = new Uint8Array(count * 784);
  for (let i = 0; i < count; i++) {
    const shape = random.int(12);
    const own = createRandom(`shape ${shape}`);
    for (let stroke = 0; stroke < 4; stroke++) {
      const [x, y, dx, dy] = [4 + own.int(20), 4 + own.int(20), own.int(3) - 1, own.int(3) - 1];
      for (let step = 0; step < 14; step++) {
        const column = x + dx * step + random.int(2);
        const row = y + dy * step + random.int(2);
        if (column >= 0 && column < 28 && row >= 0 && row < 28)
          pixels[i * 784 + row * 28 + column] = 55 + random.int(201);
      }
    }
  }
  return pixels;
}

function noise(count: number, seed: string): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: count * 784 }, () => random.int(256));
}

const blank = (count: number, ink = 0) => new Uint8Array(count * 784).fill(ink);
function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function encodePixels(pixels: Uint8Array): PixelCodes {
  const search = createBasisSearch(pixels.length / 784, HEAD + TAIL, false);
  const codes = emptyCodes(pixels.length / 784, search.basis, false);
  doStages([...basisStages(pixels, search), encodeStage(pixels, codes)]);
  return codes;
}

function search(pixels: Uint8Array, queries: Uint8Array, k: number) {
  const count = queries.length / 784;
  const found = noNeighbors(count, k);
  createPrunedSearch(encodePixels(pixels), pixels, k)(queries, 0, count, found);
  return found;
}

const many = strokes(1501, 'many');
const queries = strokes(70, 'queries');

describe('a search that passes over most drawings', () => {
  it.each<[string, Uint8Array, Uint8Array, number]>([
    ['drawings, k = 5', many, queries, 5],
    ['drawings, k = 1', many, queries, 1],
    ['drawings, k = 50', many, queries, 50],
    ['drawings that it has learnt', many, many.slice(0, 40 * 784), 3],
    ['one drawing, and one query', strokes(1, 'one'), queries.slice(0, 784), 1],
    ['as many neighbours as drawings', strokes(13, 'few'), queries, 13],
    ['noise, where nothing can be passed over', noise(150, 'noise'), noise(33, 'more'), 4],
    ['drawings and queries of noise', many, noise(5, 'other'), 5],
    ['blank drawings', blank(100), joined(blank(3), queries.slice(0, 784)), 7],
    ['black drawings', blank(40, 255), joined(blank(3), blank(1, 255)), 7],
    [
      'copies, of which the earlier come first',
      joined(many.slice(0, 200 * 784), many.slice(0, 200 * 784), blank(9)),
      joined(many.slice(50 * 784, 90 * 784), blank(2)),
      6,
    ],
    [
      'drawings that differ by one grey level',
      joined(...Array.from({ length: 64 }, (_, i) => blank(1, 100).fill(101, i * 7, i * 7 + 9))),
      blank(2, 100),
      20,
    ],
    ['more directions than drawings', strokes(9, 'nine'), strokes(9, 'others'), 2],
  ])('finds the same among %s', (_, pixels, asked, k) => {
    const all = wholeNeighbors({ pixels, k })({ count: asked.length / 784, pixels: asked });
    expect(search(pixels, asked, k)).toEqual(all);
  });

  it('does pass over most: of 1,501 drawings few are within reach of the fifth neighbour', () => {
    const codes = encodePixels(joined(many, queries));
    const { squaredDistances } = wholeNeighbors({ pixels: many, k: 5 })({ count: 70, pixels: queries });
    let within = 0;
    for (let q = 0; q < 70; q++) {
      const limit = reach(codes.basis, squaredDistances[q * 5 + 4]!, HEAD + TAIL);
      for (let i = 0; i < 1501; i++) if (apart(codes, 1501 + q, i, HEAD + TAIL) <= limit) within++;
    }
    expect(within / (70 * 1501)).toBeLessThan(0.1);
  });
});

/** The squared distance between the first `entries` of two codes. */
function apart({ heads, tails }: PixelCodes, i: number, j: number, entries: number): number {
  const head: number = HEAD;
  const tail: number = TAIL;
  const starts = [i, j].map((at) => (at - (at % 8)) * head + 2 * (at % 8)) as [number, number];
  let squares = 0;
  for (let r = 0; r < Math.min(entries, head); r++) {
    const within = (r >> 1) * 16 + (r & 1);
    squares += (heads[starts[0] + within]! - heads[starts[1] + within]!) ** 2;
  }
  for (let r = 0; r < entries - head; r++) squares += (tails[i * tail + r]! - tails[j * tail + r]!) ** 2;
  return squares;
}

describe('codes of drawings', () => {
  it.each<[string, Uint8Array]>([
    ['strokes', many.slice(0, 200 * 784)],
    ['noise', noise(60, 'n')],
    ['strokes, blank and black', joined(many.slice(0, 30 * 784), blank(2), blank(2, 255))],
  ])('are never further apart than the reach of the distance of their drawings: %s', (_, pixels) => {
    const codes = encodePixels(pixels);
    const { basis, count } = codes;
    const beyond: string[] = [];
    for (let i = 0; i < count; i++)
      for (let j = 0; j < i; j++) {
        let squared = 0;
        for (let p = 0; p < 784; p++) squared += (pixels[i * 784 + p]! - pixels[j * 784 + p]!) ** 2;
        for (const entries of [HEAD, HEAD + TAIL])
          if (apart(codes, i, j, entries) > reach(basis, squared, entries)) beyond.push(`${i} and ${j}`);
      }
    expect(beyond).toEqual([]);
    expect(basis.gain[0]).toBeGreaterThan(44_000 ** 2 * 0.9);
    expect(basis.gain[0]).toBeLessThan(44_000 ** 2 * 1.2);
  });

  it('are far away where they only fill up a group of eight', () => {
    const { headNorms } = encodePixels(many.slice(0, 13 * 784));
    expect(headNorms).toHaveLength(16);
    expect([...headNorms.subarray(13)]).toEqual([2 ** 30, 2 ** 30, 2 ** 30]);
  });
});
