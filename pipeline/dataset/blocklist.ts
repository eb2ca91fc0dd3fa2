/**
 * Embedded drawings that the site does not show: public drawings can be rude, hateful, or somebody's name. All 100
 * drawings of all 345 words were looked at one by one, with pupils in mind, and doubtful ones enlarged. Ugly and
 * wrong drawings stay, and so do words that name what was to be drawn: they are part of the data.
 */

/**
 * Why a drawing is not shown. `anatomy`: genitals, what looks like them, and other sexual things. `hate`: hateful
 * symbols, and what looks like them. `insult`: swear words, insults and rude gestures. `name`: what may be somebody's
 * name. `violence`: somebody killed or hurt cruelly. `empty`: nothing drawn. None of the 34,500 is of the last two.
 */
export type BlockReason = 'anatomy' | 'hate' | 'insult' | 'name' | 'violence' | 'empty';

/** Rows 0-99 by word, each with the reason. */
const BLOCKED: Readonly<Record<string, Readonly<Record<number, BlockReason>>>> = {
  'The Mona Lisa': { 54: 'anatomy' },
  baseball: { 51: 'anatomy' },
  'baseball bat': { 40: 'anatomy' },
  bat: { 40: 'anatomy' },
  binoculars: { 10: 'insult', 87: 'anatomy' },
  bird: { 32: 'anatomy' },
  blueberry: { 34: 'anatomy' },
  camera: { 87: 'anatomy' },
  cannon: { 71: 'anatomy' },
  cat: { 20: 'anatomy' },
  cello: { 58: 'name', 72: 'name' },
  clarinet: { 31: 'anatomy' },
  dog: { 95: 'name' },
  donut: { 40: 'anatomy' },
  eyeglasses: { 67: 'anatomy' },
  finger: { 42: 'insult', 89: 'insult' },
  'hockey puck': { 31: 'hate' },
  'hot air balloon': { 47: 'anatomy' },
  lightning: { 95: 'hate' },
  motorbike: { 29: 'anatomy' },
  nose: { 55: 'anatomy' },
  oven: { 45: 'insult' },
  penguin: { 8: 'anatomy' },
  'power outlet': { 20: 'anatomy' },
  scissors: { 67: 'anatomy', 85: 'anatomy' },
  stethoscope: { 13: 'insult' },
  'string bean': { 9: 'hate' },
  suitcase: { 88: 'anatomy' },
  toe: { 57: 'anatomy' },
  tooth: { 15: 'anatomy' },
  trombone: { 35: 'anatomy' },
  violin: { 22: 'insult' },
  waterslide: { 97: 'anatomy' },
};

/** Rows of a class that are not to be shown, rising; none for classes without an entry. */
export function blockedRows(className: string): number[] {
  return Object.hasOwn(BLOCKED, className) ? Object.keys(BLOCKED[className] ?? {}).map(Number) : [];
}
