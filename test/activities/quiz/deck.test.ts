import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dealQuiz,
  exhibitKey,
  HARD_QUESTIONS,
  isHard,
  QUESTIONS,
} from '../../../src/activities/quiz/deck.ts';
import { QUIZZES } from '../../../src/activities/quiz/quizzes.ts';
import { type ExhibitSet, exhibitSet } from '../../../src/charts/exhibit-set.ts';
import { packShares } from '../../../src/charts/exhibit-shares.ts';
import { createRandom } from '../../../src/core/random.ts';
import { parseResult } from '../../../src/core/results.ts';

/** Two classes and two models: of either class `hard` drawings that the forest misreads, and `easy` ones. */
function made(hard: number, easy: number): ExhibitSet {
  const count = hard + easy;
  const rows = (truth: 0 | 1, wrong: number) =>
    Array.from({ length: count }, (_, i) => {
      const share = i < wrong ? 0.2 : 0.9;
      return truth === 0 ? [share, 1 - share] : [1 - share, share];
    });
  const classes = ['cat', 'sheep'].map((name) => ({ name, file: `${name}.png`, count, blocked: [] }));
  const shares = (wrong: number) => ([0, 1] as const).map((truth) => packShares(rows(truth, wrong), 3));
  return { classes, decimals: 3, shares: { forest: shares(hard), convnet: shares(0) } };
}

describe('a hard drawing', () => {
  const set = (forest: number[], convnet: number[]): ExhibitSet => ({
    classes: ['cat', 'dog', 'bee'].map((name) => ({ name, file: '', count: 1, blocked: [] })),
    decimals: 3,
    shares: {
      forest: [packShares([forest], 3), '', ''],
      convnet: [packShares([convnet], 3), '', ''],
    },
  });
  it.each([
    ['nobody misreads', [0.8, 0.1, 0.1], [0.9, 0.1, 0], false],
    ['one model misreads', [0.2, 0.7, 0.1], [0.9, 0.1, 0], true],
    ['one model reads by a hair', [0.45, 0.4, 0.15], [0.9, 0.1, 0], true],
    ['one model reads with little, but a clear lead', [0.45, 0.3, 0.25], [0.9, 0.1, 0], false],
  ])('is not one that %s: %j and %j are hard: %s', (_, forest, convnet, hard) => {
    expect(isHard(set(forest, convnet), { classIndex: 0, index: 0 })).toBe(hard);
  });
});

describe('a quiz', () => {
  it('mixes hard and ordinary drawings, none twice', () => {
    const set = made(20, 30);
    const { questions } = dealQuiz(set, [], createRandom('mix'));
    expect(new Set(questions.map((each) => exhibitKey(set, each))).size).toBe(QUESTIONS);
    expect(questions.filter((each) => isHard(set, each))).toHaveLength(HARD_QUESTIONS);
  });

  it('does not give the hard ones away by their place', () => {
    const set = made(20, 30);
    const places = new Set(
      Array.from({ length: 60 }, (_, seed) =>
        dealQuiz(set, [], createRandom(seed))
          .questions.map((each) => (isHard(set, each) ? 'h' : 'o'))
          .join(''),
      ),
    );
    expect(places.size).toBeGreaterThan(20);
  });

  it('shows no drawing again before all of its kind have come, and then begins anew', () => {
    const set = made(9, 12); // 18 hard ones: three quizzes of six
    const random = createRandom('long');
    let used: readonly string[] = [];
    const seen: string[] = [];
    for (let quiz = 0; quiz < 3; quiz++) {
      const deal = dealQuiz(set, used, random);
      seen.push(...deal.questions.map((each) => exhibitKey(set, each)));
      used = deal.used;
    }
    expect(new Set(seen).size).toBe(3 * QUESTIONS);
    const fourth = dealQuiz(set, used, random);
    expect(fourth.questions).toHaveLength(QUESTIONS);
    expect(new Set(fourth.questions.map((each) => exhibitKey(set, each))).size).toBe(QUESTIONS);
    expect(fourth.used.length).toBeLessThan(used.length);
  });

  it('takes what there is where one kind is scarce', () => {
    for (const set of [made(1, 20), made(20, 1)])
      expect(dealQuiz(set, [], createRandom(1)).questions).toHaveLength(QUESTIONS);
  });

  it('minds no keys that it does not know', () => {
    const { used } = dealQuiz(made(9, 9), ['teapot-3', ''], createRandom(1));
    expect(used).not.toContain('teapot-3');
  });
});

it.each(QUIZZES)('the results of %s have enough of both kinds', (experiment) => {
  const file = `content/results/${experiment}.json`;
  const set = exhibitSet(parseResult(JSON.parse(readFileSync(file, 'utf8')), file));
  const { questions } = dealQuiz(set, [], createRandom('published'));
  expect(questions.filter((each) => isHard(set, each))).toHaveLength(HARD_QUESTIONS);
  expect(set.classes.length).toBeLessThanOrEqual(5);
});
