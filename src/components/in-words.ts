const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A small count as running text has it, `six`; in digits above twelve. */
export function inWords(count: number): string {
  return WORDS[count] ?? String(count);
}
