import { expect, it } from 'vitest';
import {
  createStageBoard,
  doStages,
  runStages,
  type Stage,
  takePortions,
} from '../../src/learning/stages.ts';

/** Stages of so many portions that write down who does what; a portion fails where `failsAt` says so. */
function written(portions: readonly number[], log: string[], who: string, failsAt = ''): Stage[] {
  return portions.map((count, stage) => ({
    portions: count,
    begin() {
      log.push(`${who} begins ${stage}`);
      return (portion) => {
        if (`${stage}.${portion}` === failsAt) throw new Error(`${failsAt} fails`);
        log.push(`${who} ${stage}.${portion}`);
      };
    },
  }));
}

/** False so many times. */
const after = (looks: number) => {
  let left = looks;
  return () => left-- <= 0;
};
const alone = { isBroken: () => false, end: async () => {} };
const PORTIONS = [2, 1, 3];

it('one thread does all portions, stage by stage, and begins each stage once', () => {
  const log: string[] = [];
  doStages(written(PORTIONS, log, 'I'));
  expect(log).toEqual([
    'I begins 0',
    'I 0.0',
    'I 0.1',
    'I begins 1',
    'I 1.0',
    'I begins 2',
    'I 2.0',
    'I 2.1',
    'I 2.2',
  ]);
});

it.each([0, 1, 2, 3, 5, 6])(
  'what a helper has done before it is called off after %i is not done again',
  async (portions) => {
    const log: string[] = [];
    const board = createStageBoard(written(PORTIONS, [], ''));
    takePortions(board, written(PORTIONS, log, 'helper'), after(portions));
    await runStages(board, written(PORTIONS, log, 'owner'), alone);
    const done = log.filter((line) => !line.includes('begins')).map((line) => line.split(' ')[1]);
    expect(done).toEqual(['0.0', '0.1', '1.0', '2.0', '2.1', '2.2']);
    expect(log.filter((line) => /^helper \d/.test(line))).toHaveLength(portions);
  },
);

it('a helper that comes when all is done has nothing to do, and does not wait', async () => {
  const log: string[] = [];
  const board = createStageBoard(written(PORTIONS, [], ''));
  await runStages(board, written(PORTIONS, [], ''), alone);
  takePortions(board, written(PORTIONS, log, 'late'), () => false);
  expect(log).toEqual([]);
});

it.each(['0.1', '1.0', '2.1'])(
  'the portion %s that a helper has begun and lost is done by the owner',
  async (failsAt) => {
    const log: string[] = [];
    const board = createStageBoard(written(PORTIONS, [], ''));
    const helper = written(PORTIONS, log, 'helper', failsAt);
    expect(() => takePortions(board, helper, () => false)).toThrow(`${failsAt} fails`);
    const share = { isBroken: () => true, end: () => Promise.reject(new Error('lost')) };
    await runStages(board, written(PORTIONS, log, 'owner'), share);
    const done = log.filter((line) => !line.includes('begins')).map((line) => line.split(' ')[1]);
    expect(done).toEqual(['0.0', '0.1', '1.0', '2.0', '2.1', '2.2']);
    expect(log.at(-1)).toBe('owner 2.2');
  },
);

it('what makes the owner fail ends the share, and is told', async () => {
  let ended = 0;
  const share = { isBroken: () => false, end: async () => void ended++ };
  const stages = written(PORTIONS, [], 'owner', '1.0');
  await expect(runStages(createStageBoard(stages), stages, share)).rejects.toThrow('1.0 fails');
  expect(ended).toBe(1);
});
