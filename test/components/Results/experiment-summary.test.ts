import { describe, expect, it } from 'vitest';
import { experimentSummary } from '../../../src/components/Results/experiment-summary.ts';
import { fiveResult } from '../../fixtures/five-result.ts';
import { smallConditions } from '../../fixtures/small-conditions.ts';
import { smallResult } from '../../fixtures/small-result.ts';
import { smallSweep } from '../../fixtures/small-sweep.ts';

describe('experimentSummary', () => {
  it('of a comparison names the best of all models, every size and every file', () => {
    const summary = experimentSummary(fiveResult());
    expect(summary.best).toMatchObject({ name: 'improved convolutional network', accuracy: { value: 0.9 } });
    expect(summary.learned).toMatch(/^500, 1,600 drawings\. /);
    expect(summary.measured).toBe('In 5 folds, 2,000 drawings tested once each.');
    expect(summary.files.map(({ file }) => file)).toContain('models/five-convnet-plus.onnx');
    expect(summary.files).toHaveLength(5);
  });

  it('tells of a fixed test set and its training sets', () => {
    expect(experimentSummary(smallResult()).measured).toBe(
      'On one test set of 4 drawings, 3 training sets a size.',
    );
  });

  it('of a sweep names the best, and the one taken where it is another', () => {
    const sweep = smallSweep();
    const summary = experimentSummary(sweep);
    expect(summary.best).toMatchObject({ name: 'k = 5', accuracy: { value: 0.935 } });
    expect(summary.chosen).toMatchObject({ accuracy: { value: 0.93 }, reason: 'As in 2017.' });
    expect(summary.files).toEqual([]);
    const best = { ...sweep, chosen: { ...sweep.chosen, variant: 'distance-5' } };
    expect(experimentSummary(best).chosen).toBeUndefined();
  });

  it('of changed conditions names the comparison that was asked, and how many drawings none had learnt from', () => {
    const summary = experimentSummary(smallConditions());
    expect(summary.best).toBeUndefined();
    expect(summary.learned).toBe('Nothing: asks the published models of small.');
    expect(summary.measured).toBe(
      'On 30 vector drawings that the models have not learnt from: pen width in 3 steps, ink shown in 2 steps.',
    );
  });
});
