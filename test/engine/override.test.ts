import { expect, test } from 'vitest';
import { UsageError } from '../../pipeline/arguments.ts';
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
