import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hyperparametersOf } from '../../../src/activities/train/models/presets.ts';
import type { ExampleClass } from '../../../src/activities/train/project.ts';
import { splitExamples } from '../../../src/activities/train/split.ts';
import type { TrainRequest } from '../../../src/activities/train/worker/protocol.ts';
import type { TrainableId } from '../../../src/core/models.ts';
import { readSprite } from '../../../src/core/read-sprite.ts';
import type { Hyperparameters } from '../../../src/learning/classifier.ts';
import { ROOT } from '../../site/build.ts';

/** Drawings of a word that a reader has when they choose it: 64 to learn from, 16 to be tested on. */
const PER_WORD = 80;

const SETTINGS = { seed: 1, heldOut: 0.2, perClass: null, wrongLabels: 0, shiftPx: 0 };

/** The exhibits of a word, as the page has them. */
function classOf(word: string): ExampleClass {
  const cells = readSprite(readFileSync(join(ROOT, 'public/exhibits', `${word}.png`)), PER_WORD, word);
  const examples = cells.map((ink, row) => ({
    id: `${word} ${row}`,
    origin: 'word' as const,
    pixels: Uint8Array.from(ink, (value) => Math.round(255 * value)),
  }));
  return { id: word, name: word, word, examples };
}

/** What the page asks its worker for when these words and models are chosen and, but for `knobs`, nothing is turned. */
export function lesson(
  words: readonly string[],
  models: readonly TrainableId[],
  knobs: Hyperparameters = {},
): TrainRequest {
  const split = splitExamples(words.map(classOf), SETTINGS);
  return {
    type: 'train',
    jobs: models.map((id) => ({ id, hyperparameters: hyperparametersOf(id, knobs) })),
    seed: SETTINGS.seed,
    classes: split.classes,
    trainPixels: split.trainPixels,
    trainLabels: split.trainLabels,
    testPixels: Uint8Array.from(split.test.flatMap(({ pixels }) => [...pixels])),
    testLabels: Uint8Array.from(split.test, ({ label }) => label),
  };
}
