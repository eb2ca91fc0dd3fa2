import { describe, expect, it } from 'vitest';
import {
  leadCells,
  leadPhrase,
  leadRows,
  leadsOverNext,
  modelLeads,
  openSentence,
  stepsOf,
} from '../../src/charts/model-differences.ts';
import type { ModelId } from '../../src/core/models.ts';
import type { Difference } from '../../src/core/results.ts';

/** Every two of models with such accuracies, give or take `by`. */
function differencesOf(accuracies: Partial<Record<ModelId, number>>, by = 0.015): Difference[] {
  const models = Object.entries(accuracies);
  return models.flatMap(([a, first], i) =>
    models.slice(i + 1).map(([b, second]) => {
      const value = first - second;
      return { a, b, difference: { value, low: value - by, high: value + by }, pValue: 0.2 };
    }),
  );
}
const four = { forest: 0.91, nearest: 0.94, perceptron: 0.93, convnet: 0.96 };
const leads = modelLeads(differencesOf(four));
const names = (list: typeof leads) => list.map(({ ahead, behind }) => `${ahead} > ${behind}`);

describe('modelLeads', () => {
  it('puts the model ahead first, in the order of the ranking', () => {
    expect(names(leads)).toEqual([
      'convnet > nearest',
      'convnet > perceptron',
      'convnet > forest',
      'nearest > perceptron',
      'nearest > forest',
      'perceptron > forest',
    ]);
    expect(leads.every(({ difference }) => difference.value > 0)).toBe(true);
    expect(leads[0]?.difference).toMatchObject({
      value: expect.closeTo(0.02, 12),
      low: expect.closeTo(0.005, 12),
      high: expect.closeTo(0.035, 12),
    });
  });

  it('leaves out models that are not asked for', () => {
    expect(names(modelLeads(differencesOf(four), ['forest', 'nearest']))).toEqual(['nearest > forest']);
  });

  it('keeps the order of the site between models that are level', () => {
    expect(names(modelLeads(differencesOf({ nearest: 0.9, forest: 0.9 })))).toEqual(['forest > nearest']);
  });

  it('is empty where a difference is missing', () => {
    expect(modelLeads(undefined, ['forest', 'nearest'])).toEqual([]);
    expect(modelLeads(differencesOf(four).slice(1), ['forest', 'nearest', 'perceptron', 'convnet'])).toEqual(
      [],
    );
    expect(modelLeads([], ['forest'])).toEqual([]);
  });
});

describe('stepsOf', () => {
  it('goes down the ranking, one model at a time', () => {
    expect(names(stepsOf(leads))).toEqual([
      'convnet > nearest',
      'nearest > perceptron',
      'perceptron > forest',
    ]);
    expect(stepsOf([])).toEqual([]);
  });

  it('gives every model but the last its lead over the next', () => {
    const next = leadsOverNext(leads);
    expect([...next.keys()]).toEqual(['convnet', 'nearest', 'perceptron']);
    expect(leadCells(next.get('convnet'))).toEqual(['Nearest neighbours', '2.0', '0.5', '3.5']);
    expect(leadCells(next.get('nearest'))).toEqual(['Multi-layer perceptron', '1.0', '-0.5', '2.5']);
    expect(leadCells(next.get('forest'))).toEqual(['', '', '', '']);
  });
});

describe('a lead', () => {
  it('is a row with both names, each in its colour', () => {
    expect(leadRows(stepsOf(leads))[0]).toMatchObject({
      id: 'convnet-nearest',
      label: 'Convnet',
      color: 'var(--convnet)',
      than: { label: 'Neighbours', color: 'var(--nearest)' },
      value: expect.closeTo(0.02, 12),
    });
  });

  it('is told with its interval', () => {
    expect(stepsOf(leads).map(leadPhrase)).toEqual([
      'Convnet 2.0 points above Neighbours (+0.5 to +3.5)',
      'Neighbours 1.0 point above Perceptron (−0.5 to +2.5)',
      'Perceptron 2.0 points above Forest (+0.5 to +3.5)',
    ]);
  });
});

describe('openSentence', () => {
  it.each([
    [four, 0.015, 'Of all 6 pairs of models, 1 is open, its interval holds zero: Neighbours and Perceptron.'],
    [
      four,
      0.025,
      'Of all 6 pairs of models, 3 are open, their intervals hold zero: Convnet and Neighbours; Neighbours and Perceptron; Perceptron and Forest.',
    ],
    [four, 0.035, 'Of all 6 pairs of models, 5 are open, their intervals hold zero.'],
    [four, 0.005, 'Of all 6 pairs of models, none is open: every interval leaves out zero.'],
    [four, 0.2, 'Of all 6 pairs of models, every one is open: all the intervals hold zero.'],
    [{ forest: 0.9, convnet: 0.95 }, 0.01, 'The interval leaves out zero: this lead is more than chance.'],
    [{ forest: 0.9, convnet: 0.95 }, 0.1, 'The interval holds zero: the lead may be chance.'],
  ])('of %j, give or take %f', (accuracies, by, sentence) => {
    expect(openSentence(modelLeads(differencesOf(accuracies, by)))).toBe(sentence);
  });
});
