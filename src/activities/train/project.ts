/** What a reader trains with: classes of examples, settings, and what came out. Plain data; the parts beside this file change it. */
import type { TrainableId } from '../../core/models.ts';
import type { Stroke } from '../../core/strokes.ts';
import type { Epoch, Hyperparameters } from '../../learning/classifier.ts';

/** Fewest and most classes that can be trained on. */
export const FEWEST_CLASSES = 2;
export const MOST_CLASSES = 6;
/** Most examples of one class. */
export const MOST_EXAMPLES = 300;
/** Held-out drawings of a class, at the least: fewer tell next to nothing. */
export const FEWEST_HELD_OUT = 5;
/** Examples that a class needs: those to test on, and one to learn from. */
export const FEWEST_EXAMPLES = FEWEST_HELD_OUT + 1;

/** One drawing of a class. */
export interface Example {
  /** Of no other example of the project. */
  readonly id: string;
  /** `word`: somebody else's, from the game; `drawn` on the pad; made of a `picture`. */
  readonly origin: 'word' | 'drawn' | 'picture';
  /** What a model sees: ink 0..255 [784] */
  readonly pixels: Uint8Array;
  /** Simplified: whole numbers 0..255. Drawings from the game have none. */
  readonly strokes?: readonly Stroke[];
}

export interface ExampleClass {
  /** Of no other class of the project; stays when the class is renamed. */
  readonly id: string;
  /** For people; different for every class. */
  readonly name: string;
  /** The word of the game that its drawings come from; null for a class of the reader's own. */
  readonly word: string | null;
  readonly examples: readonly Example[];
}

/** One family: whether it takes part, and its knobs. */
export interface ModelSetting {
  readonly id: TrainableId;
  readonly chosen: boolean;
  /** Those that the reader can turn; the rest are the defaults of the page (`models/presets.ts`). */
  readonly knobs: Hyperparameters;
}

export interface Settings {
  /** Of everything that is drawn by lot: who is held out, first weights, bootstrap samples. */
  readonly seed: number;
  /** Share of each class that is tested on, 0.1 to 0.5. */
  readonly heldOut: number;
  /** Training drawings of a class, at most; null for all that there are. */
  readonly perClass: number | null;
  /** Share of the training drawings that get a wrong label, 0 to 0.5. */
  readonly wrongLabels: number;
  /** Squares by which test drawings are moved to the right, 0 to 6. */
  readonly shiftPx: number;
  /** All five families, in the order of TRAINABLE_IDS. */
  readonly models: readonly ModelSetting[];
}

/** One model that has been trained. */
export interface TrainedModel {
  readonly id: TrainableId;
  /** All of them, those that are not on the page too. */
  readonly hyperparameters: Hyperparameters;
  /** By the contract of every published model: drawing -> probabilities and evidence. */
  readonly onnx: Uint8Array;
  /** Of the held-out drawings. [test drawings, classes] */
  readonly probabilities: Float32Array;
  readonly history: readonly Epoch[];
  /** Share of the training drawings that the trees that had not seen them got right; forests only. */
  readonly outOfBagAccuracy?: number | undefined;
  readonly seconds: number;
  /** The reader stopped it: it has learnt less than it was to. */
  readonly stopped: boolean;
}

/** What came out of one training. */
export interface Outcome {
  /** Names, in the order of the models' probabilities. */
  readonly classes: readonly string[];
  /** As they stood when the training began. */
  readonly settings: Settings;
  /** Examples that the models learnt from; some may have been deleted since. */
  readonly trainIds: readonly string[];
  /** The held-out drawings. [n] */
  readonly test: readonly TestDrawing[];
  /** In the order of TRAINABLE_IDS; those that failed or were never reached are left out. */
  readonly models: readonly TrainedModel[];
}

/** A held-out drawing as the models saw it. */
export interface TestDrawing {
  /** Of the example; it may have been deleted since. */
  readonly exampleId: string;
  /** Index of its class. */
  readonly label: number;
  /** Ink 0..255 [784] */
  readonly pixels: Uint8Array;
}

export interface Project {
  /** For people, and for the names of files. */
  readonly name: string;
  readonly classes: readonly ExampleClass[];
  readonly settings: Settings;
  /** Null until something has been trained. */
  readonly outcome: Outcome | null;
}
