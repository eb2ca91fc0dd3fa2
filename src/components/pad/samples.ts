import type { Stroke } from '../../core/strokes.ts';

export interface Sample {
  readonly id: string;
  /** For a button. */
  readonly label: string;
  /** What it is meant to be: one class, or the two between which it is meant to stand. */
  readonly classes: readonly string[];
  /** In pad units, 0 to 1000. */
  readonly strokes: readonly Stroke[];
}

/** In the order of the buttons: first one of each class, last the one that is meant to be two things. */
const IDS = [
  'catFace',
  'sheepGrazing',
  'catSitting',
  'sheepWoolly',
  'catWalking',
  'catInWool',
  'dogFace',
  'octopusWaving',
  'bee',
  'hedgehog',
  'giraffe',
  'dogWalking',
  'octopusShy',
  'beeAbove',
  'hedgehogCurled',
  'giraffeYoung',
  'dogWithLongNeck',
] as const;

/** One file a drawing; the name is its id. */
const FILES = import.meta.glob<Omit<Sample, 'id'>>('./samples/*.json', { eager: true, import: 'default' });

/** Doodles of the house, drawn for this page: in no dataset, so no model has ever seen them. */
export const SAMPLES: readonly Sample[] = IDS.map((id) => {
  const file = FILES[`./samples/${id}.json`];
  if (file === undefined) throw new Error(`there is no drawing samples/${id}.json`);
  return { id, ...file };
});

/** Those that mean something to models that tell these classes apart. */
export function samplesOf(classes: readonly string[]): readonly Sample[] {
  return SAMPLES.filter((sample) => sample.classes.every((each) => classes.includes(each)));
}
