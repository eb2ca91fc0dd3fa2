import { expect, test } from 'vitest';
import { UsageError } from '../../pipeline/arguments.ts';
import { titleOfClasses } from '../../pipeline/classWords.ts';
import { officialClasses } from '../../pipeline/dataset/classes.ts';
import { askedGame } from '../../pipeline/engine/game/askedGame.ts';
import { checkClasses, override } from '../../pipeline/engine/override.ts';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';
import { convnetPlus } from '../../pipeline/experiments/convnet-plus.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { forestTrees } from '../../pipeline/experiments/forest-trees.ts';
import { wholeGame } from '../../pipeline/experiments/whole-game.ts';
import type { ModelId } from '../../src/core/models.ts';

const none = { classes: undefined, trainPerClass: undefined, seeds: undefined, quick: false };

test('without overrides an experiment stays as it is declared', () => {
  expect(override(catsAndSheep, none)).toEqual(catsAndSheep);
});

test('other classes, sizes and seeds take the place of the declared ones', () => {
  const changed = override(catsAndSheep, {
    ...none,
    classes: ['apple', 'banana', 'grapes'],
    trainPerClass: 300,
    seeds: 2,
  });
  expect(changed).toMatchObject({
    classes: ['apple', 'banana', 'grapes'],
    trainSizes: [500, 900],
    seeds: [1, 2],
  });
});

test.each([
  [
    ['aple', 'banana'],
    /unknown class "aple": did you mean "apple".*\? All of them: npm run pipeline -- words\./,
  ],
  [['apple'], /two classes or more/],
  [['apple', 'apple'], /names a class twice/],
  [['../apple', 'banana'], /unknown class "\.\.\/apple"/],
])('the classes %j are refused with what to write instead', (classes, message) => {
  expect(() => checkClasses(classes)).toThrow(UsageError);
  expect(() => checkClasses(classes)).toThrow(message);
});

test('sizes that leave hardly a drawing to each of many classes are left out', () => {
  const classes = officialClasses();
  const changed = override(catsAndSheep, { ...none, classes, trainPerClass: 50 });
  expect(changed.trainSizes.at(-1)).toBe(50 * 345);
  for (const size of changed.trainSizes) expect(size / 345).toBeGreaterThanOrEqual(10);
  const quickly = override(catsAndSheep, { ...none, classes: classes.slice(0, 100), quick: true });
  expect(quickly.trainSizes).toEqual([1000]);
});

test('when no size is left, the flag to add is named', () => {
  const tooMany = { ...catsAndSheep, trainSizes: [500, 2000] };
  expect(() => override(tooMany, { ...none, classes: officialClasses() })).toThrow(UsageError);
  expect(() => override(tooMany, { ...none, classes: officialClasses() })).toThrow(
    /2000 training drawings are too few for 345 classes: add --train-per-class/,
  );
});

test('many classes share a test set of a size that can still be evaluated', () => {
  const classes = officialClasses();
  expect(override(catsAndSheep, { ...none, classes, trainPerClass: 50 }).maxTestPerClass).toBe(28);
  expect(override(catsAndSheep, { ...none, classes: classes.slice(0, 3) }).maxTestPerClass).toBe(
    Math.min(catsAndSheep.maxTestPerClass, 3333),
  );
});

/** Title and question as they stand in the results. */
const asked = (declared: Experiment, classes: readonly string[], models?: readonly ModelId[]) => {
  const { title, question, id } = override(declared, { ...none, classes, ...(models && { models }) });
  expect(id).toBe(declared.id);
  return [title, question];
};

test.each<[string[], ModelId[] | undefined, string, string]>([
  [
    ['apple', 'octopus'],
    undefined,
    'Apples and octopuses',
    'An apple or an octopus? How well do five models tell?',
  ],
  [
    ['scissors', 'sheep', 'The Mona Lisa'],
    ['forest'],
    'Scissors, sheep and the Mona Lisa',
    'Scissors, a sheep or the Mona Lisa? How well does one model tell?',
  ],
  [
    officialClasses().slice(0, 50),
    ['forest', 'nearest'],
    '50 words',
    'Which of 50 things is it? How well do two models tell?',
  ],
])(
  'of other classes, %j, title and question are those of what is asked',
  (classes, models, title, question) => {
    expect(asked(catsAndSheep, classes, models)).toEqual([title, question]);
  },
);

test('models that an experiment does not have are refused with those that it has', () => {
  const wide = { ...none, models: ['wide-convnet'] as const };
  expect(() => override(catsAndSheep, wide)).toThrow(UsageError);
  expect(() => override(catsAndSheep, wide)).toThrow(
    /^cats-and-sheep has no wide-convnet: pass some of --models forest,nearest/,
  );
});

test('a landmark that comes first begins its title', () => {
  expect(titleOfClasses(['The Eiffel Tower', 'octopus'])).toBe('The Eiffel Tower and octopuses');
});

test('numbers are counted as digits, and a sweep goes on asking about its setting', () => {
  const digits = Array.from({ length: 10 }, (_, i) => `${i}`);
  expect(titleOfClasses(digits)).toBe('10 digits');
  expect(asked(forestTrees, ['apple', 'bread'])).toEqual([forestTrees.title, forestTrees.question]);
  expect(asked(convnetPlus, ['apple', 'bread'])).toEqual([
    convnetPlus.title,
    'An apple or bread? Is the improved network better?',
  ]);
});

test('a game of other words, or of few for a first look, does not speak of all', () => {
  const game = (classes: string[] | undefined, quick = false) => {
    const { title, question } = askedGame(wholeGame, { args: { classes, quick, trainPerClass: undefined } });
    return [title, question];
  };
  expect(game(undefined)).toEqual([wholeGame.title, wholeGame.question]);
  expect(game(['cat', 'dog', 'ant'])).toEqual([
    'Cats, dogs and ants',
    'A cat, a dog or an ant? How well does one model tell?',
  ]);
  expect(game(undefined, true)).toEqual([
    '12 words',
    'Which of 12 things is it? How well does one model tell?',
  ]);
});
