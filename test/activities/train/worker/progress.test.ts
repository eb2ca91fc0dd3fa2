import { describe, expect, it } from 'vitest';
import { ProgressPacer } from '../../../../src/activities/train/worker/progress.ts';

function paced() {
  const clock = { ms: 0 };
  const pacer = new ProgressPacer('convnet', () => clock.ms);
  const epoch = (done: number, total = 40) => {
    pacer.keep({ epoch: done, trainLoss: 1 / done });
    return pacer.next({ done, total, unit: 'epochs' });
  };
  return { clock, pacer, epoch };
}

describe('progress', () => {
  it('is told at once, then at most every tenth of a second, with all epochs since', () => {
    const { clock, epoch } = paced();
    expect(epoch(1)).toMatchObject({ done: 1, total: 40, unit: 'epochs', secondsLeft: null });
    clock.ms = 60;
    expect(epoch(2)).toBeNull();
    clock.ms = 120;
    expect(epoch(3)?.epochs.map((each) => each.epoch)).toEqual([2, 3]);
  });

  it('tells the time left once it can be guessed', () => {
    const { clock, epoch } = paced();
    epoch(1);
    clock.ms = 200;
    expect(epoch(2)?.secondsLeft).toBeNull();
    clock.ms = 400;
    expect(epoch(3)?.secondsLeft).toBeCloseTo(0.2 * 37, 9);
    clock.ms = 4000;
    expect(epoch(40)?.secondsLeft).toBe(0);
  });

  it('guesses anew when the work begins again at another pace', () => {
    const { clock, epoch } = paced();
    epoch(1);
    clock.ms = 2000;
    epoch(35, 35);
    clock.ms = 2200;
    expect(epoch(1, 35)?.secondsLeft).toBeNull();
    clock.ms = 2700;
    expect(epoch(6, 35)?.secondsLeft).toBeCloseTo(0.1 * 29, 9);
  });

  it('of a part of an epoch tells of none', () => {
    const { pacer } = paced();
    expect(pacer.next({ done: 0.5, total: 4, unit: 'epochs' })?.epochs).toEqual([]);
  });
});
