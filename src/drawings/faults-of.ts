/**
 * What is wrong with bitmaps, by their look: wrong numbers have come of each of these without a word.
 *
 * The official drawings (all 345 classes, 215,358 bitmaps, any 10 of a class that follow each other in its file) have a mean
 * ink of 12.0 (line) to 95.1 (blackberry), no ink at all on the outermost ring of pixels, a roughness of 0.34 to 0.87, 56
 * to 92 % of the inked pixels grey, and 255 somewhere; none is blank, none stands twice in its class.
 *
 * What cannot be told so: rows and columns exchanged within each drawing, or drawings that are mirrored, since all figures
 * stay as they were; and another class's drawings, as long as that class is not there too. There the drawings on show
 * tell, which every model is asked after its training.
 */
import type { LookOfBitmaps } from './look-of-bitmaps.ts';

export interface LookFault {
  /** The same for the same fault of other classes. */
  readonly kind: string;
  readonly severity: 'refuse' | 'warn';
  /** What was got, what was expected, and what to do. */
  readonly message: string;
}

/** Figures of official drawings, with some room. */
const INK = { least: 10, most: 110 };
const ROUGHNESS = { least: 0.3, most: 0.95 };
const LEAST_GREY = 0.4;
const MOST_EDGE_INK = 0.002;
const LEAST_LARGEST = 200;
/** Of fewer drawings figures say little. */
const ENOUGH = 10;
/** Shares above which drawings are told of, and refused. */
const MANY_BLANK = 0.01;
const MANY_REPEATED = 0.02;
const MANY_SHARED = 0.05;
const MOST = 0.5;

export interface FaultOptions {
  /** Whether they are somebody's own, pictures, or another data set, so that they may look different. */
  readonly isOwn: boolean;
}

/**
 * @param name what they are and where they come from, e.g. `"cat" (/data/cat.npy)`.
 * @returns the gravest first.
 */
export function faultsOf(look: LookOfBitmaps, name: string, { isOwn }: FaultOptions): LookFault[] {
  const { count, largest, meanInk, inverted, binary, edgeInk, roughness, grey, blank, repeated } = look;
  const copies = (look.marks.size * repeated) / (1 - repeated); // among the chosen drawings
  const faults: LookFault[] = [];
  const tell = (severity: LookFault['severity'], kind: string, message: string) =>
    faults.push({ kind, severity, message: `${name}: ${message}` });
  const unlessOwn = isOwn ? 'warn' : 'refuse';

  if (inverted > 0) {
    const figures = `the edges of ${percent(inverted)} of the drawings are as light as paper, and the mean ink is ${meanInk.toFixed(0)} of 255, expected white ink on black: black edges, mean ink ${INK.least} to ${INK.most}`;
    if (inverted >= MOST)
      tell(
        'refuse',
        'inverted',
        `ink and paper are swapped: ${figures}. To a model that learns from these all drawings of readers are one and the same. Subtract every value from 255.`,
      );
    else
      tell(
        'warn',
        'inverted',
        `ink and paper are swapped in some: ${figures}. Subtract their values from 255.`,
      );
  }
  if (largest === 1)
    tell('refuse', 'range', 'the values are 0 and 1, expected ink from 0 to 255. Multiply them by 255.');
  else if (binary > 0)
    tell(
      binary >= MOST ? 'refuse' : 'warn',
      'range',
      `the values of ${percent(binary)} of the drawings are 0 and 1, expected ink from 0 to 255 in all. Multiply those by 255: to a model they are blank.`,
    );
  else if (largest > 0 && largest < LEAST_LARGEST)
    tell(
      'warn',
      'range',
      `the largest value is ${largest}, expected ink from 0 to 255. Scale the values up.`,
    );
  if (blank >= MOST || (blank > MANY_BLANK && blank * count > 1))
    tell(
      blank >= MOST ? unlessOwn : 'warn',
      'blank',
      `${Math.round(blank * count)} of ${count} drawings are blank, expected none. Leave them out: no model can tell what they are.`,
    );
  if (repeated > MANY_REPEATED && copies > 1)
    tell(
      'warn',
      'repeated',
      `about ${percent(repeated)} of the drawings stand there more than once, expected hardly any. Copies are left out of training where the test set has them, so that there is less to learn from than it seems.`,
    );
  if (inverted > 0 || binary > 0 || largest <= 1 || count < ENOUGH || blank >= MOST) return faults;

  if (edgeInk > MOST_EDGE_INK)
    tell(
      'warn',
      'edge',
      `${percent(edgeInk)} of the ink lies on the outermost pixels, expected none. Either the drawings fill their squares more than a reader's will, or they are cut at a wrong byte, as with a header that is longer or shorter than was thought.`,
    );
  if (roughness > ROUGHNESS.most)
    tell(
      'warn',
      'rough',
      `neighbouring pixels differ by ${roughness.toFixed(2)} of the mean ink, expected ${ROUGHNESS.least} to ${ROUGHNESS.most}: these look like noise. Are rows and columns of the whole table exchanged?`,
    );
  else if (roughness < ROUGHNESS.least)
    tell(
      'warn',
      'areas',
      `neighbouring pixels differ by ${roughness.toFixed(2)} of the mean ink, expected ${ROUGHNESS.least} to ${ROUGHNESS.most}: these are areas rather than lines, and readers draw lines.`,
    );
  if (meanInk < INK.least || meanInk > INK.most)
    tell(
      'warn',
      'ink',
      `the mean ink is ${meanInk.toFixed(1)} of 255, expected ${INK.least} to ${INK.most}: the lines are ${meanInk < INK.least ? 'thinner or fewer' : 'thicker or more'} than what readers will draw.`,
    );
  if (grey < LEAST_GREY)
    tell(
      'warn',
      'hard',
      `${percent(grey)} of the inked pixels are grey, expected ${percent(LEAST_GREY)} or more: the lines have hard edges, those that readers draw have soft ones.`,
    );
  return faults;
}

/**
 * Drawings that stand in two classes.
 * @param looks by class, `name` as above.
 */
export function faultsBetween(
  looks: readonly { readonly name: string; readonly look: LookOfBitmaps }[],
  { isOwn }: FaultOptions,
): LookFault[] {
  const faults: LookFault[] = [];
  const firstWith = new Map<number, number>(); // class by mark
  for (const [c, { name, look }] of looks.entries()) {
    const shared = new Map<number, number>(); // how many by class
    for (const mark of look.marks) {
      const other = firstWith.get(mark);
      if (other === undefined) firstWith.set(mark, c);
      else shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, count] of shared) {
      const { name: otherName, look: otherLook } = looks[other] as (typeof looks)[number];
      const share = count / Math.min(comparable(look, otherLook), comparable(otherLook, look));
      if (share < MANY_SHARED || count < 2) continue;
      const figure =
        share > 0.99 ? 'the same drawings' : `about ${percent(share)} of their drawings in common`;
      faults.push({
        kind: 'shared',
        severity: share >= MOST && !isOwn ? 'refuse' : 'warn',
        message: `${otherName} and ${name} have ${figure}, expected none. Is one a copy of the other's file under another name? No model can tell them apart.`,
      });
    }
  }
  return faults.sort((a, b) => Number(b.severity === 'refuse') - Number(a.severity === 'refuse'));
}

/** How many marks of the one could be found in the other. */
function comparable(of: LookOfBitmaps, within: LookOfBitmaps): number {
  if (of.allChosen && within.allChosen) return of.marks.size;
  let even = 0;
  for (const mark of of.marks) if (mark % 2 === 0) even++;
  return Math.max(1, even);
}

const percent = (share: number) =>
  share > 0 && share < 0.01 ? `${(100 * share).toFixed(1)} %` : `${(100 * share).toFixed(0)} %`;
