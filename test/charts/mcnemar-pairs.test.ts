import { describe, expect, it } from 'vitest';
import { formatPValue, modelPairs, overallSentence, pairVerdict } from '../../src/charts/mcnemar-pairs.ts';

const tests = [
  { a: 'forest', b: 'nearest', onlyA: 90, onlyB: 95, pValue: 0.77 },
  { a: 'forest', b: 'convnet', onlyA: 40, onlyB: 210, pValue: 1e-20 },
  { a: 'convnet', b: 'perceptron', onlyA: 150, onlyB: 60, pValue: 1e-9 },
  { a: 'perceptron', b: 'nearest', onlyA: 7, onlyB: 7, pValue: 1 },
  { a: 'logistic', b: 'convnet', onlyA: 1, onlyB: 300, pValue: 0 },
];

describe('modelPairs', () => {
  it('puts the winner first and the greatest lead on top', () => {
    expect(modelPairs(tests).map((p) => [p.winner, p.loser, p.onlyWinner, p.onlyLoser])).toEqual([
      ['convnet', 'forest', 210, 40],
      ['convnet', 'perceptron', 150, 60],
      ['nearest', 'forest', 95, 90],
      ['nearest', 'perceptron', 7, 7],
    ]);
  });
});

describe('overallSentence', () => {
  const differences = [
    { a: 'forest', b: 'nearest', difference: { value: 0.004, low: -0.003, high: 0.011 }, pValue: 0.2 },
    { a: 'convnet', b: 'forest', difference: { value: 0.08, low: 0.06, high: 0.1 }, pValue: 1e-9 },
  ];
  const pairs = modelPairs(tests, differences);

  it('tells the difference over all training sets from the winner’s side, also where it turns', () => {
    expect(overallSentence(pairs[0] as (typeof pairs)[0], 'all five training sets')).toBe(
      'Over all five training sets: +8.0 points (+6.0 to +10.0)',
    );
    expect(pairs[2]?.winner).toBe('nearest');
    expect(overallSentence(pairs[2] as (typeof pairs)[0], 'all five folds')).toBe(
      'Over all five folds: −0.4 points (−1.1 to +0.3)',
    );
  });

  it('says nothing of a pair whose difference was not measured', () => {
    expect(pairs[1]?.overall).toBeNull();
    expect(overallSentence(pairs[1] as (typeof pairs)[0], 'all five folds')).toBe('');
  });
});

describe('pairVerdict', () => {
  it.each([
    [0, 'Convnet beats Forest by 170'],
    [2, 'Neighbours, Forest: too close to call'],
    [3, 'Neighbours, Perceptron: level'],
  ])('of pair %i is "%s"', (index, expected) => {
    expect(pairVerdict(modelPairs(tests)[index] as ReturnType<typeof modelPairs>[0], 10)).toBe(expected);
  });

  it('asks more of one among many comparisons', () => {
    const pair = {
      winner: 'convnet',
      loser: 'forest',
      onlyWinner: 20,
      onlyLoser: 8,
      pValue: 0.03,
      overall: null,
    } as const;
    expect(pairVerdict(pair, 1)).toBe('Convnet beats Forest by 12');
    expect(pairVerdict(pair, 10)).toContain('too close to call');
  });
});

describe('formatPValue', () => {
  it.each([
    [1e-9, 'p < 0.001'],
    [0.0214, 'p = 0.021'],
    [0.344, 'p = 0.34'],
    [1, 'p = 1.00'],
  ])('shows %f as "%s"', (value, expected) => {
    expect(formatPValue(value)).toBe(expected);
  });
});
