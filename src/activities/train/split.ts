import { SIDE_PX } from '../../core/bitmap-size.ts';
import { createRandom } from '../../core/random.ts';
import { PIXELS } from '../../learning/classifier.ts';
import {
  type Example,
  type ExampleClass,
  FEWEST_HELD_OUT,
  type Settings,
  type TestDrawing,
} from './project.ts';

export interface SplitExamples {
  readonly classes: readonly string[];
  /** Ink 0..255 [n, 784] */
  readonly trainPixels: Uint8Array;
  /** As they are given to the models: some are wrong where the settings say so. [n] */
  readonly trainLabels: Uint8Array;
  /** Of the training drawings. [n] */
  readonly trainIds: readonly string[];
  /** [m] */
  readonly test: readonly TestDrawing[];
}

/**
 * Drawings of a class that are held out: the share, rounded, never fewer than five, and so many that one is left to
 * learn from; 0 where that cannot be.
 */
export function heldOutCount(examples: number, share: number): number {
  if (examples <= FEWEST_HELD_OUT) return 0;
  return Math.min(examples - 1, Math.max(FEWEST_HELD_OUT, Math.round(share * examples)));
}

/**
 * Who learns and who tests. The lot falls for each class by its name and the seed: the same examples give the same split,
 * whatever happens to the other classes, and a larger training set contains the smaller.
 */
export function splitExamples(
  classes: readonly ExampleClass[],
  settings: Pick<Settings, 'seed' | 'heldOut' | 'perClass' | 'wrongLabels' | 'shiftPx'>,
): SplitExamples {
  const random = createRandom(settings.seed);
  const train: { readonly example: Example; readonly label: number }[] = [];
  const test: TestDrawing[] = [];
  classes.forEach(({ name, examples }, label) => {
    const shuffled = random.fork(`split ${name}`).shuffle([...examples]);
    const count = heldOutCount(examples.length, settings.heldOut);
    for (const { id, pixels } of shuffled.slice(0, count))
      test.push({ exampleId: id, label, pixels: shifted(pixels, settings.shiftPx) });
    const rest = shuffled.slice(count, settings.perClass === null ? undefined : count + settings.perClass);
    for (const example of rest) train.push({ example, label });
  });
  return {
    classes: classes.map(({ name }) => name),
    trainPixels: stackPixels(train.map(({ example }) => example)),
    trainLabels: spoiled(
      Uint8Array.from(train, ({ label }) => label),
      classes.length,
      settings,
    ),
    trainIds: train.map(({ example }) => example.id),
    test,
  };
}

/** The pixels of drawings one after the other. [n, 784] */
export function stackPixels(drawings: readonly { readonly pixels: Uint8Array }[]): Uint8Array {
  const stacked = new Uint8Array(drawings.length * PIXELS);
  drawings.forEach(({ pixels }, i) => {
    stacked.set(pixels, i * PIXELS);
  });
  return stacked;
}

/** The labels with a share of them wrong, drawn by lot; a larger share spoils the same ones and more. */
function spoiled(
  labels: Uint8Array,
  classes: number,
  { seed, wrongLabels }: Pick<Settings, 'seed' | 'wrongLabels'>,
): Uint8Array {
  const random = createRandom(seed).fork('wrong labels');
  const order = random.shuffle(Array.from(labels, (_, i) => i));
  const steps = Array.from(labels, () => 1 + random.int(Math.max(1, classes - 1)));
  for (const i of order.slice(0, Math.round(wrongLabels * labels.length)))
    labels[i] = ((labels[i] as number) + (steps[i] as number)) % classes;
  return labels;
}

/** A drawing moved to the right; what leaves the picture is lost. */
export function shifted(pixels: Uint8Array, shiftPx: number): Uint8Array {
  if (shiftPx === 0) return pixels;
  return Uint8Array.from(pixels, (_, i) => {
    const x = i % SIDE_PX;
    return x < shiftPx ? 0 : (pixels[i - shiftPx] as number);
  });
}
