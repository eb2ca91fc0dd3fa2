import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { officialClasses } from '../../pipeline/dataset/classes.ts';
import { isOfficialWord, officialWords } from '../../src/core/official-words.ts';
import { drawingsOf, kindOfClasses, plural, pluralLabel, withArticle } from '../../src/core/word-forms.ts';

describe('the official words', () => {
  it('are the 345 that come with the embedded drawings', () => {
    expect(officialWords()).toEqual(officialClasses());
    expect(officialWords()).toHaveLength(345);
    expect(isOfficialWord('cat')).toBe(true);
    for (const other of ['unicorn', 'Cat', 'cats', '', 'toString', 'cat,ceiling fan'])
      expect(isOfficialWord(other)).toBe(false);
  });
});

describe('words in a sentence', () => {
  it.each([
    ['cat', 'a cat', 'cats'],
    ['octopus', 'an octopus', 'octopuses'],
    ['hourglass', 'an hourglass', 'hourglasses'],
    ['house', 'a house', 'houses'],
    ['umbrella', 'an umbrella', 'umbrellas'],
    ['eye', 'an eye', 'eyes'],
    ['t-shirt', 'a t-shirt', 't-shirts'],
    ['ice cream', 'an ice cream', 'ice creams'],
    ['wine glass', 'a wine glass', 'wine glasses'],
    ['school bus', 'a school bus', 'school buses'],
    ['mailbox', 'a mailbox', 'mailboxes'],
    ['bush', 'a bush', 'bushes'],
    ['beach', 'a beach', 'beaches'],
    ['mouth', 'a mouth', 'mouths'],
    ['butterfly', 'a butterfly', 'butterflies'],
    ['monkey', 'a monkey', 'monkeys'],
    ['sheep', 'a sheep', 'sheep'],
    ['fish', 'a fish', 'fish'],
    ['mouse', 'a mouse', 'mice'],
    ['foot', 'a foot', 'feet'],
    ['tooth', 'a tooth', 'teeth'],
    ['knife', 'a knife', 'knives'],
    ['leaf', 'a leaf', 'leaves'],
    ['giraffe', 'a giraffe', 'giraffes'],
    ['cactus', 'a cactus', 'cacti'],
    ['rhinoceros', 'a rhinoceros', 'rhinoceroses'],
    ['snowman', 'a snowman', 'snowmen'],
    ['potato', 'a potato', 'potatoes'],
    ['tornado', 'a tornado', 'tornadoes'],
    ['mosquito', 'a mosquito', 'mosquitoes'],
    ['piano', 'a piano', 'pianos'],
    ['flamingo', 'a flamingo', 'flamingos'],
    ['The Eiffel Tower', 'the Eiffel Tower', 'drawings of the Eiffel Tower'],
    ['The Great Wall of China', 'the Great Wall of China', 'drawings of the Great Wall of China'],
    ['The Mona Lisa', 'the Mona Lisa', 'drawings of the Mona Lisa'],
  ])('%s: "%s", "%s"', (word, one, many) => {
    expect(withArticle(word)).toBe(one);
    expect(plural(word)).toBe(many);
  });

  it.each([
    ...[
      'binoculars',
      'drums',
      'eyeglasses',
      'flip flops',
      'grapes',
      'headphones',
      'matches',
      'pants',
      'peas',
    ],
    ...['pliers', 'rollerskates', 'scissors', 'shorts', 'stairs', 'stitches'],
    ...['asparagus', 'bread', 'broccoli', 'camouflage', 'grass', 'lightning', 'rain', 'toothpaste'],
    ...['underwear', 'yoga'],
  ])('%s has no article and no plural of its own', (word) => {
    expect(isOfficialWord(word)).toBe(true);
    expect(withArticle(word)).toBe(word);
    expect(plural(word)).toBe(`drawings of ${word}`);
    expect(pluralLabel(word)).toBe(word);
    expect(drawingsOf(word)).toBe(`drawings of ${word}`);
  });

  it('above a set and behind "drawings of" the name is enough', () => {
    expect(pluralLabel('cat')).toBe('cats');
    expect(pluralLabel('The Mona Lisa')).toBe('The Mona Lisa');
    expect(drawingsOf('cat')).toBe('drawings of cats');
    expect(drawingsOf('The Mona Lisa')).toBe('drawings of the Mona Lisa');
  });

  it('are as they were read over, one by one, for all 345', () => {
    const read = readFileSync(new URL('../golden/word-forms.txt', import.meta.url), 'utf8').trimEnd();
    expect(officialWords().map((word) => `${withArticle(word)} | ${plural(word)}`)).toEqual(read.split('\n'));
  });
});

describe('classes that are numbers', () => {
  it.each([
    ['7', 'a 7'],
    ['8', 'an 8'],
    ['0', 'a 0'],
    ['11', 'an 11'],
    ['18', 'an 18'],
    ['80', 'an 80'],
    ['110', 'a 110'],
    ['1', 'a 1'],
  ])('%s is called %s, and several never stand beside their count', (name, one) => {
    expect([withArticle(name), plural(name), pluralLabel(name), drawingsOf(name)]).toEqual([
      one,
      `drawings of “${name}”`,
      `${name}s`,
      `drawings of “${name}”`,
    ]);
  });
});

describe('what classes are together', () => {
  it.each([
    [['0', '7'], 'digits'],
    [['7', '12'], 'numbers'],
    [['A', 'é'], 'letters'],
    [['A', '7'], 'things'],
    [['cat', 'sheep'], 'things'],
  ])('%j are %s', (names, kind) => {
    expect(kindOfClasses(names)).toBe(kind);
  });
});

describe('classes of an author’s own', () => {
  it.each(['unicorn', 'my cat', 'robot’s friend', 'Äpfel', 'apples'])(
    '%s stands in quotes, as it is written',
    (name) => {
      expect(withArticle(name)).toBe(`“${name}”`);
      expect(plural(name)).toBe(`drawings of “${name}”`);
      expect(pluralLabel(name)).toBe(name);
    },
  );
});
