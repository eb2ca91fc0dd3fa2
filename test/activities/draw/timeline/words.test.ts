import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../../src/activities/draw/timeline/moment.ts';
import { statesAt } from '../../../../src/activities/draw/timeline/states.ts';
import { answerText, momentSentence } from '../../../../src/activities/draw/timeline/words.ts';
import type { ModelState } from '../../../../src/inference/client.ts';

const CLASSES = ['cat', 'sheep'];
const MOMENT: Moment = {
  strokes: 2,
  points: 7,
  penMs: 1234,
  whole: true,
  answers: { forest: [0.2, 0.8], convnet: [0.9, 0.1], nearest: [0.5, 0.5] },
};

describe('momentSentence', () => {
  it('tells stroke, time and answers', () => {
    expect(momentSentence({ ...MOMENT, answers: { convnet: [0.9, 0.1] } }, CLASSES, 5)).toBe(
      'Stroke 2 of 5, 1.2\u00a0s. The convnet says cat.',
    );
  });

  it('tells that a stroke is not whole, and that nobody has answered', () => {
    expect(momentSentence({ ...MOMENT, whole: false, answers: {} }, CLASSES, 5)).toBe(
      'In stroke 2 of 5, 1.2\u00a0s. Nobody has looked at it yet.',
    );
  });
});

describe('answerText', () => {
  it.each([
    ['forest', 'sheep 80\u00a0%'],
    ['nearest', 'undecided'],
    ['perceptron', '–'],
  ] as const)('says what the %s said', (model, text) => {
    expect(answerText(MOMENT, model, CLASSES)).toBe(text);
  });
});

describe('statesAt', () => {
  const state: ModelState = {
    phase: 'ready',
    progress: { receivedBytes: 1, totalBytes: 1 },
    failure: null,
    engine: 'plain',
    result: {
      model: 'forest',
      sequence: 9,
      probabilities: Float32Array.of(1, 0),
      engine: 'plain',
      latencyMs: 2,
    },
  };

  it('gives the models the answers of the moment and leaves the rest as it is', () => {
    const states = statesAt(MOMENT, { forest: state, perceptron: state });
    expect(states.forest?.result?.probabilities).toEqual(Float32Array.of(0.2, 0.8));
    expect(states.forest).toMatchObject({ phase: 'ready', result: { sequence: 9 } });
    expect(states.perceptron?.result).toBeNull();
  });

  it('has nobody answer before the first answer', () => {
    expect(statesAt(null, { forest: state }).forest?.result).toBeNull();
  });
});
