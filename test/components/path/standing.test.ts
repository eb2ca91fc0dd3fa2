import { expect, it } from 'vitest';
import { EMPTY_PATH } from '../../../src/components/path/kept-path.ts';
import {
  standingOfChapter,
  standingOfExercise,
  standingOfThing,
} from '../../../src/components/path/standing.ts';

const path = {
  ...EMPTY_PATH,
  read: new Set(['the-game', 'four-ways']),
  seen: new Map([['the-line', '10']]),
  places: new Map([
    ['1', { chapter: 'four-ways', block: 3 }],
    ['2', { chapter: 'tuning', block: 0 }],
  ]),
  tried: new Set(['train', 'train/ruin-it']),
};

it.each([
  ['the-game', 'done', 'read'],
  ['four-ways', 'done', 'read, you were here'],
  ['the-line', 'begun', 'begun'],
  ['tuning', 'begun', 'begun, you were here'],
  ['mistakes', 'open', 'not yet'],
  ['constructor', 'open', 'not yet'],
])('the chapter %s is %s: %s', (chapter, state, says) => {
  expect(standingOfChapter(path, chapter)).toEqual({ state, says });
});

it.each([
  [null, 'open', 'not yet'],
  [{ right: false, said: '' }, 'begun', 'tried'],
  [{ right: true, said: '' }, 'done', 'solved'],
])('an exercise judged %j is %s: %s', (judgement, state, says) => {
  expect(standingOfExercise(judgement)).toEqual({ state, says });
});

it('a task is done by itself, not with the page on which it stands', () => {
  expect(standingOfThing(path, 'train/ruin-it').state).toBe('done');
  expect(standingOfThing(path, 'train/too-sure').state).toBe('open');
});
