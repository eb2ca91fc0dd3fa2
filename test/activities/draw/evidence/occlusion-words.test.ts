import { describe, expect, it } from 'vitest';
import {
  drops,
  occlusionSummary,
  pieceName,
  pieceSentence,
} from '../../../../src/activities/draw/evidence/occlusion-words.ts';
import type { OcclusionReply } from '../../../../src/inference/explain/protocol.ts';

const CLASSES = ['cat', 'sheep'];
const SPACE = '\u00a0';

/** Five strokes; `after` is the probability of cat without each. */
function reply(before: number, ...after: number[]): OcclusionReply {
  return {
    type: 'occlusion',
    sequence: 1,
    model: 'convnet',
    probabilities: Float32Array.of(before, 1 - before),
    pieces: after.map((cat, stroke) => ({
      first: stroke,
      last: stroke,
      part: 0,
      parts: 1,
      lines: [],
      probabilities: Float32Array.of(cat, 1 - cat),
    })),
  };
}

describe('pieceName', () => {
  it.each([
    [{ first: 1, last: 1, part: 0, parts: 1 }, 5, 'stroke 2 of 5'],
    [{ first: 0, last: 0, part: 2, parts: 6 }, 5, 'the third of 6 parts of stroke 1 of 5'],
    [{ first: 0, last: 0, part: 11, parts: 24 }, 1, 'the 12th of 24 parts of the only stroke'],
    [{ first: 3, last: 5, part: 0, parts: 1 }, 60, 'strokes 4 to 6 of 60'],
  ])('of %j of %i strokes is right', (piece, strokes, name) => {
    expect(pieceName(piece, strokes)).toBe(name);
  });
});

describe('pieceSentence', () => {
  it.each([
    [0.98, 0.61, `would drop from 98 to 61${SPACE}% cat.`],
    [0.61, 0.75, `would rise from 61 to 75${SPACE}% cat.`],
    [0.9, 0.902, `would stay at 90${SPACE}% cat.`],
    [0.98, 0.28, `would say sheep (72${SPACE}%); cat would drop from 98 to 28${SPACE}%.`],
    [0.999, 0.6, `would drop from >99${SPACE}% to 60${SPACE}% cat.`],
  ])('from %f to %f', (before, after, end) => {
    const text = pieceSentence(reply(before, before, after, before), 1, CLASSES);
    expect(text).toBe(`Without stroke 2 of 3, the convnet ${end}`);
  });
});

describe('occlusionSummary and drops', () => {
  it('measure the loss of the answer’s own probability, and tell the greatest help and hindrance', () => {
    const found = reply(0.8, 0.3, 0.79, 0.9);
    expect(drops(found).map((drop) => drop.toFixed(2))).toEqual(['0.50', '0.01', '-0.10']);
    expect(occlusionSummary(found, CLASSES)).toBe(
      `Without stroke 1 of 3, the convnet would say sheep (70${SPACE}%); cat would drop from 80 to 30${SPACE}%. ` +
        `Without stroke 3 of 3, the convnet would rise from 80 to 90${SPACE}% cat.`,
    );
  });

  it('say so when no stroke decides', () => {
    expect(occlusionSummary(reply(0.97, 0.965, 0.98), CLASSES)).toContain(
      `The convnet would stay at 97${SPACE}% cat or close to it`,
    );
  });
});
