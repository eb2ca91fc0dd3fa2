/**
 * How the words of Quick, Draw!, and names that authors give their own classes, stand in English sentences. The rule serves
 * most; the tables below hold the words that it would get wrong.
 */
import { isOfficialWord } from './official-words.ts';

/** Words with an article of their own, which stays small inside a sentence: the Eiffel Tower. */
const PROPER = new Set(['The Eiffel Tower', 'The Great Wall of China', 'The Mona Lisa']);

/** Plurals that are drawn as one thing, and what cannot be counted: both without an article. */
const UNCOUNTED = new Set([
  ...['binoculars', 'drums', 'eyeglasses', 'flip flops', 'grapes', 'headphones', 'matches', 'pants', 'peas'],
  ...['pliers', 'rollerskates', 'scissors', 'shorts', 'stairs', 'stitches'],
  ...[
    'asparagus',
    'bread',
    'broccoli',
    'camouflage',
    'grass',
    'lightning',
    'rain',
    'toothpaste',
    'underwear',
  ],
  'yoga',
]);

/** Plurals that do not follow the rule. */
const IRREGULAR: Readonly<Record<string, string>> = {
  cactus: 'cacti',
  fish: 'fish',
  foot: 'feet',
  knife: 'knives',
  leaf: 'leaves',
  mosquito: 'mosquitoes',
  mouse: 'mice',
  potato: 'potatoes',
  sheep: 'sheep',
  snowman: 'snowmen',
  tooth: 'teeth',
  tornado: 'tornadoes',
};

/** Classes that are numbers, as the digits of MNIST. */
const isNumber = (name: string) => /^\d{1,9}$/.test(name);

const countable = (name: string) => isOfficialWord(name) && !PROPER.has(name) && !UNCOUNTED.has(name);

/** Whether a name is spoken with a vowel first; of numbers eight, eleven, eighteen, eighty and so on. */
const beginsWithVowel = (name: string) =>
  isNumber(name)
    ? /^8/.test(name) || (/^1[18]/.test(name) && name.length % 3 === 2)
    : /^([aeiou]|hour)/.test(name);

/** A word as a sentence names the thing, a class of an author's own in quotes, as it is written. */
function thing(name: string): string {
  if (PROPER.has(name)) return name.replace(/^The/, 'the');
  return isOfficialWord(name) ? name : `“${name}”`;
}

/** "octopus" -> "an octopus", "8" -> "an 8", "grapes" -> "grapes", "The Mona Lisa" -> "the Mona Lisa", "my cat" -> "“my cat”". */
export function withArticle(name: string): string {
  if (!countable(name) && !isNumber(name)) return thing(name);
  return `${beginsWithVowel(name) ? 'an' : 'a'} ${name}`;
}

function pluralOf(name: string): string {
  const irregular = IRREGULAR[name];
  if (irregular !== undefined) return irregular;
  if (/(s|x|sh|ch)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/**
 * Several drawings of a word, for sentences: "cat" -> "cats", "sheep" -> "sheep", and where the thing itself has no plural,
 * "bread" -> "drawings of bread", "scissors" -> "drawings of scissors", "my cat" -> "drawings of “my cat”". Numbers too, since "8 5s" is hard to read: "8 drawings
 * of “5”".
 */
export function plural(name: string): string {
  return countable(name) ? pluralOf(name) : `drawings of ${thing(name)}`;
}

/** The same above a set or beside a row, where the name alone is enough: "cats", "bread", "The Mona Lisa", "my cat". */
export function pluralLabel(name: string): string {
  if (isNumber(name)) return `${name}s`;
  return countable(name) ? pluralOf(name) : name;
}

/** Several of a word, or the thing itself, within a sentence: "cats", "bread", "the Eiffel Tower", "“my cat”". */
export const inPlural = (name: string): string => (countable(name) ? pluralOf(name) : thing(name));

/** "drawings of cats", "drawings of bread", "drawings of “my cat”". */
export const drawingsOf = (name: string): string => `drawings of ${inPlural(name)}`;

/** What classes are called together, by what all of their names are. */
const KINDS: readonly (readonly [kind: string, name: RegExp])[] = [
  ['digits', /^\d$/],
  ['numbers', /^\d+$/],
  ['letters', /^\p{L}$/u],
];

/** "digits" for 0 to 9, "letters" for A and B, else "things": which of ten digits is it? */
export const kindOfClasses = (names: readonly string[]): string =>
  (names.length > 0 && KINDS.find(([, name]) => names.every((each) => name.test(each)))?.[0]) || 'things';
