import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  exhibitAlarms,
  gameAlarms,
  type Judged,
  judgedOf,
  judgedOfGame,
} from '../../pipeline/engine/exhibitAlarm.ts';
import { parseAnyResult } from '../../src/core/results.ts';

const judged = (share: number, right: number, shown = 100, tested = 297): Judged => ({
  model: 'forest',
  class: 'cat',
  tested: { share, count: tested },
  shown: { right, count: shown },
});
const RESULTS = 'content/results';

describe('exhibitAlarms', () => {
  it('tells of a model that is right on the test and wrong on the exhibits, with class and figures', () => {
    expect(exhibitAlarms([judged(0.93, 90), judged(0.93, 3)])).toEqual([
      expect.stringMatching(
        /^the forest is right on 93 % of the 297 test drawings of "cat" and on 3 % of the 100 on show, expected about as many/,
      ),
    ]);
  });

  it.each([
    ['as good on both', judged(0.9, 90), 0],
    ['better on the exhibits', judged(0.3, 90), 0],
    ['worse by less than 0.18', judged(0.9, 73), 0],
    ['worse by more than 0.18', judged(0.9, 71), 1],
    ['worse by as much as of cats with rows and columns exchanged', judged(0.91, 70), 1],
    ['worse on five exhibits, as chance may have it', judged(0.8, 2, 5), 0],
    ['wrong on all of five exhibits', judged(0.97, 0, 5), 1],
    ['without exhibits', judged(0.9, 0, 0), 0],
    ['without test drawings', judged(0, 0, 100, 0), 0],
  ])('of one that is %s', (_, each, alarms) => {
    expect(exhibitAlarms([each])).toHaveLength(alarms);
  });

  const results = readdirSync(RESULTS).map((file) =>
    parseAnyResult(JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')), file),
  );

  it('says nothing of the committed results', () => {
    const found = results.flatMap((result) => (result.kind === 'comparison' ? judgedOf(result) : []));
    expect(found.length).toBeGreaterThan(50);
    expect(found.every(({ shown }) => shown.count > 0)).toBe(true);
    expect(exhibitAlarms(found)).toEqual([]);
  });

  it('says of all words of the game but this, that circles are angular on show', () => {
    const games = results.flatMap((result) => (result.kind === 'game' ? [judgedOfGame(result)] : []));
    expect(games).not.toEqual([]);
    for (const found of games) {
      expect(found.length).toBe(345);
      expect(gameAlarms(found)).toEqual([expect.stringMatching(/test drawings of "circle" and on 5 %/)]);
    }
  });

  it('tells of a gap that all words of a game have once, where it is too large for the form of what is shown', () => {
    const words = (tested: number, right: number) =>
      Array.from({ length: 40 }, () => judged(tested, right, 20, 100));
    expect(gameAlarms(words(0.76, 11))).toEqual([]);
    expect(gameAlarms(words(0.76, 1))).toEqual([
      expect.stringMatching(/^the forest is right on 76 % of the test drawings and on 5 % of those on show/),
    ]);
    expect(gameAlarms([...words(0.76, 11), judged(0.95, 0, 20, 100)])).toHaveLength(1);
    expect(gameAlarms([])).toEqual([]);
  });

  it('is raised where the classes on show are exchanged', () => {
    const file = `${RESULTS}/cats-and-sheep.json`;
    const result = parseAnyResult(JSON.parse(readFileSync(file, 'utf8')), file);
    if (result.kind !== 'comparison') throw new Error(`${file} is a ${result.kind}`);
    const exchanged = result.models.map((model) => ({
      ...model,
      exhibits: { cat: model.exhibits.sheep ?? [], sheep: model.exhibits.cat ?? [] },
    }));
    expect(exhibitAlarms(judgedOf({ models: exchanged }))).toHaveLength(2 * result.models.length);
  });
});
