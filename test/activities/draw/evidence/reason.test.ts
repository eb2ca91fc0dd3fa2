import { describe, expect, it } from 'vitest';
import { contrast, type Report, reason } from '../../../../src/activities/draw/evidence/reason.ts';
import type { NetworkEvidence } from '../../../../src/core/evidence/network-evidence.ts';

const PAIR = ['cat', 'sheep'];
const FIVE = ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'];

/** A forest whose trees vote so many times for each class. */
function forest(...votes: number[]): Report {
  const total = votes.reduce((sum, count) => sum + count, 0);
  return {
    model: 'forest',
    evidence: {
      kind: 'trees',
      probabilities: Float32Array.from(votes, (count) => count / total),
      trees: votes.flatMap((count, vote) =>
        Array.from({ length: count }, () => ({ vote, shares: [], steps: [] })),
      ),
      weights: new Float32Array(784),
    },
  };
}
function nearest(...classes: number[]): Report {
  const probabilities = new Float32Array(5);
  for (const each of classes) probabilities[each] = (probabilities[each] ?? 0) + 1 / classes.length;
  const voters = classes.map((each) => ({ class: each, distance: 1 }));
  return { model: 'nearest', evidence: { kind: 'neighbours', probabilities, voters, lookalikes: [] } };
}
const network = (probabilities: number[], pushes: number[] = []): NetworkEvidence => ({
  probabilities: Float32Array.from(probabilities),
  winner: probabilities.indexOf(Math.max(...probabilities)),
  runnerUp: probabilities.indexOf(Math.min(...probabilities)),
  margin: 1,
  layers: [
    {
      number: 1,
      count: pushes.length,
      side: 1,
      values: new Float32Array(),
      pushes: Float32Array.from(pushes),
    },
  ],
});
const perceptron = (probabilities: number[], pushes: number[]): Report => ({
  model: 'perceptron',
  evidence: {
    kind: 'networks',
    probabilities: Float32Array.from(probabilities),
    members: [network(probabilities, pushes)],
  },
});
const plus = (...members: number[][]): Report => ({
  model: 'convnet-plus',
  evidence: {
    kind: 'networks',
    probabilities: Float32Array.from(members[0] ?? []),
    members: members.map((member) => network(member)),
  },
});

describe('models of the smallest', () => {
  const none: Report = {
    model: 'perceptron',
    evidence: {
      kind: 'networks',
      probabilities: Float32Array.of(0.9, 0.1),
      members: [{ ...network([0.9, 0.1]), layers: [] }],
    },
  };
  it.each([
    [forest(1, 0), 'the one tree there is says cat'],
    [nearest(1), 'the one neighbour that votes is labelled sheep'],
    [none, 'every pixel speaks for itself to the perceptron, and together they lean towards cat'],
  ])('%#', (report, words) => expect(reason(report, PAIR)).toBe(words));
});

describe('reason', () => {
  it.each([
    [forest(100, 0), PAIR, 'all 100 trees say cat'],
    [forest(29, 71), PAIR, '71 of 100 trees say sheep'],
    [forest(52, 48), PAIR, 'the forest is split: 52 trees to 48, for cat'],
    [forest(50, 50), PAIR, 'the forest is split down the middle: 50 trees for cat, 50 for sheep'],
    [forest(10, 40, 0, 30, 20), FIVE, 'the forest is split: 40 of 100 trees say octopus, 30 hedgehog'],
    [forest(24, 17, 24, 20, 15), FIVE, 'the forest is split: 24 of 100 trees say dog, 24 bee'],
    [nearest(1, 1, 1, 1, 1), PAIR, 'all 5 neighbours that vote are labelled sheep'],
    [nearest(1, 0, 1, 0, 1), PAIR, '3 of the 5 neighbours that vote are labelled sheep'],
    [nearest(0, 0, 3, 3, 1), FIVE, 'the 5 neighbours that vote cannot agree: 2 each for dog and hedgehog'],
    [
      perceptron([0.2, 0.8], [3, -0.5, 2, -0.75]),
      PAIR,
      'the perceptron’s units push 5.0 towards sheep and 1.3 towards cat',
    ],
    [plus([0.9, 0.1], [0.8, 0.2], [0.7, 0.3]), PAIR, 'all 3 networks of the improved convnet say cat'],
    [plus([0.9, 0.1], [0.8, 0.2], [0.3, 0.7]), PAIR, '2 of the 3 networks of the improved convnet say cat'],
  ])('is in words what the figure shows: %#', (report, classes, expected) => {
    expect(reason(report, classes)).toBe(expected);
  });
});

describe('contrast', () => {
  it('points out who disagrees and what the evidence of each side is', () => {
    const reports = [forest(52, 48), nearest(1, 1, 1, 0, 0), perceptron([0.9, 0.1], [2, -1])];
    expect(contrast(reports, PAIR)).toBe(
      'They disagree: the forest and the perceptron say cat, the neighbours say sheep. ' +
        '3 of the 5 neighbours that vote are labelled sheep. ' +
        'The forest is split: 52 trees to 48, for cat. ' +
        'The perceptron’s units push 2.0 towards cat and 1.0 towards sheep.',
    );
  });

  it('tells of a large majority only the weakest evidence', () => {
    const reports = [
      forest(70, 30),
      nearest(1, 1, 1, 1, 1),
      perceptron([0.9, 0.1], [2, -1]),
      plus([0.9, 0.1], [0.8, 0.2]),
    ];
    const text = contrast(reports, PAIR);
    expect(text).toContain('70 of 100 trees say cat.');
    expect(text).not.toContain('perceptron’s units');
  });

  it('says that they agree, and whose call was the closest', () => {
    expect(contrast([forest(96, 4), nearest(0, 0, 0, 0, 0)], PAIR)).toBe(
      'They agree on cat. The closest call: 96 of 100 trees say cat.',
    );
  });

  it('names those who cannot decide', () => {
    expect(contrast([forest(50, 50), nearest(0, 0, 0, 0, 0)], PAIR)).toContain('the forest cannot decide');
    expect(contrast([forest(50, 50), { ...forest(50, 50), model: 'convnet' }], PAIR)).toBe(
      'None of them can decide.',
    );
  });

  it('has nothing to contrast in one model', () => {
    expect(contrast([forest(52, 48)], PAIR)).toBe('');
  });
});
