/**
 * The families of models, in the order of the site: what every layer may know of each. All ids, their unions and their
 * orders are read from here (`models.ts`), so that a family is declared by an entry of this table, one of
 * `src/learning/families.ts`, and what else the compiler then asks for.
 */

interface Facts {
  /** For people, at the start of a line. */
  readonly full: string;
  /** The same, to fit into a direct label of a chart. */
  readonly short: string;
  /**
   * What computes it. For a published family this says how its file is read, proven and explained: the registries of
   * readers, proofs, reasons and figures have an entry for each kind.
   */
  readonly kind: string;
}

/** A family whose models become files: drawn for, explained, quizzed against. */
export interface PublishedFacts extends Facts {
  /** `classic`: of the 2017 post. `trainable`: a reader trains it in the page too, as all classic ones. */
  readonly reach: 'classic' | 'trainable' | 'published';
  /** As the subject of a sentence, and whether its verb is in the plural: "the neighbours say". */
  readonly name: string;
  readonly plural: boolean;
  /** When the large canvas asks for its file, the lowest first: what most come for, then the smaller before the larger. */
  readonly fetched: number;
  /** Whether it holds back some of its training drawings, and chooses by them when to stop. Left out: no. */
  readonly setsAside?: boolean;
}

/** A family that is only measured beside the models. */
interface MeasuredFacts extends Facts {
  readonly reach: 'measured';
}

export type FamilyFacts = PublishedFacts | MeasuredFacts;

export const FAMILY_FACTS = {
  forest: {
    full: 'Random forest',
    short: 'Forest',
    kind: 'trees',
    reach: 'classic',
    name: 'the forest',
    plural: false,
    fetched: 5,
  },
  nearest: {
    full: 'Nearest neighbours',
    short: 'Neighbours',
    kind: 'neighbours',
    reach: 'classic',
    name: 'the neighbours',
    plural: true,
    fetched: 2,
  },
  perceptron: {
    full: 'Multi-layer perceptron',
    short: 'Perceptron',
    kind: 'networks',
    reach: 'classic',
    name: 'the perceptron',
    plural: false,
    fetched: 3,
    setsAside: true,
  },
  convnet: {
    full: 'Convolutional network',
    short: 'Convnet',
    kind: 'networks',
    reach: 'classic',
    name: 'the convnet',
    plural: false,
    fetched: 1,
  },
  'convnet-plus': {
    full: 'Improved convolutional network',
    short: 'Convnet+',
    kind: 'networks',
    reach: 'trainable',
    name: 'the improved convnet',
    plural: false,
    fetched: 6,
  },
  'wide-convnet': {
    full: 'Wide convolutional network',
    short: 'Wide net',
    kind: 'networks',
    reach: 'published',
    name: 'the wide network',
    plural: false,
    fetched: 4,
  },
  logistic: { full: 'Logistic regression', short: 'Logistic', kind: 'linear', reach: 'measured' },
  'linear-svm': {
    full: 'Linear support vector machine',
    short: 'Linear SVM',
    kind: 'support vectors',
    reach: 'measured',
  },
  'rbf-svm': {
    full: 'Support vector machine with RBF kernel',
    short: 'RBF SVM',
    kind: 'support vectors',
    reach: 'measured',
  },
} as const satisfies Readonly<Record<string, FamilyFacts>>;
