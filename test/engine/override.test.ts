import { expect, test } from 'vitest';
import { UsageError } from '../../pipeline/arguments.ts';
import { officialClasses } from '../../pipeline/dataset/classes.ts';
import { checkClasses, override } from '../../pipeline/engine/override.ts';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';

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
  [['aple', 'banana'], /unknown class "aple": did you mean "apple"/],
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
